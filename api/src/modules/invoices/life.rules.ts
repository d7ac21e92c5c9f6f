import type { StoredStatus } from './invoice.words.ts';

/** What may happen to an invoice. SETTLE: nothing is due any more. */
export type LifeEvent =
  | 'RECOMPUTE'
  | 'HOLD'
  | 'RELEASE'
  | 'ISSUE'
  | 'SEND'
  | 'CREDIT'
  | 'SETTLE'
  | 'WRITE_OFF'
  | 'CANCEL';

const issued = { ISSUED: 'ISSUED', PAID: 'PAID' } as const;

/** Every state that an event may meet, and the one that follows. What isn't listed is refused; the database has the same list. */
const transitions: Record<LifeEvent, Partial<Record<StoredStatus, StoredStatus>>> = {
  // A new rating judges the holds anew: what follows may also be the other of the two.
  RECOMPUTE: { DRAFT: 'DRAFT', HELD: 'HELD' },
  HOLD: { DRAFT: 'HELD', HELD: 'HELD' },
  RELEASE: { HELD: 'DRAFT' },
  ISSUE: { DRAFT: 'ISSUED' },
  SEND: issued,
  CREDIT: issued,
  SETTLE: { ISSUED: 'PAID', PAID: 'PAID' },
  WRITE_OFF: { ISSUED: 'WRITTEN_OFF' },
  CANCEL: { DRAFT: 'CANCELLED', HELD: 'CANCELLED', ISSUED: 'CANCELLED', PAID: 'CANCELLED' },
};

/** The state after an event; null when the event can't happen in that state. */
export const transition = (status: StoredStatus, event: LifeEvent): StoredStatus | null =>
  transitions[event][status] ?? null;

type Touched = { readonly status: StoredStatus; readonly total: bigint; readonly creditNotes: number };

/** Why an invoice that could be cancelled by its state has been touched too much for it; null when it hasn't. */
export function touchedBy({ status, total, creditNotes }: Touched): 'HAS_CREDIT_NOTE' | 'HAS_PAYMENT' | null {
  if (creditNotes > 0) return 'HAS_CREDIT_NOTE';
  // One on which nothing was due counts as paid from the start.
  return status === 'PAID' && total > 0n ? 'HAS_PAYMENT' : null;
}
