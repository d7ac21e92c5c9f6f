/**
 * Every quantity of the farm is a wave: a mean and a few sines whose periods all devices share. Such a sum has a closed
 * integral (a register of any past instant costs a dozen multiplications) and waves of one basis add up coefficient by
 * coefficient, so the site's meter is as cheap to read as one outlet.
 */

/** The farm's first instant: nothing drew power before it. */
export const FARM_EPOCH_MS = Date.UTC(2025, 0, 1);

/** Day and night, a pool's luck, a fan controller hunting. Not multiples of one another, so that no day repeats. */
const PERIODS_S = [86_400, 9_973, 607] as const;

/** Coefficients over the basis 1, sin(w1 t), cos(w1 t), sin(w2 t), ... */
export type Wave = readonly number[];

/** An instant with the basis and the basis' integrals already worked out: shared by all devices asked about it. */
export type Instant = { readonly ms: number; readonly basis: readonly number[]; readonly integrals: readonly number[] };

export function instant(ms: number): Instant {
  const seconds = (ms - FARM_EPOCH_MS) / 1000;
  const basis = [1];
  const integrals = [seconds];
  for (const period of PERIODS_S) {
    const rate = (2 * Math.PI) / period;
    const sin = Math.sin(rate * seconds);
    const cos = Math.cos(rate * seconds);
    basis.push(sin, cos);
    integrals.push(-cos / rate, sin / rate);
  }
  return { ms, basis, integrals };
}

export const FLAT_ZERO: Wave = flat(0);

export function flat(mean: number): Wave {
  return [mean, ...PERIODS_S.flatMap(() => [0, 0])];
}

/** `mean` that swings by `amplitudes` (one per period, a share of the mean) with the given phases in turns. */
export function swinging(mean: number, amplitudes: readonly number[], phases: readonly number[]): Wave {
  return [
    mean,
    ...PERIODS_S.flatMap((_, index) => {
      const amplitude = mean * (amplitudes[index] ?? 0);
      const phase = 2 * Math.PI * (phases[index] ?? 0);
      return [amplitude * Math.cos(phase), amplitude * Math.sin(phase)];
    }),
  ];
}

export function scale(wave: Wave, factor: number): Wave {
  return wave.map((coefficient) => coefficient * factor);
}

export function shift(wave: Wave, by: number): Wave {
  return wave.map((coefficient, index) => (index === 0 ? coefficient + by : coefficient));
}

export function sum(waves: Iterable<Wave>): Wave {
  const total = [...FLAT_ZERO];
  for (const wave of waves) {
    for (let index = 0; index < total.length; index += 1) total[index] = (total[index] ?? 0) + (wave[index] ?? 0);
  }
  return total;
}

export function valueAt(wave: Wave, at: Instant): number {
  return dot(wave, at.basis);
}

/** The antiderivative over seconds: a difference of two is the integral between them. */
export function primitiveAt(wave: Wave, at: Instant): number {
  return dot(wave, at.integrals);
}

function dot(left: readonly number[], right: readonly number[]): number {
  let total = 0;
  for (let index = 0; index < left.length; index += 1) total += (left[index] ?? 0) * (right[index] ?? 0);
  return total;
}
