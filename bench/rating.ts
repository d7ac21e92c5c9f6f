// node bench/rating.ts [--rounds N] [--quick]
// What recomputing a bill costs beside the one thing that can't be saved: parsing the file. Goal B3.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Evidence, parseEvidence, rate } from '@hashyard/rating';
import { type Month, calculatedMonth, meteredMonth } from './lib/evidence-month.ts';
import { type Measured, type Result, benchOptions, interleave, result, timed } from './lib/interleave.ts';

const bench = 'rating';

function read(json: unknown): Evidence {
  const parsed = parseEvidence(json);
  if (!parsed.ok) throw new Error(`the bundle is invalid: ${JSON.stringify(parsed.faults.slice(0, 3))}`);
  return parsed.bundle;
}

/** The bill's energy lines must add up to what the registers advanced. */
function check(month: Month, bundle: Evidence): void {
  const lines = rate(bundle).lines.filter(({ unit }) => unit === 'KWH');
  const billedWh = lines.reduce((sum, { quantity }) => sum + BigInt(quantity.replace('.', '')), 0n);
  if (billedWh !== month.energyWh) throw new Error(`billed ${billedWh} Wh of ${month.energyWh} Wh`);
}

/** Parsing, reading (validation) and rating of one bundle, in turn; milliseconds a round. */
async function times(month: Month, rounds: number) {
  const json: unknown = JSON.parse(month.text);
  const bundle = read(json);
  check(month, bundle);
  return interleave(rounds, {
    parse: () => timed(() => JSON.parse(month.text)),
    read: () => timed(() => read(json)),
    rate: () => timed(() => rate(bundle)),
  });
}

const sums = (a: readonly number[] = [], b: readonly number[] = []) => a.map((value, i) => value + (b[i] ?? 0));

async function speed(units: number, rounds: number): Promise<Measured[]> {
  const parts = { parse: [], read: [], rate: [], ...(await times(meteredMonth({ units, stepSeconds: 300 }), rounds)) };
  const capped = {
    parse: [],
    rate: [],
    ...(await times(meteredMonth({ units, stepSeconds: 300, capped: true }), rounds)),
  };
  const to = { name: 'JSON.parse of the same text', values: parts.parse };
  const ms = { bench, unit: 'ms' };
  return [
    { ...ms, metric: `parse, ${units} units x 5 minutes x 30 days`, values: parts.parse },
    { ...ms, metric: 'B3 read and rate', values: sums(parts.read, parts.rate), to },
    { ...ms, metric: 'read', values: parts.read, to },
    { ...ms, metric: 'rate', values: parts.rate, to },
    { ...ms, metric: 'rate under a power cap', values: capped.rate, to: { ...to, values: capped.parse } },
  ];
}

/** Ten times the readings: the ratio is that of the times, so 10 is linear. */
async function linearity(units: number, rounds: number): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const capped of [false, true]) {
    const readAndRate = (month: Month) => {
      const json: unknown = JSON.parse(month.text);
      check(month, read(json));
      return () => timed(() => rate(read(json)));
    };
    const { one = [], ten = [] } = await interleave(rounds, {
      one: readAndRate(meteredMonth({ units: units / 10, stepSeconds: 300, capped })),
      ten: readAndRate(meteredMonth({ units, stepSeconds: 300, capped })),
    });
    const metric = `read and rate of 10x the readings${capped ? ' under a power cap' : ''}`;
    measured.push({ bench, metric, unit: 'ms', values: ten, to: { name: '1x', values: one } });
  }
  return measured;
}

async function calculated(rounds: number): Promise<Measured[]> {
  const bundle = read(JSON.parse(calculatedMonth(1000)));
  const { rate: values = [] } = await interleave(rounds, { rate: () => timed(() => rate(bundle)) }, 20);
  return [{ bench, metric: 'rate of 1,000 calculated units, warm (goal: 50)', unit: 'ms', values }];
}

/** Peak memory of a process that only parses the file, and of one that reads and rates it as well. */
async function memory(units: number, rounds: number): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-rating-'));
  try {
    const file = join(folder, 'bundle.json');
    writeFileSync(file, meteredMonth({ units, stepSeconds: 300 }).text);
    const peaks = {
      parse: [],
      rate: [],
      ...(await interleave(rounds, { parse: () => peakOf('parse', file), rate: () => peakOf('rate', file) }, 0)),
    };
    return [
      { bench, metric: 'peak memory of parse', unit: 'MB', values: peaks.parse },
      {
        bench,
        metric: 'peak memory of parse, read and rate (goal: 1.5)',
        unit: 'MB',
        values: peaks.rate,
        to: { name: 'parse', values: peaks.parse },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function peakOf(work: 'parse' | 'rate', file: string): number {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--peak', work, file], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return Number(child.stdout);
}

/** The child's side of `peakOf`: the parsed file stays alive, as it does for whoever writes it after rating. */
function printPeak(work: string | undefined, file: string): void {
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (work === 'rate') rate(read(json));
  if (json === null) throw new Error('unreachable, but it keeps the file alive');
  console.log(process.resourceUsage().maxRSS / 1024);
}

async function main(args: readonly string[]): Promise<void> {
  const { rounds, quick } = benchOptions(args);
  const units = quick ? 10 : 300;
  const measured = [
    ...(await speed(units, rounds)),
    ...(await linearity(units, rounds)),
    ...(await calculated(rounds)),
    ...(await memory(units, rounds)),
  ];
  const results: Result[] = measured.map(result);
  for (const line of results) console.log(JSON.stringify(line));
}

if (process.argv[2] === '--peak') printPeak(process.argv[3], process.argv[4] ?? '');
else await main(process.argv.slice(2));
