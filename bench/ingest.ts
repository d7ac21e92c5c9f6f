// node bench/ingest.ts [--rounds N] [--quick]     (after `npm run build`)
// Register readings into PostgreSQL: our idempotent writer under row-level security, one INSERT a row, and the floor, a COPY that the
// server reads from its own file into the same table. Goals D1 and D2.
import pg from 'pg';
import { startPostgres } from '../scripts/postgres.mjs';
import { benchOptions, interleave, type Measured, result } from './lib/interleave.ts';

const bench = 'ingest';
const organizationId = '01970000-0000-7000-8000-000000000001';
const rowsPerBatch = 2_000;

type Row = { row: number; no: number; takenAtMs: number; registerWh: bigint; raw: null };
type Manager = { execute(sql: string, parameters?: unknown[]): Promise<unknown[]> };
type Api = {
  migrateDatabase(to: { ownerUrl: string; appPassword: string }): Promise<unknown>;
  createOrm(url: string): Promise<{ close(force: boolean): Promise<void> }>;
  managerFor(orm: object, viewer: object): Manager;
  inTransaction<T>(scope: { em: Manager }, work: (scope: { em: Manager }) => Promise<T>): Promise<T>;
  addRegisterReadings(em: Manager, organizationId: string, rows: Row[], at: Date): Promise<unknown[]>;
};

async function readApi(): Promise<Api> {
  const from = (file: string) => import(new URL(`../api/dist/${file}`, import.meta.url).href);
  try {
    await from('schema.js');
    const [migrate, orm, scope, store] = await Promise.all(
      ['database/migrate.js', 'database/orm.js', 'database/scope.js', 'modules/telemetry/reading.store.js'].map(from),
    );
    return { ...migrate, ...orm, ...scope, ...store };
  } catch (cause) {
    throw new Error('the api is not built: npm run build', { cause });
  }
}

/** Registers and a month of partitions, as the owner; answers the registers' numbers. */
async function prepare(owner: pg.Client): Promise<number[]> {
  await owner.query(
    `insert into organization (id, name, slug, time_zone, plan, created_at) values ($1, 'Bench', 'bench', 'UTC', 'BUSINESS', now())`,
    [organizationId],
  );
  await owner.query(
    `with s as (insert into site (id, organization_id, name, time_zone, created_at) values (gen_random_uuid(), $1, 'S', 'UTC', now()) returning id),
       p as (insert into pdu (id, organization_id, site_id, name, created_at) select gen_random_uuid(), $1, s.id, 'P', now() from s returning id),
       o as (insert into outlet (id, organization_id, pdu_id, number) select gen_random_uuid(), $1, p.id, n from p, generate_series(1, 2000) n returning id)
     insert into register (id, organization_id, outlet_id, name) select gen_random_uuid(), $1, o.id, 'R' from o`,
    [organizationId],
  );
  await owner.query(`select ensure_telemetry_partitions('2026-06-01', '2026-06-30')`);
  await owner.query('analyze');
  const { rows } = await owner.query('select no from register order by no');
  return rows.map(({ no }) => no);
}

const batchOf = (numbers: readonly number[], quarter: number): Row[] =>
  numbers.slice(0, rowsPerBatch).map((no, row) => ({
    row,
    no,
    takenAtMs: Date.UTC(2026, 5, 1) + quarter * 900_000,
    registerWh: BigInt(1_000_000 + quarter * 800 + row),
    raw: null,
  }));

/** Rows a second of `write`, into an empty month; the count is checked. */
async function rowsPerSecond(owner: pg.Client, rows: number, write: () => Promise<void>): Promise<number> {
  await owner.query('truncate register_reading');
  const start = performance.now();
  await write();
  const seconds = (performance.now() - start) / 1000;
  const { rows: counted } = await owner.query('select count(*)::int as n from register_reading');
  if (counted[0].n !== rows) throw new Error(`${counted[0].n} rows are there, not ${rows}`);
  return rows / seconds;
}

async function main(args: readonly string[]): Promise<Measured[]> {
  const { rounds, quick } = benchOptions(args);
  const api = await readApi();
  const postgres = await startPostgres({ volatile: true, settings: { shared_buffers: '256MB', max_wal_size: '4GB' } });
  const owner = new pg.Client({ connectionString: postgres.url });
  try {
    await api.migrateDatabase({ ownerUrl: postgres.url, appPassword: 'bench' });
    await owner.connect();
    const numbers = await prepare(owner);
    const appUrl = new URL(postgres.url);
    Object.assign(appUrl, { username: 'app', password: 'bench' });
    const orm = await api.createOrm(appUrl.href);
    const viewer = { kind: 'COLLECTOR', organizationId, customerId: null, userId: null, actor: 'bench' };
    const em = api.managerFor(orm, viewer);
    const batches = Array.from({ length: quick ? 2 : 50 }, (_, quarter) => batchOf(numbers, quarter));
    const rows = batches.length * rowsPerBatch;

    const ours = async () => {
      for (const batch of batches)
        await api.inTransaction({ em }, (scope) =>
          api.addRegisterReadings(scope.em, organizationId, batch, new Date()),
        );
    };
    await rowsPerSecond(owner, rows, ours);
    const { rows: where } = await owner.query('show data_directory');
    const file = `${where[0].data_directory}/bench.bin`;
    await owner.query(`copy (select * from register_reading) to '${file}' (format binary)`);
    const single = (batches[0] ?? []).slice(0, quick ? 200 : 2_000);
    const oneByOne = async () => {
      for (const { no, takenAtMs, registerWh } of single)
        await em.execute(
          `insert into register_reading (organization_id, register_no, taken_at, register_wh, source, received_at) values (?, ?, ?, ?, 'DEVICE', now()) on conflict do nothing`,
          [organizationId, no, new Date(takenAtMs), String(registerWh)],
        );
    };
    const values = {
      floor: [],
      ours: [],
      single: [],
      ...(await interleave(rounds, {
        floor: () =>
          rowsPerSecond(
            owner,
            rows,
            async () => void (await owner.query(`copy register_reading from '${file}' (format binary)`)),
          ),
        ours: () => rowsPerSecond(owner, rows, ours),
        single: () => rowsPerSecond(owner, single.length, oneByOne),
      })),
    };
    await orm.close(true);
    const common = { bench, unit: 'rows/s' };
    return [
      { ...common, metric: 'COPY binary by the server, same table', values: values.floor },
      { ...common, metric: 'one INSERT a row', values: values.single },
      { ...common, metric: 'D1 ours', values: values.ours, to: { name: 'COPY binary', values: values.floor } },
      { ...common, metric: 'D2 ours', values: values.ours, to: { name: 'one INSERT a row', values: values.single } },
    ];
  } finally {
    await owner.end();
    await postgres.stop();
  }
}

for (const measured of await main(process.argv.slice(2))) console.log(JSON.stringify(result(measured)));
