import type { Issue, MoneyValue, Refusal } from '@hashyard/ui';
import { currencyDecimals, formatMoney, parseMoney } from '@hashyard/rating';

type Credited = { readonly lines: readonly { readonly position: number; readonly amount: MoneyValue }[] };
type Line = { readonly position: number; readonly amount: MoneyValue };

/** What is left to take back of a line, net: nothing of what is below zero. */
export function remainingOf(line: Line, notes: readonly Credited[]): string {
  const { currency } = line.amount;
  const taken = notes
    .flatMap(({ lines }) => lines)
    .filter(({ position }) => position === line.position)
    .reduce((sum, { amount }) => sum + parseMoney(amount.amount, currency), 0n);
  const left = parseMoney(line.amount.amount, currency) - taken;
  return formatMoney(left > 0n ? left : 0n, currency);
}

export const isNothing = (amount: string): boolean => !/[1-9]/.test(amount);

/** The sum of amounts as typed; null where one is no amount of the currency. */
export function sumOf(typed: readonly string[], currency: string): string | null {
  const decimals = currencyDecimals(currency);
  const pattern = decimals === 0 ? /^\d+$/ : new RegExp(`^\\d+(\\.\\d{1,${decimals}})?$`);
  const filled = typed.map((text) => text.trim()).filter((text) => text !== '');
  if (filled.some((text) => !pattern.test(text))) return null;
  return formatMoney(
    filled.reduce((sum, text) => sum + parseMoney(text, currency), 0n),
    currency,
  );
}

/** A refusal of the input's nth line belongs to that line's own field. */
export function atLines(refusal: Refusal, fields: readonly string[]): Refusal {
  const move = (path: readonly string[]) => {
    const field = path[1] === 'lines' ? fields[Number(path[2])] : undefined;
    return field ? ['input', field] : path;
  };
  const issues = refusal.issues?.map((issue): Issue => ({ ...issue, path: move(issue.path) }));
  return { ...refusal, path: refusal.path ? move(refusal.path) : refusal.path, issues };
}
