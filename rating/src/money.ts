import { type Fraction, multiply, printScaled, roundDivide } from './exact.ts';

const decimalsBesidesTwo: readonly (readonly [decimals: number, currencies: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];
const decimalsOf = new Map(
  decimalsBesidesTwo.flatMap(([decimals, currencies]) => currencies.split(' ').map((currency) => [currency, decimals])),
);

/** Decimals of the currency's minor unit (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD. */
export function currencyDecimals(currency: string): number {
  return decimalsOf.get(currency) ?? 2;
}

/** Quantity x rate in minor units, rounded once, half away from zero. */
export function amountOf(quantity: Fraction, rate: Fraction, currency: string): bigint {
  const exact = multiply(quantity, rate);
  return roundDivide(exact.num * 10n ** BigInt(currencyDecimals(currency)), exact.den);
}

/** Minor units as the bill prints them: `formatMoney(17478n, 'USD')` is `174.78`. */
export function formatMoney(minor: bigint, currency: string): string {
  return printScaled(minor, currencyDecimals(currency));
}

/** The way back from `formatMoney`: a decimal string with at most the currency's decimals, in minor units. */
export function parseMoney(text: string, currency: string): bigint {
  const [whole = '', decimals = ''] = text.split('.');
  const due = currencyDecimals(currency);
  if (decimals.length > due) throw new RangeError(`${text} has more decimals than ${currency} (${due})`);
  return BigInt(whole + decimals.padEnd(due, '0'));
}
