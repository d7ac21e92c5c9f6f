import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import { anyIdOf, likePattern } from '../../graphql/filters.ts';
import type { Contract } from './contract.entity.ts';
import type { ContractFilter } from './contract.inputs.ts';

/** The condition of a contract list: every given field has to hold, a list holds when one of it does. */
export async function contractFilter(
  em: EntityManager,
  filter: ContractFilter | null,
  now: Date,
): Promise<FilterQuery<Contract>> {
  const conditions: FilterQuery<Contract>[] = [];
  const { search, customerId, types, statuses, expiring } = filter ?? {};
  if (customerId != null) conditions.push({ customer: anyIdOf(customerId) });
  if (types) conditions.push({ type: { $in: types } });
  if (statuses) conditions.push({ status: { $in: statuses } });
  if (search?.trim()) conditions.push({ id: { $in: await ids(em, searched, [likePattern(search)]) } });
  if (expiring != null) conditions.push({ id: { [expiring ? '$in' : '$nin']: await ids(em, expiringNow, [now]) } });
  return { $and: conditions };
}

async function ids(em: EntityManager, sql: string, parameters: readonly unknown[]): Promise<string[]> {
  const rows: { id: string }[] = await em.execute(sql, [...parameters]);
  return rows.map(({ id }) => id);
}

const searched = `select c.id from contract c join customer u on u.id = c.customer_id
  where concat_ws(E'\\n', c.number, c.draft_number, u.name, u.company_name) ilike ?`;

/** As `isExpiring` in term.rules.ts, for a list. */
const expiringNow = `select id from contract where status in ('ACTIVE', 'SUSPENDED') and not (auto_renew and notice_given_on is null)
  and ends_on - (?::timestamptz at time zone time_zone)::date <= notice_days`;
