// The server process: what its pid file says, what of it is true, starting and stopping it.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, ended, isRunning, processesIn, send, worksIn } from '../processes.mjs';
import { serverEnv } from './settings.mjs';

/** @typedef {{ readonly pid: number, readonly port: number, readonly status: string }} Postmaster */

/** Past this many bytes the server's log moves aside at a start. */
const logLimit = 5_000_000;
/** Crash recovery after a long write burst takes minutes, not seconds. */
const startWithinMs = 300_000;

/**
 * What runs on the data according to its pid file: lines 1, 4 and 8 are pid, port and status (miscadmin.h).
 * A pid that now belongs to another program counts as nothing.
 * @param {string} data
 * @returns {Postmaster | null}
 */
export function postmasterOf(data) {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!worksIn(pid, realpathSync(data)) || !commandOf(pid)?.includes('postgres')) return null;
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

/**
 * Removes what a killed server left. Its backends may outlive it and still write: PostgreSQL notices them only by the
 * pid file, so the file goes last.
 * @param {string} data
 */
export async function clearRemains(data) {
  const survivors = processesIn(realpathSync(data));
  if (!(await ended(survivors, 2_000))) {
    for (const signal of /** @type {const} */ (['SIGQUIT', 'SIGKILL'])) {
      for (const pid of survivors.filter(isRunning)) send(pid, signal);
      if (await ended(survivors, 3_000)) break;
    }
  }
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

/**
 * Starts a server and waits until it takes connections.
 * @param {{ dir: string, native: string, user: import('./reach.mjs').User | null, settings: Record<string, string> }} server
 * @returns {Promise<Postmaster>}
 */
export async function startPostmaster({ dir, native, user, settings }) {
  const data = join(dir, 'data');
  const logFile = join(dir, 'server.log');
  if (existsSync(logFile) && statSync(logFile).size > logLimit) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  const offset = statSync(logFile).size;
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached: a Ctrl-C in the terminal must not stop the database before those who use it.
  /** @type {import('node:child_process').SpawnOptions} */
  const how = { ...user, cwd: '/', env: serverEnv(), detached: true, stdio: ['ignore', log, log] };
  const child = spawn(join(native, 'bin', 'postgres'), ['-D', data, ...options], how);
  closeSync(log);
  /** @type {string | null} */
  let failure = null;
  child.on('error', (error) => (failure = error.message));
  child.on('exit', (code, signal) => (failure = `ended with ${signal ?? code}`));
  child.unref();
  const deadline = Date.now() + startWithinMs;
  while (failure === null && Date.now() < deadline) {
    const server = postmasterOf(data);
    if (server?.pid === child.pid && server?.status === 'ready') return server;
    await sleep(10);
  }
  const said = readFileSync(logFile).subarray(offset).toString().trim();
  throw new Error(`PostgreSQL did not start: ${failure ?? 'out of time'}\n${said}`);
}

/**
 * Stops a server. SIGINT ends its connections and writes everything down; SIGQUIT drops it as it stands.
 * @param {number} pid
 * @param {'SIGINT' | 'SIGQUIT'} how
 */
export async function stopPostmaster(pid, how) {
  send(pid, how);
  if (await ended([pid], 4_000)) return;
  send(pid, 'SIGQUIT'); // safe, only the next start takes longer
  if (await ended([pid], 2_000)) return;
  send(pid, 'SIGKILL');
  await ended([pid], 2_000);
}

/**
 * A port on 127.0.0.1 that nobody uses; the wished one when it is free.
 * @param {number} [wished]
 * @returns {Promise<number>}
 */
export async function freePort(wished = 0) {
  const server = createServer();
  const port = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(wished, '127.0.0.1', () =>
      resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
    );
  }).catch((error) => {
    if (wished === 0) throw error;
    return freePort();
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}
