import type { EnergyStep } from '@hashyard/rating';

/** A meter or PDU of a site; `aboveId`: the meter that measures it too, as far as somebody said. */
export type BalanceDevice = {
  readonly id: string;
  readonly name: string;
  readonly main: boolean;
  readonly isMeter: boolean;
  readonly aboveId: string | null;
};

export type Placed<D> = { readonly device: D; readonly depth: number; readonly below: readonly D[] };

/**
 * The devices as a tree, each after the one that measures it: meters before PDUs, then by name. What nobody placed hangs
 * below the site's main meter, which measures everything, where there is just one.
 */
export function treeOf<D extends BalanceDevice>(devices: readonly D[]): Placed<D>[] {
  const mains = devices.filter(({ main }) => main);
  const root = mains.length === 1 ? (mains[0]?.id ?? null) : null;
  const known = new Set(devices.map(({ id }) => id));
  const aboveOf = ({ id, main, aboveId }: D): string | null => {
    if (aboveId !== null && known.has(aboveId)) return aboveId;
    return main || id === root ? null : root;
  };
  const order = [...devices].sort(
    (a, b) =>
      Number(b.main) - Number(a.main) ||
      Number(b.isMeter) - Number(a.isMeter) ||
      a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
  const below = new Map<string | null, D[]>();
  for (const device of order) {
    const above = aboveOf(device);
    below.set(above, [...(below.get(above) ?? []), device]);
  }
  const walk = (above: string | null, depth: number): Placed<D>[] =>
    (below.get(above) ?? []).flatMap((device) => [
      { device, depth, below: below.get(device.id) ?? [] },
      ...walk(device.id, depth + 1),
    ]);
  return walk(null, 0);
}

export type Energy = Omit<EnergyStep, 'from' | 'to'>;
export const noEnergy: Energy = { energyWh: null, estimatedWh: 0n, dueSeconds: 0, coveredSeconds: 0 };

/** Of several together; null only when nothing of any is known. */
export const together = (parts: readonly Energy[]): Energy =>
  parts.reduce(
    (sum, part) => ({
      energyWh: part.energyWh === null ? sum.energyWh : (sum.energyWh ?? 0n) + part.energyWh,
      estimatedWh: sum.estimatedWh + part.estimatedWh,
      dueSeconds: sum.dueSeconds + part.dueSeconds,
      coveredSeconds: sum.coveredSeconds + part.coveredSeconds,
    }),
    noEnergy,
  );

export type Difference = { readonly wh: bigint; readonly percent: string | null };

/**
 * What a device measured that nothing below it did: losses, the house's own load, what nobody has mapped. Negative when
 * those below measured more. Null without something on both sides; the share is null where nothing was measured.
 */
export function unaccounted(own: Energy, below: Energy): Difference | null {
  if (own.energyWh === null || below.energyWh === null) return null;
  const wh = own.energyWh - below.energyWh;
  return { wh, percent: own.energyWh > 0n ? hundredths(wh, own.energyWh) : null };
}

/** `part` of `whole` in percent with two decimals, rounded half away from zero. */
function hundredths(part: bigint, whole: bigint): string {
  const size = part < 0n ? -part : part;
  const rounded = (size * 20_000n + whole) / (2n * whole);
  const sign = part < 0n && rounded > 0n ? '-' : '';
  return `${sign}${rounded / 100n}.${String(rounded % 100n).padStart(2, '0')}`;
}
