// A step of the start that runs as a process and ends by itself: migrating, seeding.
import { fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../install.mjs';
import { lastWords } from './last-words.mjs';

/**
 * @typedef {object} OneOffOptions
 * @property {string} name also its log's
 * @property {string} file below the root
 * @property {Record<string, string | undefined>} env
 * @property {string} logs folder
 * @property {(line: string) => void} [onLine] for each line on its standard output
 * @property {(pid: number) => void} onStart
 * @property {AbortSignal} signal ends it early
 *
 * @param {OneOffOptions} options
 * @returns {Promise<string[]>} the lines of its standard output
 */
export function runOnce({ name, file, env, logs, onLine = () => {}, onStart, signal }) {
  const log = createWriteStream(join(logs, `${name}.log`), { mode: 0o600 });
  const child = fork(join(root, file), {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    signal,
  });
  if (child.pid) onStart(child.pid);
  /** @type {string[]} */
  const lines = [];
  /** @type {string[]} */
  const complaints = [];
  const reader = createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdout) });
  reader.on('line', (line) => {
    lines.push(line);
    onLine(line);
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => complaints.push(text));
  for (const stream of [child.stdout, child.stderr]) stream?.pipe(log, { end: false });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signalName) => {
      log.end();
      if (code === 0) return resolve(lines);
      const said = lastWords(complaints.join(''));
      reject(
        new Error(`${file} failed (${signalName ?? code}). Its last words, of ${join(logs, `${name}.log`)}:\n${said}`),
      );
    });
  });
}
