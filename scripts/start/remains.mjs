// Who runs on a home: at most one. What a killed run left is ended before the next one starts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../lock.mjs';
import { beginningOf, commandOf, ended, parentOf, send } from '../processes.mjs';
import { readJson, remove, writeJson } from './home.mjs';

/**
 * A process, told from a later one with the same number by when it began.
 * @typedef {{ readonly pid: number, readonly began: string | null }} Process
 * @typedef {{ main: Process, launcher: Process | null, children: Process[], address: string | null, isStopping: boolean }} Run
 */

/** @param {number} pid @returns {Process} */
export const processOf = (pid) => ({ pid, began: beginningOf(pid) });

/** @param {Process} process */
const lives = ({ pid, began }) => began !== null && beginningOf(pid) === began;

/**
 * The npm or pnpm that started us. When it is killed alone, we would go on without anybody seeing it.
 * @returns {Process | null}
 */
export function launcher() {
  if (!process.env.npm_lifecycle_event) return null;
  let pid = process.ppid; // start.mjs
  for (let step = 0; step < 4 && pid > 1; step++) {
    pid = parentOf(pid) ?? 0;
    if (/^(p?npm |.*\b(npm|pnpm|npm-cli|pnpm-cli)(\.c?js|\.mjs)?\b)/.test(commandOf(pid) ?? '')) return processOf(pid);
  }
  return null;
}

/**
 * Takes the home for us.
 * @param {string} home
 * @param {Process | null} launchedBy
 * @param {(line: string) => void} say
 * @returns {Promise<{ runsAlready: Run } | { update: (change: Partial<Run>) => void, release: () => void }>}
 */
export function takeHome(home, launchedBy, say) {
  const file = join(home, 'run.json');
  return withLock(join(home, 'lock'), async () => {
    /** @type {Run | null} */
    const former = existsSync(file) ? readJson(file) : null;
    if (former?.isStopping && lives(former.main)) {
      say('waiting for the former run to stop');
      await ended([former.main.pid], 12_000);
    }
    if (former && lives(former.main) && (former.launcher === null || lives(former.launcher)))
      return { runsAlready: former };
    if (former) await endRemains(former, say);
    remove(join(home, 'ready.json'));
    /** @type {Run} */
    let run = { main: processOf(process.pid), launcher: launchedBy, children: [], address: null, isStopping: false };
    writeJson(file, run);
    return {
      update(change) {
        run = { ...run, ...change };
        writeJson(file, run);
      },
      release: () => remove(file),
    };
  });
}

/** @param {Run} run @param {(line: string) => void} say */
async function endRemains({ main, children }, say) {
  const left = [main, ...children].filter(lives).map(({ pid }) => pid);
  if (left.length === 0) return;
  say(`ending what a killed run left (${left.length === 1 ? 'one process' : `${left.length} processes`})`);
  for (const pid of left) send(pid, 'SIGTERM');
  if (await ended(left, 5_000)) return;
  for (const pid of left) send(pid, 'SIGKILL');
  await ended(left, 2_000);
}

/**
 * Calls back once when our launcher has gone.
 * @param {Process} launchedBy
 * @param {() => void} onGone
 */
export function watchLauncher(launchedBy, onGone) {
  const timer = setInterval(() => {
    if (lives(launchedBy)) return;
    clearInterval(timer);
    onGone();
  }, 1_000).unref();
}
