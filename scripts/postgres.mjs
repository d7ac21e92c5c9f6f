#!/usr/bin/env node
// Our own PostgreSQL: one copy for the demo, the tests and the measurements. Built-ins only, any Node from 20.
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clusterPassword, database, owner } from './postgres/cluster.mjs';
import { endWithUs } from './postgres/guard.mjs';
import { clearRemains, freePort, postmasterOf, startPostmaster, stopPostmaster } from './postgres/postmaster.mjs';
import { programs } from './postgres/programs.mjs';
import { reachableFolder, serverUser } from './postgres/reach.mjs';
import { ourSettings } from './postgres/settings.mjs';
import { ended } from './processes.mjs';
import { withLock } from './lock.mjs';

/**
 * Starts PostgreSQL on a folder, or takes over the one that runs there. Whatever a killed run left is cleared first.
 * @param {import('./postgres.mjs').PostgresOptions} options
 * @returns {Promise<import('./postgres.mjs').Postgres>}
 */
export async function startPostgres({ dir, volatile = false, settings = {}, log = () => {} }) {
  if (dir === undefined && !volatile) throw new Error('Only a volatile PostgreSQL may leave out its folder.');
  const temporary = dir === undefined ? mkdtempSync(join(realpathSync(tmpdir()), 'hashyard-postgres-')) : null;
  if (temporary) chmodSync(temporary, 0o711); // as root the server's user must get through
  const wanted = temporary ?? resolve(String(dir));
  const where = reachableFolder(wanted);
  if (where !== wanted) log(`PostgreSQL's user can't enter ${wanted}; the database lies in ${where}`);
  return withLock(join(where, 'lock'), async () => {
    if (where !== wanted) await claim({ where, wanted, log });
    return startIn({ where, volatile, settings, log, temporary });
  });
}

/**
 * A cluster that lies elsewhere belongs to the folder it was made for, by a mark in both. Where that folder was removed
 * to begin anew, its cluster must not come back: it is moved aside.
 * @param {{ where: string, wanted: string, log: (line: string) => void }} places
 */
async function claim({ where, wanted, log }) {
  const [mark, counterpart] = [join(wanted, 'elsewhere'), join(where, 'belongs-to')];
  if (existsSync(mark) && existsSync(counterpart) && readFileSync(mark, 'utf8') === readFileSync(counterpart, 'utf8'))
    return;
  const data = join(where, 'data');
  if (existsSync(data)) {
    const running = postmasterOf(data);
    if (running) await stopPostmaster(running.pid, 'SIGINT');
    log(`${data} belongs to a folder that is gone; moving it aside to ${data}.former`);
    rmSync(`${data}.former`, { recursive: true, force: true });
    renameSync(data, `${data}.former`);
  }
  const id = randomUUID();
  for (const file of [counterpart, mark]) writeFileSync(file, id, { mode: 0o600 });
}

/** @param {{ where: string, volatile: boolean, settings: Readonly<Record<string, string>>, log: (line: string) => void, temporary: string | null }} options */
async function startIn({ where, volatile, settings, log, temporary }) {
  const data = join(where, 'data');
  const user = serverUser(data);
  const native = programs(user, log);
  const password = await clusterPassword({ dir: where, native, user, volatile, log });
  const running = await settled(data);
  const server = running ?? (await startAfresh({ where, native, user, volatile, settings }));
  const disarm = volatile ? endWithUs({ pid: server.pid, remove: temporary && where }) : () => {};
  /** @type {Promise<void> | null} */
  let stopping = null;
  const stop = async () => {
    await stopPostmaster(server.pid, volatile ? 'SIGQUIT' : 'SIGINT');
    disarm();
    if (temporary) for (const folder of [where, temporary]) rmSync(folder, { recursive: true, force: true });
  };
  return {
    url: `postgres://${owner}:${password}@127.0.0.1:${server.port}/${database}`,
    port: server.port,
    pid: server.pid,
    where,
    reused: running !== null,
    stop: () => (stopping ??= stop()),
  };
}

/**
 * The server that runs on the data and takes connections, waited for while it comes up or goes down.
 * @param {string} data
 */
async function settled(data) {
  let server = postmasterOf(data);
  while (server && server.status !== 'ready') {
    await ended([server.pid], 50);
    server = postmasterOf(data);
  }
  return server;
}

/** @param {{ where: string, native: string, user: import('./postgres/reach.mjs').User | null, volatile: boolean, settings: Readonly<Record<string, string>> }} options */
async function startAfresh({ where, native, user, volatile, settings }) {
  await clearRemains(join(where, 'data'));
  const portFile = join(where, 'port'); // kept, so that a saved connection still works after a restart
  for (let attempt = 1; ; attempt++) {
    const last = attempt === 1 && existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
    const port = await freePort(last);
    try {
      const all = { ...ourSettings(port, volatile), ...settings };
      const server = await startPostmaster({ dir: where, native, user, settings: all });
      writeFileSync(portFile, String(port));
      return server;
    } catch (error) {
      const portWasTaken = error instanceof Error && /could not (bind|create any TCP\/IP)/.test(error.message);
      if (!portWasTaken || attempt === 3) throw error;
    }
  }
}

/** `node scripts/postgres.mjs start|stop DIR`: for a developer who wants the demo's database alone. */
async function main() {
  const [command, dir] = process.argv.slice(2);
  if (!dir || (command !== 'start' && command !== 'stop')) {
    console.error('usage: node scripts/postgres.mjs start|stop DIR   (the demo keeps its own in .hashyard/postgres)');
    process.exit(2);
  }
  if (command === 'start') {
    console.log((await startPostgres({ dir, log: (line) => console.error(line) })).url);
  } else {
    const running = postmasterOf(join(reachableFolder(resolve(dir)), 'data'));
    if (running) await stopPostmaster(running.pid, 'SIGINT');
    console.error(running ? 'stopped' : 'was not running');
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
