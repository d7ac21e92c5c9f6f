/** An operator's whole month as the database has it: customers with a metered contract each, machines on outlets of their own, registers read each quarter hour. */
import type { Client } from 'pg';

export const organizationId = '01970000-0000-7000-8000-000000000001';

type Size = { readonly customers: number; readonly miners: number; readonly days: number };
/** Half open, dates in UTC. `name` is that of the calendar month, `to` the day after the last that has readings. */
export type Month = { readonly name: string; readonly from: string; readonly to: string };

/** The first `days` of the last month that is over, or all of it. */
export function lastMonth(days: number): Month {
  const now = new Date();
  const at = (month: number, day: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, day));
  const date = (instant: Date) => instant.toISOString().slice(0, 10);
  const to = Math.min(at(-1, 1 + days).getTime(), at(0, 1).getTime());
  return { name: date(at(-1, 1)).slice(0, 7), from: date(at(-1, 1)), to: date(new Date(to)) };
}

/** `id('miner', 'n')`: an id that each statement makes anew out of a row's number. */
const id = (what: string, n: string) => `md5('${what}' || ${n})::uuid`;
const customerOf = `(n - 1) % $2 + 1`;

/** Contracts are of just these days and have ended, so that no job of the worker's own turns their terms meanwhile. */
const statements: readonly string[] = [
  `insert into branding (id, organization_id, display_name) values ($1, $1, 'Bench')`,
  `insert into billing_settings (id, organization_id, currency, energy_rate, seller_name) values ($1, $1, 'USD', 0.0725, 'Bench LLC')`,
  `insert into customer (id, organization_id, name, contact_email, created_at)
   select ${id('customer', 'n')}, $1, 'Customer ' || n, 'c' || n || '@example.com', $4 from generate_series(1, $2) n`,
  `insert into customer_file (id, organization_id) select ${id('customer', 'n')}, $1 from generate_series(1, $2) n`,
  `insert into site (id, organization_id, name, time_zone, created_at) values (${id('site', '1')}, $1, 'Site', 'UTC', $4)`,
  `insert into miner_model (id, organization_id, make, name, rated_hashrate_ths, rated_power_w, rated_efficiency_j_per_th)
   values (${id('model', '1')}, $1, 'Antminer', 'S21', 200, 3500, 17.5)`,
  `insert into pdu (id, organization_id, site_id, name, created_at)
   select ${id('pdu', 'p')}, $1, ${id('site', '1')}, 'PDU ' || p, $4 from generate_series(0, $3 / 20) p`,
  `insert into outlet (id, organization_id, pdu_id, number)
   select ${id('outlet', 'n')}, $1, ${id('pdu', 'n / 20')}, n % 20 from generate_series(1, $3) n`,
  `insert into register (id, organization_id, outlet_id, name)
   select ${id('register', 'n')}, $1, ${id('outlet', 'n')}, 'Outlet ' || n from generate_series(1, $3) n`,
  `insert into miner (id, organization_id, site_id, model_id, name, created_at)
   select ${id('miner', 'n')}, $1, ${id('site', '1')}, ${id('model', '1')}, 'Miner ' || n, $4 from generate_series(1, $3) n`,
  `insert into feed (id, organization_id, outlet_id, miner_id, during)
   select ${id('feed', 'n')}, $1, ${id('outlet', 'n')}, ${id('miner', 'n')}, tstzrange($4, null) from generate_series(1, $3) n`,
  `insert into contract (id, organization_id, customer_id, type, status, number, draft_number, term, starts_on, ends_on, notice_days, time_zone, currency,
     billing_method, created_at, activated_at, snapshot)
   select ${id('contract', 'n')}, $1, ${id('customer', 'n')}, 'HOSTED', 'EXPIRED', 'HC-' || lpad(n::text, 6, '0'), 'D-' || n, 'CUSTOM', $4, $5, 60, 'UTC', 'USD',
     'METERED', $4, $4, '{}' from generate_series(1, $2) n`,
  `insert into contract_term (id, organization_id, contract_id, number, origin, starts_on, ends_on)
   select ${id('term', 'n')}, $1, ${id('contract', 'n')}, 1, 'INITIAL', $4, $5 from generate_series(1, $2) n`,
  `insert into contract_price (id, organization_id, contract_id, component, unit, rate)
   select ${id('price', 'n')}, $1, ${id('contract', 'n')}, 'ENERGY', 'KWH', 0.0725 from generate_series(1, $2) n`,
  `insert into assignment (id, organization_id, contract_id, customer_id, miner_id, from_at, to_at, rated_power_w)
   select ${id('assignment', 'n')}, $1, ${id('contract', customerOf)}, ${id('customer', customerOf)}, ${id('miner', 'n')}, $4, $5, 3500 from generate_series(1, $3) n`,
];

/** As the owner. Readings come a day at a time in order of time, as they would: about 3 kW each, with noise that repeats from run to run. */
export async function writeMonth(owner: Client, { customers, miners }: Size, { from, to }: Month): Promise<void> {
  await owner.query(`set time zone 'UTC'`);
  await owner.query(
    `insert into organization (id, name, slug, time_zone, plan, add_ons, created_at) values ($1, 'Bench', 'bench', 'UTC', 'ENTERPRISE', '{HOSTING}', now())`,
    [organizationId],
  );
  const values: Readonly<Record<string, string>> = {
    $1: `'${organizationId}'::uuid`,
    $2: String(customers),
    $3: String(miners),
    $4: `'${from}'::timestamptz`,
    $5: `'${to}'::timestamptz`,
  };
  for (const sql of statements) await owner.query(sql.replace(/\$[1-5]/g, (place) => values[place] ?? place));
  await owner.query('select ensure_telemetry_partitions($1, $2)', [from, to]);
  for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000)
    await owner.query(
      `insert into register_reading (organization_id, register_no, taken_at, register_wh, source, received_at)
       select $1, g.no, at, 1000000 + quarter * 750 + (quarter * 7 + g.no * 13) % 11, 'DEVICE', at
       from generate_series($2::timestamptz, least($2::timestamptz + interval '1 day' - interval '1 second', $4), interval '15 minutes') at,
         lateral (select (extract(epoch from at - $3::timestamptz) / 900)::bigint as quarter) q, register g`,
      [organizationId, new Date(day), from, to],
    );
  // What the API notes when it takes readings: the worker has them to judge.
  await owner.query(
    `insert into register_change (organization_id, register_no, from_at, to_at) select organization_id, no, $1::timestamptz, $2::timestamptz from register`,
    [from, to],
  );
  await owner.query('vacuum analyze');
}

/** What all registers advanced, from the first reading of each to the last. */
export async function advancedWh(owner: Client): Promise<bigint> {
  const { rows } = await owner.query<{ wh: string }>(
    `select sum(wh)::text as wh from (select max(register_wh) - min(register_wh) as wh from register_reading group by register_no) r`,
  );
  return BigInt(rows[0]?.wh ?? 0);
}

/** As if no bill had ever been made. Documents and events go past their triggers: nothing but a bench may do this. */
export async function forgetBills(owner: Client): Promise<void> {
  await owner.query('set session_replication_role = replica');
  await owner.query('truncate billing_run, invoice cascade');
  await owner.query('delete from document');
  await owner.query('set session_replication_role = origin');
  await owner.query('vacuum document');
}
