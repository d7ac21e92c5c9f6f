/** An exact number: `num / den`, `den` above zero, not reduced. Amounts, rates and quantities are never floats. */
export type Fraction = { readonly num: bigint; readonly den: bigint };

export const zero: Fraction = { num: 0n, den: 1n };
export const one: Fraction = { num: 1n, den: 1n };

/** The value of a decimal string that was checked before (`-12.50`). */
export function fromDecimal(text: string): Fraction {
  const point = text.indexOf('.');
  if (point < 0) return { num: BigInt(text), den: 1n };
  const decimals = text.length - point - 1;
  return { num: BigInt(text.slice(0, point) + text.slice(point + 1)), den: 10n ** BigInt(decimals) };
}

export function fraction(num: bigint, den = 1n): Fraction {
  return { num, den };
}

export function add(a: Fraction, b: Fraction): Fraction {
  if (a.den === b.den) return { num: a.num + b.num, den: a.den };
  // Denominators are nearly always powers of ten: keep the larger one instead of multiplying them up.
  if (a.den % b.den === 0n) return { num: a.num + b.num * (a.den / b.den), den: a.den };
  if (b.den % a.den === 0n) return { num: a.num * (b.den / a.den) + b.num, den: b.den };
  return { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { num: -b.num, den: b.den });
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { num: a.num * b.num, den: a.den * b.den };
}

export function timesInteger(a: Fraction, by: bigint): Fraction {
  return { num: a.num * by, den: a.den };
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `num / den` to the nearest whole number, half away from zero: the only rounding of this package. */
export function roundDivide(num: bigint, den: bigint): bigint {
  return num < 0n ? -((-2n * num + den) / (2n * den)) : (2n * num + den) / (2n * den);
}

export function round({ num, den }: Fraction): bigint {
  return roundDivide(num, den);
}

/** The value rounded to that many decimals, all of them printed. Never minus zero. */
export function toFixed(value: Fraction, decimals: number): string {
  return printScaled(roundDivide(value.num * 10n ** BigInt(decimals), value.den), decimals);
}

/** The value with at most six decimals, none of them an idle zero: what a person reads. */
export function plainDecimal(value: Fraction): string {
  return toFixed(value, 6).replace(/\.?0+$/, '');
}

/** Prints a count of 10^-decimals: `printScaled(-1332n, 2)` is `-13.32`. */
export function printScaled(count: bigint, decimals: number): string {
  const digits = (count < 0n ? -count : count).toString().padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return count < 0n ? `-${text}` : text;
}

/**
 * Splits a whole `total` by `weights` into whole parts that add up to it: largest remainder, ties to the one listed first.
 * `total` and the weights are not negative; a total of zero may meet weights of zero.
 */
export function apportion(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  if (sum === 0n) {
    if (total !== 0n) throw new Error(`${total} cannot be shared: no weight is above zero`);
    return weights.map(() => 0n);
  }
  const parts: bigint[] = [];
  const remainders: { index: number; remainder: bigint }[] = [];
  let left = total;
  weights.forEach((weight, index) => {
    const part = (total * weight) / sum;
    parts.push(part);
    left -= part;
    remainders.push({ index, remainder: (total * weight) % sum });
  });
  if (left === 0n) return parts;
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of remainders.slice(0, Number(left))) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}
