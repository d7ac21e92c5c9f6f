import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import { anyIdOf, likePattern } from '../../graphql/filters.ts';
import type { Invoice } from './invoice.entity.ts';
import type { InvoiceFilter } from './invoice.inputs.ts';

/** The condition of an invoice list: every given field has to hold, a list holds when one of it does. */
export async function invoiceFilter(
  em: EntityManager,
  filter: InvoiceFilter | null,
  now: Date,
): Promise<FilterQuery<Invoice>> {
  const { search, customerId, contractId, statuses, kinds, period, currency, holdReasons, billingRunId } = filter ?? {};
  const conditions: FilterQuery<Invoice>[] = [];
  const found = async (sql: string, parameters: readonly unknown[]) => {
    const rows: { id: string }[] = await em.execute(sql, [...parameters]);
    conditions.push({ id: { $in: rows.map(({ id }) => id) } });
  };
  if (customerId != null) conditions.push({ customer: anyIdOf(customerId) });
  if (kinds) conditions.push({ kind: { $in: kinds } });
  if (period != null) conditions.push({ period });
  if (currency != null) conditions.push({ currency });
  if (billingRunId != null) conditions.push({ billingRun: anyIdOf(billingRunId) });
  if (search?.trim()) await found(searched, [likePattern(search)]);
  if (contractId != null)
    await found('select invoice_id as id from invoice_line where contract_id = ?', [anyIdOf(contractId)]);
  if (holdReasons)
    await found('select invoice_id as id from invoice_hold where reason = any (?::text[])', [textArray(holdReasons)]);
  if (statuses) await found(withStatus, [now, textArray(statuses)]);
  return { $and: conditions };
}

const textArray = (words: readonly string[]): string => `{${words.join(',')}}`;

const searched = `select i.id from invoice i join customer u on u.id = i.customer_id
  where concat_ws(E'\\n', i.number, i.bill_to_name, u.name, u.company_name) ilike ?`;

/** As `shownStatus` in status.rules.ts, for a list. */
const withStatus = `select id from invoice
  where case when status = 'ISSUED' and due_on < (?::timestamptz at time zone time_zone)::date then 'OVERDUE' else status end = any (?::text[])`;
