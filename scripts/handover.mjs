// Gives the terminal to a program under the project's own Node: its output, exit code and signals are the command's.
import { spawn } from 'node:child_process';
import { ensureInstalled } from './install.mjs';

/**
 * Installs what is missing, runs a program and ends as it ends. The program has an IPC channel, so that it can
 * notice (`disconnect`) when we are killed.
 * @param {string} file
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {boolean} [options.expectsTwice] it takes an interrupt that comes twice at the same moment for one
 * @returns {Promise<void>} never, in effect: the process ends
 */
export async function handOver(file, args, { cwd, expectsTwice = false } = {}) {
  const node = await ensureInstalled().catch((error) => {
    console.error(`hashyard: ${error.message}`);
    process.exit(1);
  });
  const child = spawn(node, [file, ...args], { cwd, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP', 'SIGINT'])) {
    process.on(signal, () => {
      // A terminal's Ctrl-C reaches the child by itself, and to most programs twice means "at once".
      if (signal !== 'SIGINT' || expectsTwice || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`hashyard: ${node} can't be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
