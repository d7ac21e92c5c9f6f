import type { ViewerContext } from '../../context.ts';
import { decodeCursor, encodeCursor, type Page, type PageArgs, pageSize } from '../../graphql/connection.ts';
import { anyIdOf, anyIdsOf, likePattern } from '../../graphql/filters.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { liveView } from '../telemetry/index.ts';
import type { MinerFilter } from './fleet.inputs.ts';
import { Miner } from './fleet.entity.ts';
import { compare, type ListedMiner, minerSorts, type SortKey } from './miner-list.rules.ts';
import type { MinerOrder } from './miner.type.ts';

const mostMiners = 5_000;

/**
 * A page of miners. The database says which there are for this viewer; status and live values are this instant's, so
 * filtering by status and sorting happen here, over a light row for each.
 */
export async function listMiners(
  context: ViewerContext,
  page: PageArgs,
  filter: MinerFilter | null,
  orderBy: MinerOrder,
): Promise<Page<Miner>> {
  const size = pageSize(page, mostMiners);
  const after = page.after ? decodeCursor(page.after) : null;
  const { descending } = minerSorts[orderBy];
  const found = await sortedMiners(context, filter, orderBy);
  const rest = after ? found.filter((one) => compare(one, { key: after.value, id: after.id }, descending) > 0) : found;
  const shown = rest.slice(0, size);
  const rows = await context.em.find(Miner, { id: { $in: shown.map(({ id }) => id) } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const present = shown.filter(({ id }) => byId.has(id));
  return {
    rows: present.map(({ id }) => byId.get(id) as Miner),
    cursors: present.map((one) => encodeCursor(one.key, one.id)),
    hasNextPage: rest.length > size,
    count: async () => found.length,
  };
}

/** All miners of a filter in order: ids and what they are sorted by. */
export async function sortedMiners(
  context: ViewerContext,
  filter: MinerFilter | null,
  orderBy: MinerOrder,
): Promise<{ readonly id: string; readonly key: SortKey }[]> {
  const { key, descending } = minerSorts[orderBy];
  const wanted = filter?.statuses ? new Set(filter.statuses) : null;
  return (await candidates(context, filter))
    .filter(({ status }) => !wanted || wanted.has(status))
    .map((miner) => ({ id: miner.id, key: key(miner) as SortKey }))
    .sort((a, b) => compare(a, b, descending));
}

async function candidates(context: ViewerContext, filter: MinerFilter | null): Promise<ListedMiner[]> {
  const view = await liveView(context);
  const { sql, parameters } = candidatesSql(context, filter);
  const rows: { id: string; no: number; name: string }[] = await context.em.execute(sql, parameters);
  return rows.map(({ id, no, name }) => {
    const { status, latest } = view({ no });
    return {
      id,
      name,
      status,
      hashrateThs: latest?.hashrateThs ?? null,
      powerW: latest?.powerW ?? null,
      temperatureC: latest?.temperatureC ?? null,
    };
  });
}

/** Where a miner stands and what runs on it now is known only to who has it now. */
function candidatesSql(context: ViewerContext, filter: MinerFilter | null): { sql: string; parameters: unknown[] } {
  const at = context.now();
  const customers = isCustomers(context);
  const conditions: string[] = [];
  const parameters: unknown[] = [];
  const require = (sql: string, ...values: unknown[]) => {
    conditions.push(sql);
    parameters.push(...values);
  };
  const now = customers
    ? 'exists (select 1 from reach c where c.unit_id = m.id and c.during @> ?::timestamptz)'
    : 'true';
  const nowParameters = customers ? [at] : [];
  const underContract =
    'exists (select 1 from assignment a where a.miner_id = m.id and tstzrange(a.from_at, a.to_at) @> ?::timestamptz';
  require(`m.retired_at is ${filter?.retired ? 'not null' : 'null'}`);
  if (filter?.search?.trim()) {
    const address = customers ? '' : 'm.address, ';
    require(`concat_ws(E'\\n', m.name, m.serial, m.mac, ${address}k.make || ' ' || k.name,
        case when ${now} then (select r.name || ' ' || s.label from slot s join rack r on r.id = s.rack_id where s.id = m.slot_id) end) ilike ?`, ...nowParameters, likePattern(
      filter.search,
    ));
  }
  if (filter?.siteIds) require('m.site_id = any (?::uuid[])', idList(filter.siteIds));
  if (filter?.makes)
    require('lower(k.make) = any (array(select lower(jsonb_array_elements_text(?::jsonb))))', JSON.stringify(
      filter.makes,
    ));
  if (filter?.modelIds) require('m.model_id = any (?::uuid[])', idList(filter.modelIds));
  if (filter?.ownerId) require(`${now} and m.owner_id = ?`, ...nowParameters, anyIdOf(filter.ownerId));
  if (filter?.firmware?.trim())
    require(`${now} and concat_ws(' ', m.firmware, m.firmware_version) ilike ?`, ...nowParameters, likePattern(
      filter.firmware,
    ));
  if (filter?.rackId)
    require(`${now} and m.slot_id in (select s.id from slot s where s.rack_id = ?)`, ...nowParameters, anyIdOf(
      filter.rackId,
    ));
  if (filter?.pduId)
    require(`${now} and exists (select 1 from feed f join outlet o on o.id = f.outlet_id where f.miner_id = m.id and o.pdu_id = ? and f.during @> ?::timestamptz)`, ...nowParameters, anyIdOf(
      filter.pduId,
    ), at);
  if (filter?.customerId) require(`${underContract} and a.customer_id = ?)`, at, anyIdOf(filter.customerId));
  if (filter?.contractId) require(`${underContract} and a.contract_id = ?)`, at, anyIdOf(filter.contractId));
  if (filter?.unmapped != null)
    require(`${now} and ${filter.unmapped ? 'not ' : ''}exists (select 1 from feed f where f.miner_id = m.id and f.during @> ?::timestamptz)`, ...nowParameters, at);
  if (filter?.unassigned != null) require(`${filter.unassigned ? 'not ' : ''}${underContract})`, at);
  const where = conditions.length > 0 ? conditions.map((sql) => `(${sql})`).join(' and ') : 'true';
  return {
    sql: `select m.id, m.no, m.name from miner m join miner_model k on k.id = m.model_id where ${where}`,
    parameters,
  };
}

const idList = (ids: readonly string[]): string => `{${anyIdsOf(ids).join(',')}}`;
