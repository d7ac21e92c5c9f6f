import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { benches } from './lib/benches.ts';
import { linesIn } from './lib/goals.ts';

// Each bench checks its own answers (counts, sums, equal bills) and fails where one is wrong. Its times mean nothing here.
test.for(benches)('the answers of bench %s are right', async (name, context) => {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [file, '--quick'], { maxBuffer: 1 << 24 });
  const lines = linesIn(stdout);
  expect(lines.length).toBeGreaterThan(0);
  const skipped = lines.filter((line) => 'skipped' in line);
  if (skipped.length === lines.length) context.skip(skipped.map((line) => line.skipped).join('; '));
  // Of what must never happen there has to be nothing, of all else something.
  const isRight = ({ metric, value }: { metric: string; value: number }) =>
    metric.startsWith('L2') ? value === 0 : value > 0;
  for (const line of lines) expect('skipped' in line || isRight(line), JSON.stringify(line)).toBe(true);
});
