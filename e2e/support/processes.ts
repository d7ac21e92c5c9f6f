import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The API's process of the system that runs in a home. */
export function apiProcess(home: string): number[] {
  const { children } = JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as { children: { pid: number }[] };
  return children.map(({ pid }) => pid).filter((pid) => commandOf(pid).includes('api/dist/main.js'));
}

/** The database server and the processes of its connections. */
export function postgresProcesses(home: string): number[] {
  const postmaster = Number(readFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return [postmaster, ...all.filter((pid) => parentOf(pid) === postmaster)];
}

const commandOf = (pid: number): string => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]);

/** Empty for a process that has just gone. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
