import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRoot } from './postgres/reach.mjs';
import { startPostgres } from './postgres.mjs';
import { ended } from './processes.mjs';

/** @type {string} */
let dir;
/** @type {import('./postgres.mjs').Postgres[]} */
let started = [];

/** @param {import('./postgres.mjs').PostgresOptions} [options] */
async function start(options = { dir }) {
  const server = await startPostgres(options);
  started.push(server);
  return server;
}

/** @param {string} url @param {string} sql */
async function query(url, sql) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'hashyard-test-'));
  chmodSync(folder, 0o711); // as root PostgreSQL's user must get through
  dir = join(folder, 'postgres');
});

afterEach(async () => {
  for (const server of started) await server.stop();
  for (const server of started) rmSync(server.where, { recursive: true, force: true });
  started = [];
  rmSync(join(dir, '..'), { recursive: true, force: true });
});

test('a new cluster has the empty database hashyard, sorted alike on every host', async () => {
  const { url } = await start();
  const [row] = await query(
    url,
    `select current_database() as name, datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding,
            current_setting('wal_compression') as compression, current_setting('fsync') as fsync
     from pg_database where datname = current_database()`,
  );
  expect(row).toEqual({
    name: 'hashyard',
    provider: 'b',
    locale: 'C.UTF-8',
    encoding: 'UTF8',
    compression: 'pglz',
    fsync: 'on',
  });
});

test('nobody gets in without the password, which only its owner can read', async () => {
  const { url, where } = await start();
  await expect(query(url.replace(/:[^:@/]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
    'password authentication failed',
  );
  expect(statSync(join(where, 'password')).mode & 0o077).toBe(0);
});

test('a second start takes over the server that runs', async () => {
  const first = await start();
  const second = await start();
  expect(second).toMatchObject({ pid: first.pid, url: first.url, reused: true });
});

test('two starts at the same moment end with one server', async () => {
  const [one, other] = await Promise.all([start(), start()]);
  expect(other?.pid).toBe(one?.pid);
});

test('after kill -9 the committed rows are there and the port is the same', async () => {
  const killed = await start();
  await query(killed.url, 'create table kept as select generate_series(1, 1000) as n');
  process.kill(killed.pid, 'SIGKILL');
  await ended([killed.pid], 5_000);
  const { url, port, reused } = await start();
  expect(await query(url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  expect({ port, reused }).toEqual({ port: killed.port, reused: false });
});

test('a backend that outlives its killed server is ended before the next one starts', async () => {
  const killed = await start();
  const client = new pg.Client(killed.url);
  client.on('error', () => {});
  await client.connect();
  const [backend] = (await client.query('select pg_backend_pid() as pid')).rows;
  const isBusy = once(client, 'notice'); // an idle one notices by itself that its server is gone
  const busy = client.query("do $$ begin raise notice 'busy'; loop end loop; end $$").catch((error) => error);
  await isBusy;
  process.kill(killed.pid, 'SIGKILL');
  await ended([killed.pid], 5_000);
  await start();
  expect(await ended([backend.pid], 0)).toBe(true);
  expect(await busy).toBeInstanceOf(Error);
});

test('a pid file that names another program does not stop the start', async () => {
  const first = await start();
  const pidFile = join(first.where, 'data', 'postmaster.pid');
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  await first.stop();
  writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join('\n'));
  expect((await start()).reused).toBe(false);
});

test('stop ends the server, and calling it twice is safe', async () => {
  const server = await start();
  await Promise.all([server.stop(), server.stop()]);
  await expect(query(server.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
});

test('a volatile server without a folder leaves nothing behind', async () => {
  const server = await start({ volatile: true });
  expect(await query(server.url, `select current_setting('fsync') as fsync`)).toEqual([{ fsync: 'off' }]);
  await server.stop();
  expect(existsSync(server.where)).toBe(false);
});

test.runIf(isRoot)(
  'below a folder that its user cannot enter, the cluster lies elsewhere and goes with its folder',
  async () => {
    chmodSync(join(dir, '..'), 0o700);
    const first = await start();
    expect(first.where).not.toBe(dir);
    await query(first.url, 'create table former ()');
    expect((await start()).pid).toBe(first.pid);
    rmSync(dir, { recursive: true });
    const { url, where } = await start();
    expect(where).toBe(first.where);
    expect(await query(url, `select 1 from pg_tables where tablename = 'former'`)).toEqual([]);
  },
);

test('a volatile server ends with a test run that is killed', async () => {
  const program = `import { startPostgres } from '${new URL('./postgres.mjs', import.meta.url)}';
    const { pid, where } = await startPostgres({ volatile: true });
    process.stdout.write(JSON.stringify({ pid, where }), () => process.kill(process.pid, 'SIGKILL'));`;
  const run = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid } = JSON.parse(await text(run.stdout));
  expect(await ended([pid], 10_000)).toBe(true);
});
