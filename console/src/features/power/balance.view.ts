/** A day, a week or 30 days up to the last full hour, so that the same hour asks the same question. */
export const BALANCE_SPANS = ['DAY', 'WEEK', 'MONTH'] as const;
export type BalanceSpan = (typeof BALANCE_SPANS)[number];
const HOUR_MS = 3_600_000;
const hours: Record<BalanceSpan, number> = { DAY: 24, WEEK: 7 * 24, MONTH: 30 * 24 };

export function balanceRange(span: BalanceSpan, nowMs: number): { from: string; to: string } {
  const to = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  return { from: new Date(to - hours[span] * HOUR_MS).toISOString(), to: new Date(to).toISOString() };
}

/** How much unaccounted energy is ordinary: transformer and cable losses, the house's own load. Below nothing it can't be. */
const ORDINARY_PERCENT = 5;
export type BalanceState = 'ok' | 'warn' | 'unsure';

/** What a row's difference says. Unsure while a part of either side isn't known. */
export function balanceState(row: {
  readonly unaccountedPercent?: string | null;
  readonly coveredPercent: string;
  readonly belowCoveredPercent?: string | null;
}): BalanceState | null {
  if (row.unaccountedPercent == null) return null;
  if (Number(row.coveredPercent) < 100 || Number(row.belowCoveredPercent ?? 100) < 100) return 'unsure';
  const percent = Number(row.unaccountedPercent);
  return percent < -0.5 || percent > ORDINARY_PERCENT ? 'warn' : 'ok';
}
