import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import { likePattern } from '../../graphql/filters.ts';
import type { Customer } from './customer.entity.ts';
import type { CustomerFilter } from './customer.inputs.ts';

/** The condition of a customer list: every given field has to hold. */
export async function customerFilter(
  em: EntityManager,
  filter: CustomerFilter | null,
  at: Date,
): Promise<FilterQuery<Customer>> {
  const conditions: FilterQuery<Customer>[] = [];
  if (filter?.active != null) conditions.push({ active: filter.active });
  if (filter?.search?.trim()) conditions.push({ id: { $in: await idsOf(em, searched, [likePattern(filter.search)]) } });
  if (filter?.inDefault != null)
    conditions.push({
      id: { $in: await idsOf(em, 'select id from customer_file where in_default = ?', [filter.inDefault]) },
    });
  if (filter?.billingHold != null)
    conditions.push({
      id: { $in: await idsOf(em, 'select id from customer_file where billing_hold = ?', [filter.billingHold]) },
    });
  if (filter?.portal) conditions.push({ id: { $in: await idsOf(em, withPortal, [at, filter.portal]) } });
  return { $and: conditions };
}

async function idsOf(em: EntityManager, sql: string, parameters: readonly unknown[]): Promise<string[]> {
  const rows: { id: string }[] = await em.execute(sql, [...parameters]);
  return rows.map((row) => row.id);
}

const searched = `with needle as (select ?::text as pattern)
  select c.id from customer c, needle where concat_ws(E'\\n', c.name, c.company_name, c.contact_email, c.billing_email, c.phone) ilike pattern
    or exists (select 1 from contract k where k.customer_id = c.id and (k.number ilike pattern or k.draft_number ilike pattern))
    or exists (select 1 from invoice i where i.customer_id = c.id and i.number ilike pattern)`;

const withPortal = `select id from (
  select c.id, case when not (c.active and c.portal_access) then 'OFF'
    when exists (select 1 from membership m where m.customer_id = c.id and m.ended_at is null) then 'ACCEPTED'
    when exists (select 1 from invite i where i.customer_id = c.id and i.accepted_at is null and i.replaced_at is null and i.expires_at > ?) then 'INVITED'
    else 'NOT_INVITED' end as portal from customer c) as known where portal = ?`;
