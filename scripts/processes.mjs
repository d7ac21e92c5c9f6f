// What other processes are doing, as far as the system tells: built-ins only, Linux through /proc, others through ps.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const onLinux = process.platform === 'linux';

/**
 * The command line of a running process, or null when there is none. A zombie counts as none: where PID 1 does not
 * reap, a killed process keeps its number forever and `kill(pid, 0)` would call it alive.
 * @param {number} pid
 * @returns {string | null}
 */
export function commandOf(pid) {
  if (!onLinux) return commandFromPs(pid);
  const state = statOf(pid)?.[0];
  if (state === undefined || state === 'Z' || state === 'X') return null;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return null; // gone, before or while we looked
  }
}

/** @param {number} pid */
function commandFromPs(pid) {
  const { status, stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'stat=,command='], { encoding: 'utf8' });
  const line = stdout?.trim() ?? '';
  return status === 0 && line !== '' && !line.startsWith('Z') ? line.replace(/^\S+\s+/, '') : null;
}

/** @param {number} pid */
export const isRunning = (pid) => commandOf(pid) !== null;

/**
 * @param {number} pid
 * @returns {number | null}
 */
export function parentOf(pid) {
  if (!onLinux) return Number(spawnSync('ps', ['-p', String(pid), '-o', 'ppid='], { encoding: 'utf8' }).stdout) || null;
  return Number(statOf(pid)?.[1]) || null; // ppid, field 4 of proc(5)
}

/**
 * The fields of /proc/PID/stat from the third (the state) on; the second is a name that may hold anything.
 * @param {number} pid
 */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null; // gone, before or while we looked
  }
}

/**
 * When a process began, in the system's own words: tells a process from a later one with the same number.
 * @param {number} pid
 * @returns {string | null}
 */
export function beginningOf(pid) {
  if (!isRunning(pid)) return null;
  if (!onLinux) return spawnSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).stdout.trim();
  return statOf(pid)?.[19] ?? null; // starttime, field 22 of proc(5)
}

/**
 * Whether a running process works in a folder; without /proc its command line must name the folder.
 * @param {number} pid
 * @param {string} folder real path
 */
export function worksIn(pid, folder) {
  return isRunning(pid) && (onLinux ? workingFolder(pid) === folder : commandOf(pid)?.includes(folder) === true);
}

/**
 * Running processes that work in a folder; on systems without /proc none are found.
 * @param {string} folder real path
 * @returns {number[]}
 */
export function processesIn(folder) {
  if (!onLinux) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, folder));
}

/** @param {number} pid */
function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null; // gone, or another user's
  }
}

/**
 * Waits until none of the processes runs any more.
 * @param {number[]} pids
 * @param {number} withinMs
 * @returns {Promise<boolean>} false when the time ran out
 */
export async function ended(pids, withinMs) {
  const deadline = Date.now() + withinMs;
  while (pids.some(isRunning)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/**
 * Sends a signal; a process that has gone meanwhile is no failure.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
