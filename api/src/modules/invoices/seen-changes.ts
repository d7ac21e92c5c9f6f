import type { EntityManager } from '@mikro-orm/postgresql';
import { prepared } from '../../database/prepared.ts';

/** Which changes of registers and hashrates a rating can have seen: those up to an id whose transactions are older than `xmin`. */
export type SeenChanges = { readonly changeId: string; readonly xmin: string };

/** Asked before readings are read: what is committed in between counts as not seen, and is looked at again. */
export async function changesSeenNow(em: EntityManager): Promise<SeenChanges> {
  const [row] = await prepared<{ change_id: string; xmin: string }>(
    em,
    `select coalesce((select max(id) from billed_change), 0)::text as change_id, pg_snapshot_xmin(pg_current_snapshot())::text as xmin`,
    [],
  );
  if (!row) throw new Error('unreachable: the query has always one row');
  return { changeId: row.change_id, xmin: row.xmin };
}

/** Keeps what an invoice's rating, or the last look at it, had seen. */
export async function noteSeen(
  em: EntityManager,
  invoice: { readonly id: string; readonly organizationId: string },
  { changeId, xmin }: SeenChanges,
): Promise<void> {
  await em.execute(
    `insert into invoice_rating (invoice_id, organization_id, change_id, xmin_seen) values (?, ?, ?, ?::xid8)
     on conflict (invoice_id) do update set change_id = excluded.change_id, xmin_seen = excluded.xmin_seen`,
    [invoice.id, invoice.organizationId, changeId, xmin],
  );
}

/**
 * Issued invoices for whose days something about their registers, the registers of their machines, or the hashrate that
 * they bill was learnt since: of one customer, or all. A day of slack at both ends, for the readings beside the month that split its first and last
 * intervals. One that went out with a hole in its energy is looked at in the months after in any case: the reading that
 * closes it may be of a later day. Looking once too often does no harm: what is the same makes no correction.
 */
export const invoicesWithNews = (customerId: string | null): readonly [sql: string, parameters: string[]] => [
  `select i.id, i.customer_id from invoice i join invoice_rating r on r.invoice_id = i.id
   where i.status in ('ISSUED', 'PAID') ${customerId === null ? '' : 'and i.customer_id = ?'} and (exists (
     select 1 from invoice_hold h where h.invoice_id = i.id and h.reason in ('UNCOVERED', 'VOIDED', 'REGISTER_DECREASED')
       and i.starts_on >= (select max(n.starts_on) from invoice n where n.customer_id = i.customer_id) - 62)
   or exists (
     select 1 from billed_change c
     where c.organization_id = i.organization_id and (c.id > r.change_id or c.xid >= r.xmin_seen)
       and tstzrange(c.from_at, c.to_at, '[]') && tstzrange((i.starts_on - 1)::timestamp at time zone i.time_zone, (i.ends_on + 1)::timestamp at time zone i.time_zone)
       and (exists (select 1 from invoice_line_usage u where u.invoice_id = i.id and c.register_id = any (u.register_ids))
         or exists (select 1 from invoice_line l join assignment a on a.contract_id = l.contract_id
           join feed f on f.miner_id = a.miner_id or f.site_id = a.site_id
           join register g on g.outlet_id = f.outlet_id or g.meter_id = f.meter_id
           where l.invoice_id = i.id and g.id = c.register_id)
         or exists (select 1 from invoice_line l join assignment a on a.contract_id = l.contract_id
           where l.invoice_id = i.id and a.miner_id = c.miner_id))))
   order by i.starts_on, i.id`,
  customerId === null ? [] : [customerId],
];
