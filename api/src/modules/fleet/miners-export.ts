import express, { type Request, type Response, type Router } from 'express';
import type { Context, ViewerContext } from '../../context.ts';
import { formatInstant } from '../../graphql/scalars.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { sendCsv } from '../../http/csv.ts';
import { liveView, MinerStatus, type MinerView } from '../telemetry/index.ts';
import type { MinerFilter } from './fleet.inputs.ts';
import { minerSorts } from './miner-list.rules.ts';
import { sortedMiners } from './miner-list.service.ts';
import type { MinerOrder } from './miner.type.ts';

const batch = 1_000;
/** Heads carry the unit. What is unknown is an empty cell. */
const columns = [
  'name',
  'site',
  'make',
  'model',
  'serial',
  'mac',
  'address',
  'rack',
  'slot',
  'status',
  'status_since',
  'status_reason',
  'reading_at',
  'hashrate_ths',
  'rated_hashrate_ths',
  'power_w',
  'power_kind',
  'rated_power_w',
  'efficiency_j_per_th',
  'temperature_c',
  'inlet_temperature_c',
  'fans_rpm',
  'uptime_s',
  'pool',
  'worker',
  'faults',
  'firmware',
  'owner',
  'customer',
  'contract',
  'retired_at',
];

/** Machines as CSV, those of a filter in its order, for the staff. Everybody else gets 404. */
export function minersExport(contextOf: (request: Request, response: Response) => Promise<Context>): Router {
  const router = express.Router();
  router.get('/exports/miners.csv', async (request, response) => {
    const context = await contextOf(request, response);
    if (!context.viewer?.permissions.has('fleet:read') || isCustomers(context))
      return void response.status(404).type('text').send('Not found');
    const asked = readQuery(request.query);
    if (!asked) return void response.status(400).type('text').send('statuses or orderBy is none that there is');
    await sendCsv(response, 'machines.csv', columns, linesOf(context as ViewerContext, asked));
  });
  return router;
}

type Asked = { readonly filter: MinerFilter; readonly orderBy: MinerOrder };

/** The filter's fields by their names; lists are separated by commas. Null for a word that isn't known. */
function readQuery(query: Request['query']): Asked | null {
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined);
  const list = (name: string) => text(name)?.split(',');
  const flag = (name: string) => (text(name) === undefined ? undefined : text(name) === 'true');
  const orderBy = text('orderBy') ?? 'NAME_ASC';
  const statuses = list('statuses');
  const isOrder = (word: string): word is MinerOrder => Object.hasOwn(minerSorts, word);
  const isStatus = (word: string): word is MinerStatus => Object.hasOwn(MinerStatus, word);
  if (!isOrder(orderBy) || !(statuses ?? []).every(isStatus)) return null;
  const filter: MinerFilter = {
    search: text('search'),
    siteIds: list('siteIds'),
    rackId: text('rackId'),
    pduId: text('pduId'),
    makes: list('makes'),
    modelIds: list('modelIds'),
    statuses: statuses?.filter(isStatus),
    firmware: text('firmware'),
    customerId: text('customerId'),
    contractId: text('contractId'),
    ownerId: text('ownerId'),
    unassigned: flag('unassigned'),
    retired: flag('retired'),
  };
  return { filter, orderBy };
}

/** A batch at a time: only the order is in memory as a whole. */
async function* linesOf(context: ViewerContext, { filter, orderBy }: Asked): AsyncGenerator<(string | null)[][]> {
  const view = await liveView(context);
  const ids = (await sortedMiners(context, filter, orderBy)).map(({ id }) => id);
  for (let from = 0; from < ids.length; from += batch) {
    const rows: ExportRow[] = await context.em.execute(rowsSql, [
      `{${ids.slice(from, from + batch).join(',')}}`,
      context.now(),
    ]);
    yield rows.map((row) => lineOf(row, view(row)));
  }
}

type ExportRow = {
  no: number;
  name: string;
  site: string;
  make: string;
  model: string;
  serial: string | null;
  mac: string | null;
  address: string | null;
  rack: string | null;
  slot: string | null;
  rated_hashrate: string;
  rated_power: string;
  firmware: string;
  owner: string | null;
  customer: string | null;
  contract: string | null;
  retired_at: Date | null;
};

function lineOf(row: ExportRow, { status, statusSince, statusReason, latest }: MinerView): (string | null)[] {
  const number = (value: number | null | undefined) => (value == null ? null : String(value));
  return [
    row.name,
    row.site,
    row.make,
    row.model,
    row.serial,
    row.mac,
    row.address,
    row.rack,
    row.slot,
    row.retired_at ? null : status,
    row.retired_at ? null : formatInstant(statusSince),
    row.retired_at ? null : statusReason,
    latest && formatInstant(latest.takenAt),
    number(latest?.hashrateThs),
    row.rated_hashrate,
    number(latest?.powerW),
    latest?.powerKind ?? null,
    row.rated_power,
    number(latest?.efficiencyJPerTh),
    number(latest?.temperatureC),
    number(latest?.inletTemperatureC),
    latest?.fansRpm?.join(' ') ?? null,
    number(latest?.uptimeSeconds),
    latest?.pool ?? null,
    latest?.worker ?? null,
    latest?.faults.join('; ') ?? null,
    row.firmware,
    row.owner,
    row.customer,
    row.contract,
    row.retired_at && formatInstant(new Date(row.retired_at)),
  ];
}

const rowsSql = /* sql */ `
select m.no, m.name, t.name as site, k.make, k.name as model, m.serial, m.mac, m.address, r.name as rack, s.label as slot,
  trim_scale(coalesce(m.rated_hashrate_ths, k.rated_hashrate_ths))::text as rated_hashrate, trim_scale(coalesce(m.rated_power_w, k.rated_power_w))::text as rated_power,
  concat_ws(' ', m.firmware, m.firmware_version) as firmware, coalesce(o.company_name, o.name) as owner, a.customer, a.contract, m.retired_at
from unnest(?::uuid[]) with ordinality as asked (id, place)
  join miner m on m.id = asked.id join miner_model k on k.id = m.model_id join site t on t.id = m.site_id
  left join slot s on s.id = m.slot_id left join rack r on r.id = s.rack_id left join customer o on o.id = m.owner_id
  left join lateral (select coalesce(u.company_name, u.name) as customer, coalesce(c.number, c.draft_number) as contract
    from assignment a join contract c on c.id = a.contract_id join customer u on u.id = a.customer_id
    where a.miner_id = m.id and tstzrange(a.from_at, a.to_at) @> ?::timestamptz limit 1) a on true
order by asked.place`;
