import { ABSENT } from './number.ts';

/** Money as the API gives it: a decimal string and its currency. */
export type MoneyValue = { readonly amount: string; readonly currency: string };

const formats = new Map<string, Intl.NumberFormat>();

/** Currency formats by code: symbols are kept apart ("US$", "CA$"), so that no dollar is taken for another. */
function moneyFormat(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known) return known;
  const made = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  formats.set(currency, made);
  return made;
}

/** "1,234.50 USD": the amount digit for digit, with its currency behind it. The string never passes through a float. */
export function money(value: MoneyValue | null | undefined): string {
  if (!value) return ABSENT;
  return `${amount(value)} ${value.currency}`;
}

/** The amount alone, grouped, with the currency's own decimals; for columns whose head names the currency. */
export function amount(value: MoneyValue | null | undefined): string {
  if (!value) return ABSENT;
  return moneyFormat(value.currency)
    .formatToParts(value.amount as unknown as number)
    .filter(({ type }) => type !== 'currency' && type !== 'literal')
    .map((part) => part.value)
    .join('');
}

/** "1.00 USD to 2.00 USD", or the one amount where both ends are the same; null where one isn't known. */
export function moneyRange(low: MoneyValue | null | undefined, high: MoneyValue | null | undefined): string | null {
  if (!low || !high) return null;
  return low.amount === high.amount ? money(high) : `${money(low)} to ${money(high)}`;
}
