// Runs a tool of the project and keeps what it says.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './install.mjs';

/** What a tool has left to clean up after SIGTERM, in ms. */
const graceMs = 5_000;

/**
 * @typedef {{ ok: boolean, output: string, stdout: string, how: string }} Outcome how: the exit code or signal
 *
 * @param {string} command found in the package's and the root's node_modules first
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd] below the root
 * @param {Record<string, string | undefined>} [options.env] on top of ours
 * @param {number} [options.withinMs] ended after that
 * @param {(text: string) => void} [options.onOutput]
 * @returns {Promise<Outcome>}
 */
export function runTool(command, args, { cwd = '.', env, withinMs = 600_000, onOutput = () => {} } = {}) {
  const folder = join(root, cwd);
  const bins = [join(folder, 'node_modules', '.bin'), join(root, 'node_modules', '.bin')];
  const all = { ...process.env, ...env, PATH: [...bins, process.env.PATH].join(delimiter) };
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: folder, env: all, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
    }, withinMs);
    let output = '';
    let stdout = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (stream === child.stdout) stdout += text;
        onOutput(text);
      });
    }
    child.on('error', (error) => finish(false, error.message));
    child.on('close', (code, signal) => finish(code === 0, signal ?? `exit code ${code}`));
    /** @param {boolean} ok @param {string} how */
    function finish(ok, how) {
      clearTimeout(timer);
      resolve({ ok, output: output.trim(), stdout, how });
    }
  });
}
