import type { InvoiceStatus, StoredStatus } from './invoice.words.ts';

/** What an invoice shows: an issued one is OVERDUE from the day after it was due. */
export function shownStatus(
  { status, dueOn }: { status: StoredStatus; dueOn: string | null },
  today: string,
): InvoiceStatus {
  return status === 'ISSUED' && dueOn !== null && dueOn < today ? 'OVERDUE' : status;
}

/** How far a total is from the former one, in percent with one decimal, half away from zero; null without a former one. */
export function changePercent(total: bigint, former: bigint | null): string | null {
  if (former === null || former <= 0n) return null;
  const doubled = (total - former) * 2000n;
  const tenths = (doubled + (doubled < 0n ? -former : former)) / (2n * former);
  const digits = String(tenths < 0n ? -tenths : tenths).padStart(2, '0');
  return `${tenths < 0n ? '-' : ''}${digits.slice(0, -1)}.${digits.slice(-1)}`;
}
