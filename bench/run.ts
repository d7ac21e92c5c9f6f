// npm run bench -- [NAME...] [--rounds N] [--quick]     all, or the named ones, side by side: a table, and bench/out/<date>.json
// npm run bench:check                                     holds the newest run against bench/goals.json; exit 1 where a must is missed
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { benches } from './lib/benches.ts';
import { type Line, linesIn, type Verdict, verdicts } from './lib/goals.ts';
import { benchOptions } from './lib/interleave.ts';

const out = fileURLToPath(new URL('out/', import.meta.url));

/** What is written of a run: enough to read it a year later. */
type Run = {
  readonly at: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly rounds: number;
  readonly quick: boolean;
  readonly lines: readonly Line[];
};

async function linesOf(name: string, flags: readonly string[]): Promise<Line[]> {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const lines: Line[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    for (const line of linesIn(text)) {
      lines.push(line);
      console.log(tableRow(line));
    }
  }
  const [code] = (await closed) as [number | null];
  if (code !== 0) throw new Error(`bench/${name}.ts ended with ${code}`);
  return lines;
}

function tableRow(line: Line): string {
  const name = `${line.bench.padEnd(8)} ${line.metric}`;
  if ('skipped' in line) return `${name}: skipped, ${line.skipped}`;
  const ratio = line.ratio === null ? '' : `   ${line.ratio} x ${line.ratio_to}`;
  return `${name}: ${line.value} ${line.unit} (${line.min} to ${line.max})${ratio}`;
}

const verdictRow = ({ goal, what, must, aim, figure, outcome }: Verdict): string =>
  `${goal}  ${outcome.padEnd(12)} ${String(figure ?? '-').padStart(8)}  must ${must}, aim ${aim}  ${what}`;

async function measure(args: readonly string[]): Promise<void> {
  const { rounds, quick } = benchOptions(args);
  const names = args.filter((arg, at) => !arg.startsWith('--') && args[at - 1] !== '--rounds');
  const unknown = names.find((name) => !benches.includes(name));
  if (unknown !== undefined) throw new Error(`${unknown}: no bench of that name; there are ${benches.join(', ')}`);
  const flags = ['--rounds', String(rounds), ...(quick ? ['--quick'] : [])];
  const lines: Line[] = [];
  for (const name of names.length > 0 ? names : benches) lines.push(...(await linesOf(name, flags)));
  const [{ model = 'unknown' } = {}] = cpus();
  const at = new Date().toISOString();
  const run: Run = { at, node: process.version, cpu: model, cores: cpus().length, rounds, quick, lines };
  mkdirSync(out, { recursive: true });
  const file = `${out}${at.replaceAll(':', '-')}.json`;
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
  console.log(`\nwritten to ${file}`);
}

function check(): number {
  const newest = readdirSync(out, { withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.json'))
    .map((entry) => entry.name)
    .toSorted()
    .at(-1);
  if (!newest) throw new Error('nothing is measured yet: npm run bench');
  const run = JSON.parse(readFileSync(out + newest, 'utf8')) as Run;
  if (run.quick) throw new Error(`${newest} is a quick run: its times mean nothing`);
  console.log(`${run.at}, ${run.cores} cores of ${run.cpu}, Node ${run.node}, ${run.rounds} rounds`);
  const all = verdicts(run.lines);
  for (const verdict of all) console.log(verdictRow(verdict));
  return all.some(({ outcome }) => outcome === 'missed') ? 1 : 0;
}

const args = process.argv.slice(2);
if (args[0] === '--check') process.exitCode = check();
else await measure(args);
