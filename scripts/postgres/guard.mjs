// Ends a test's server when the test run is killed. Run as a program it waits for its input to close, which the
// system does however its parent dies.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stopPostmaster } from './postmaster.mjs';

/**
 * @param {{ pid: number, remove: string | null }} server its pid, and the folder to remove after it
 * @returns {() => void} calls the guard off
 */
export function endWithUs({ pid, remove }) {
  const args = [fileURLToPath(import.meta.url), String(pid), ...(remove ? [remove] : [])];
  const guard = spawn(process.execPath, args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.unref();
  /** @type {import('node:net').Socket} */ (guard.stdin).unref();
  return () => guard.kill('SIGKILL');
}

async function main() {
  const [pid, folder] = process.argv.slice(2);
  for await (const _ of process.stdin);
  await stopPostmaster(Number(pid), 'SIGQUIT');
  if (folder) rmSync(folder, { recursive: true, force: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
