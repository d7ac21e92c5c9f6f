// node bench/billing.ts [--customers N] [--miners N] [--rounds N] [--quick]     (after `npm run build`)
// A month's billing run by two workers, from the request to its end, beside the floor: two processes that read the same readings out in the same
// portions and `rate` them, and write nothing (B1). The same run again, when nothing is left to do (B2). What a reading takes on disk (D4).
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startPostgres } from '../scripts/postgres.mjs';
import { advancedWh, forgetBills, lastMonth, type Month, organizationId, writeMonth } from './lib/billing-month.ts';
import { processes, startFloor, startWorkers } from './lib/billing-processes.ts';
import { benchOptions, interleave, type Measured, result } from './lib/interleave.ts';
import { skip } from './lib/native.ts';

const bench = 'billing';

type Installation = { orm: { close(force: boolean): Promise<void> }; now(): Date; vault: null; publicUrl: string };
type Api = {
  migrateDatabase(to: { ownerUrl: string; appPassword: string }): Promise<unknown>;
  createOrm(url: string, options: { statementTimeoutMs: number }): Promise<Installation['orm']>;
  contextFor(installation: Installation, viewer: object, request: object): object;
  jobContext(installation: Installation, organizationId: string, task: string): object;
  permissionsOf(role: string): ReadonlySet<string>;
  generateInvoices(context: object, input: { period: string }): Promise<{ id: string }>;
  judgeRegisters(context: object, payload: object): Promise<void>;
};

async function readApi(): Promise<Api> {
  const from = (file: string) => import(new URL(`../api/dist/${file}`, import.meta.url).href);
  try {
    await from('schema.js');
    const parts = [
      'database/migrate.js',
      'database/orm.js',
      'context.js',
      'jobs.js',
      'modules/identity/permissions.rules.js',
      'modules/invoices/index.js',
      'modules/metering/index.js',
    ];
    return Object.assign({}, ...(await Promise.all(parts.map(from)))) as Api;
  } catch (cause) {
    throw new Error('the api is not built: npm run build', { cause });
  }
}

function numberAfter(args: readonly string[], flag: string, otherwise: number): number {
  const at = args.indexOf(flag);
  const value = at < 0 ? otherwise : Number(args[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${flag} ${args[at + 1]}: not a number from 1 on`);
  return value;
}

async function seconds(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}

/** Asks for a run as a person would, and waits for its end; how many customers came out how. */
async function bill(api: Api, place: Installation, owner: pg.Client, month: Month): Promise<Record<string, number>> {
  const viewer = {
    kind: 'STAFF',
    name: 'Bench',
    organizationId,
    customerId: null,
    role: 'OWNER',
    readOnly: false,
    permissions: api.permissionsOf('OWNER'),
    userId: randomUUID(),
  };
  const request = { requestId: randomUUID(), clientAddress: '127.0.0.1', cookie: null };
  const { id } = await api.generateInvoices(api.contextFor(place, viewer, request), { period: month.name });
  for (;;) {
    const { rows } = await owner.query('select state from billing_run where id = $1', [id]);
    if (rows[0].state === 'FINISHED') break;
    if (rows[0].state === 'FAILED') throw new Error('the run failed');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { rows } = await owner.query<{ outcome: string; count: number }>(
    'select outcome, count(*)::int as count from billing_run_outcome where run_id = $1 group by outcome',
    [id],
  );
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

function expectAll(outcomes: Record<string, number>, outcome: string, customers: number): void {
  if (outcomes[outcome] !== customers) throw new Error(`not ${customers} x ${outcome}: ${JSON.stringify(outcomes)}`);
}

/** One invoice a customer, and together the energy that the registers counted. */
async function checkInvoices(owner: pg.Client, customers: number, wh: bigint): Promise<void> {
  const { rows } = await owner.query('select count(*)::int as n, sum(energy_wh)::text as wh from invoice');
  if (rows[0].n !== customers) throw new Error(`${rows[0].n} invoices for ${customers} customers`);
  if (BigInt(rows[0].wh) !== wh) throw new Error(`billed ${rows[0].wh} Wh of ${wh} Wh`);
}

async function bytesPerReading(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query(
    `select (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'register_reading'::regclass)::float
       / (select count(*) from register_reading) as bytes`,
  );
  return rows[0].bytes;
}

async function main(args: readonly string[]): Promise<Measured[]> {
  const { rounds, quick } = benchOptions(args);
  const size = {
    customers: numberAfter(args, '--customers', quick ? 20 : 1_000),
    miners: numberAfter(args, '--miners', quick ? 200 : 10_000),
    days: quick ? 3 : 31,
  };
  if (size.miners < size.customers) throw new Error('each customer has a machine: --miners is less than --customers');
  const month = lastMonth(size.days);
  const api = await readApi();
  const postgres = await startPostgres({ volatile: true, settings: { shared_buffers: '512MB', max_wal_size: '4GB' } });
  const owner = new pg.Client({ connectionString: postgres.url });
  const started: { stop(): Promise<void> }[] = [];
  try {
    await api.migrateDatabase({ ownerUrl: postgres.url, appPassword: 'bench' });
    await owner.connect();
    await writeMonth(owner, size, month);
    const app = Object.assign(new URL(postgres.url), { username: 'app', password: 'bench' }).href;
    const orm = await api.createOrm(app, { statementTimeoutMs: 600_000 });
    started.push({ stop: () => orm.close(true) });
    const place = { orm, now: () => new Date(), vault: null, publicUrl: 'http://127.0.0.1' };
    // Readings are judged as they come, all month long: that is no part of a run.
    await api.judgeRegisters(api.jobContext(place, organizationId, 'judgeRegisters'), {});
    await owner.query('vacuum analyze');
    const bytes = await bytesPerReading(owner);
    const wh = await advancedWh(owner);

    const floor = await startFloor(postgres.url, month);
    started.push(floor);
    const workers = await startWorkers({ app, owner: postgres.url });
    started.push(workers);
    const cpu: number[] = [];
    const times = {
      floor: [],
      first: [],
      second: [],
      ...(await interleave(
        rounds,
        {
          floor: () =>
            seconds(async () => {
              const billed = await floor.run();
              if (billed !== wh) throw new Error(`the floor billed ${billed} Wh of ${wh} Wh`);
            }),
          first: async () => {
            await forgetBills(owner);
            const before = workers.cpuSeconds();
            const took = await seconds(async () =>
              expectAll(await bill(api, place, owner, month), 'DRAFTED', size.customers),
            );
            cpu.push(workers.cpuSeconds() - before);
            return took;
          },
          second: async () => {
            const took = await seconds(async () =>
              expectAll(await bill(api, place, owner, month), 'SKIPPED', size.customers),
            );
            await checkInvoices(owner, size.customers, wh);
            return took;
          },
        },
        0,
      )),
    };
    const common = { bench, unit: 's' };
    const what = `${size.customers} customers, ${size.miners} machines, ${month.from} to ${month.to}`;
    return [
      { ...common, metric: `reading out and rate by ${processes} processes; ${what}`, values: times.floor },
      {
        ...common,
        metric: `B1 billing run by ${processes} workers`,
        values: times.first,
        to: { name: 'reading out and rate', values: times.floor },
      },
      {
        ...common,
        metric: 'B2 the run again, nothing to do',
        values: times.second,
        to: { name: 'the first run', values: times.first },
      },
      { ...common, metric: 'CPU of the workers in a run, without PostgreSQL', values: cpu },
      { bench, unit: 'MB', metric: 'peak RSS of a worker', values: [workers.peakMb()] },
      { bench, unit: 'bytes', metric: 'D4 a register reading, index included', values: [bytes] },
    ];
  } finally {
    for (const one of started.toReversed()) await one.stop();
    await owner.end();
    await postgres.stop();
  }
}

for (const measured of await main(process.argv.slice(2))) console.log(JSON.stringify(result(measured)));
skip(bench, 'D3', 'register readings have no rollup to compare with');
