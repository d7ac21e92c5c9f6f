/** Floors and simulators in C, compiled at start, and processes that print one number. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'hashyard-bench-'));
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

export const fileOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
export const scratch = (name: string): string => join(folder, name);

export function has(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

/** The programs of `bench/<path>.c`; null without a compiler or what they link with. */
export function compile(paths: readonly string[], libraries: readonly string[] = []): string[] | null {
  if (!has('cc')) return null;
  try {
    return paths.map((path) => {
      const program = scratch(path.replace('/', '-'));
      const link = libraries.map((library) => `-l${library}`);
      execFileSync('cc', ['-O2', '-o', program, fileOf(`${path}.c`), ...link], { stdio: ['ignore', 'ignore', 'pipe'] });
      return program;
    });
  } catch {
    return null;
  }
}

/** Said as a line of the output: what isn't measured is never taken for passed. */
export function skip(bench: string, goals: string, reason: string): void {
  console.log(JSON.stringify({ bench, metric: goals, skipped: reason }));
}

/** On a core of its own where there are two: 0 for who answers, 1 for who asks. */
export function pinned(core: number, command: string, args: readonly string[]): [string, string[]] {
  return has('taskset') && availableParallelism() > 1
    ? ['taskset', ['-c', String(core), command, ...args]]
    : [command, [...args]];
}

/** A simulator that prints its port when it listens; it ends with this process. */
export async function simulate(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(...pinned(0, program, args), { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return Number(line);
}

/** Runs to its end; what it printed. Throws with its words when it failed. */
export async function measure(program: string, args: readonly (string | number)[]): Promise<number> {
  const child = spawn(...pinned(1, program, args.map(String)), { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  running.delete(child);
  const value = Number(out.trim());
  if (code !== 0 || !(value > 0)) throw new Error(`${program} ${args.join(' ')}: exit ${code}: ${out}${err}`);
  return value;
}

/** A program of ours, in TypeScript. */
export const measureOurs = (client: string, args: readonly (string | number)[]): Promise<number> =>
  measure(process.execPath, [fileOf(client), ...args]);
