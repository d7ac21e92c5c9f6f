import type { InvoiceChange, InvoiceStatus } from '../../gql/graphql.ts';

/** What can be done with an invoice besides issuing and releasing. */
export type LifeAction = 'RECOMPUTE' | 'HOLD' | 'SEND' | 'CREDIT' | 'WRITE_OFF' | 'CANCEL';

const UNISSUED: readonly InvoiceStatus[] = ['DRAFT', 'HELD'];
const OPEN: readonly InvoiceStatus[] = ['ISSUED', 'PARTIALLY_PAID', 'OVERDUE'];
const ISSUED: readonly InvoiceStatus[] = [...OPEN, 'PAID'];

const statesOf: Record<LifeAction | 'ISSUE', readonly InvoiceStatus[]> = {
  RECOMPUTE: UNISSUED,
  HOLD: ['DRAFT'],
  ISSUE: ['DRAFT'],
  SEND: ISSUED,
  CREDIT: ISSUED,
  WRITE_OFF: OPEN,
  CANCEL: [...UNISSUED, ...OPEN],
};

const actions: readonly LifeAction[] = ['RECOMPUTE', 'HOLD', 'SEND', 'CREDIT', 'WRITE_OFF', 'CANCEL'];

/** Every step that an invoice's state and its credit notes allow; the API has the last word. */
export function offered(invoice: { readonly status: InvoiceStatus; readonly credited: boolean }): LifeAction[] {
  return actions.filter(
    (action) => statesOf[action].includes(invoice.status) && !(action === 'CANCEL' && invoice.credited),
  );
}

/** Whether a bulk change fits an invoice in this state. */
export const fits = (change: InvoiceChange, status: InvoiceStatus): boolean =>
  statesOf[change === 'ISSUE_AND_SEND' ? 'ISSUE' : change].includes(status);
