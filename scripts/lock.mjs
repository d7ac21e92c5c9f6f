// One at a time across processes, by a file that names its holder.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginningOf } from './processes.mjs';

/**
 * Runs a task while holding the lock; waits while another living process holds it. A holder that died, or whose pid
 * now belongs to another program, holds nothing.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} task
 * @param {() => void} [onWait] called once, if there is something to wait for
 * @returns {Promise<T>}
 */
export async function withLock(file, task, onWait = () => {}) {
  let waited = false;
  while (!take(file)) {
    if (!waited) onWait();
    waited = true;
    await sleep(50);
  }
  try {
    return await task();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * The file appears with its content at once: an empty lock would look like nobody's.
 * @param {string} file
 */
function take(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, holder(process.pid), { mode: 0o600 });
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    removeStale(file);
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Two may find the same stale lock; the slower one must not remove the lock that the faster one took since.
 * @param {string} file
 */
function removeStale(file) {
  const written = contents(file);
  if (written === null || written === holder(Number.parseInt(written, 10))) return;
  const aside = `${file}.stale-${process.pid}`;
  renameSync(file, aside);
  if (contents(aside) !== written) linkSync(aside, file);
  rmSync(aside, { force: true });
}

/** @param {number} pid */
const holder = (pid) => `${pid} ${beginningOf(pid)}`;

/** @param {string} file */
function contents(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null; // released while we looked
  }
}
