// The story of a test run. It ends with the sum of all parts, on a line of its own.
import { allTargets, build } from '../start/build.mjs';
import { progress } from '../progress.mjs';
import { saidOfOthers } from './others.mjs';
import { parts } from './parts.mjs';

const slowestShown = 10;
/** A part is ended by force when it takes this many times its budget. */
const patience = 4;

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => parts.every((part) => part.name !== name));
if (unknown) {
  console.error(`There is no part ${unknown}; the parts are ${parts.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

/** @type {{ name: string, budgetS: number, seconds: number, failed: number }[]} */
const done = [];
/** @type {string[]} */
const notRun = [];
const sum = { passed: 0, failed: 0, skipped: 0 };
/** @type {import('./vitest.mjs').Timed[]} */
const tests = [];

try {
  console.log('== build');
  await progress().during('building', () => build(allTargets, console.log));
} catch (error) {
  console.log(/** @type {Error} */ (error).message);
  sum.failed += 1; // and whatever needs it will say so
}

for (const { name, budgetS, require, run } of parts.filter(
  (part) => wanted.length === 0 || wanted.includes(part.name),
)) {
  console.log(`\n== ${name}`);
  try {
    await require?.();
  } catch (error) {
    notRun.push(`${name}: ${/** @type {Error} */ (error).message}`);
    continue;
  }
  const startedAt = performance.now();
  const tally = await run(budgetS * 1_000 * patience);
  done.push({ name, budgetS, seconds: (performance.now() - startedAt) / 1000, failed: tally.failed });
  for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) sum[key] += tally[key];
  tests.push(...tally.tests);
}

console.log('\n== slowest tests');
const slowest = tests.toSorted((one, other) => other.ms - one.ms).slice(0, slowestShown);
for (const { name, ms } of slowest) console.log(`${(ms / 1000).toFixed(1).padStart(6)} s  ${name}`);

console.log('\n== parts');
for (const { name, budgetS, seconds, failed } of done) {
  const verdict = [failed > 0 ? `${failed} failed` : 'ok', ...(seconds > budgetS ? ['over its budget'] : [])].join(
    ', ',
  );
  console.log(`${seconds.toFixed(1).padStart(6)} s of ${budgetS} s  ${name.padEnd(9)} ${verdict}`);
}
for (const line of saidOfOthers(tests)) console.log(line);
for (const line of notRun) console.log(`NOT RUN, and so not passed: ${line}`);
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed === 0 && notRun.length === 0 && sum.passed > 0 ? 0 : 1;
