import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { Mail } from '../mail/mail.entity.ts';
import { Adjustment } from './adjustment.entity.ts';
import { CreditNote, CreditNoteLine } from './credit-note.entity.ts';
import { Hold, InvoiceEvent, InvoiceLine, InvoiceTax, LineUsage } from './invoice.entity.ts';

/** The parts of many invoices, each kind in one query. */
export type InvoiceLoaders = ReturnType<typeof makeLoaders>;

const known = new WeakMap<EntityManager, InvoiceLoaders>();

/** The loaders of one request (one manager): created at first use. */
export function invoiceLoaders({ em }: { em: EntityManager }): InvoiceLoaders {
  const loaders = known.get(em) ?? makeLoaders(em);
  known.set(em, loaders);
  return loaders;
}

function makeLoaders(em: EntityManager) {
  const inOrder = { orderBy: { position: 'asc' } } as const;
  const byId = { orderBy: { id: 'asc' } } as const;
  return {
    lines: grouped(
      (ids) => em.find(InvoiceLine, { invoiceId: { $in: ids } }, inOrder),
      ({ invoiceId }) => invoiceId,
    ),
    taxes: grouped(
      (ids) => em.find(InvoiceTax, { invoiceId: { $in: ids } }, inOrder),
      ({ invoiceId }) => invoiceId,
    ),
    holds: grouped(
      (ids) => em.find(Hold, { invoiceId: { $in: ids } }, inOrder),
      ({ invoiceId }) => invoiceId,
    ),
    usage: grouped(
      (ids) => em.find(LineUsage, { lineId: { $in: ids } }, inOrder),
      ({ lineId }) => lineId,
    ),
    events: grouped(
      (ids) => em.find(InvoiceEvent, { invoiceId: { $in: ids } }, byId),
      ({ invoiceId }) => invoiceId,
    ),
    mails: grouped(
      (ids) => em.find(Mail, { documentId: { $in: ids } }, byId),
      ({ documentId }) => documentId,
    ),
    creditNotes: grouped(
      (ids) => em.find(CreditNote, { invoice: { $in: ids } }, byId),
      ({ invoice }) => invoice.id,
    ),
    creditLines: grouped(
      (ids) => em.find(CreditNoteLine, { creditNoteId: { $in: ids } }, inOrder),
      ({ creditNoteId }) => creditNoteId,
    ),
    adjustments: grouped(
      (ids) => em.find(Adjustment, { invoice: { $in: ids } }, byId),
      ({ invoice }) => invoice?.id ?? '',
    ),
    /** The total of the customer's invoice before it in the same currency, as far as the viewer may see. */
    formerTotal: new DataLoader(async (ids: readonly string[]) => {
      const rows: { id: string; total: string }[] = await em.execute(
        `select i.id, f.total from invoice i join lateral (
           select total from invoice f where f.organization_id = i.organization_id and f.customer_id = i.customer_id and f.currency = i.currency
             and f.kind = 'USAGE' and f.status <> 'CANCELLED' and f.starts_on < i.starts_on order by f.starts_on desc limit 1) f on true
         where i.id = any (?::uuid[])`,
        [`{${ids.join(',')}}`],
      );
      const totals = new Map(rows.map(({ id, total }) => [id, BigInt(total)]));
      return ids.map((id) => totals.get(id) ?? null);
    }),
  };
}

function grouped<Row>(find: (ids: string[]) => Promise<Row[]>, of: (row: Row) => string): DataLoader<string, Row[]> {
  return new DataLoader(async (ids) => {
    const rows = new Map<string, Row[]>(ids.map((id) => [id, []]));
    for (const row of await find([...ids])) rows.get(of(row))?.push(row);
    return ids.map((id) => rows.get(id) ?? []);
  });
}
