// Runs Vitest and reads its own report of what happened.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../install.mjs';
import { runTool } from '../tool.mjs';

/** Says that it is still alive after this much silence, in ms. */
const heartbeatMs = 15_000;

/**
 * @typedef {{ name: string, ms: number, ran: boolean }} Timed
 * @typedef {{ passed: number, failed: number, skipped: number, tests: Timed[] }} Tally
 *
 * @param {string[]} folders each must have tests: one that lost its project's name would else pass without a word
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, withinMs: number }} options
 * @returns {Promise<Tally>}
 */
export async function runVitest(folders, args, { env = {}, withinMs }) {
  const folder = mkdtempSync(join(tmpdir(), 'hashyard-vitest-'));
  const file = join(folder, 'report.json');
  const heartbeat = setInterval(() => console.log('… still testing'), heartbeatMs);
  try {
    const { ok, how } = await runTool(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
      {
        env: { ...withoutSettings, ...colors(), ...env },
        withinMs,
        onOutput(text) {
          heartbeat.refresh();
          process.stdout.write(text);
        },
      },
    );
    const tally = existsSync(file) ? read(file) : { passed: 0, failed: 0, skipped: 0, tests: [] };
    const untested = folders.filter((folder) => !tally.tests.some(({ name }) => name.startsWith(`${folder}/`)));
    if (untested.length > 0) {
      console.log(`No test ran in ${untested.join(', ')}.`);
      return { ...tally, failed: tally.failed + untested.length };
    }
    // Vitest can fail with no test failing: none found, an error outside of a test, or it was ended by force.
    if (!ok && tally.failed === 0) {
      console.log(`Vitest failed (${how}) although no test did.`);
      return { ...tally, failed: 1 };
    }
    return tally;
  } finally {
    clearInterval(heartbeat);
    rmSync(folder, { recursive: true });
  }
}

/** The developer's own settings must not reach the tests. */
const withoutSettings = Object.fromEntries(
  ['DATABASE_URL', 'HASHYARD_HOME', 'HASHYARD_FARM', 'HASHYARD_SECRET', 'PORT', 'HOST', 'PUBLIC_URL'].map((name) => [
    name,
    undefined,
  ]),
);

/** @returns {Record<string, string>} */
const colors = () => (process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {});

/** @param {string} file @returns {Tally} */
function read(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  /** @type {{ name: string, status: string, assertionResults: { fullName: string, status: string, duration?: number }[] }[]} */
  const files = report.testResults;
  const results = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map((result) => ({ ...result, file: relative(root, name) })),
  );
  const count = (/** @type {string} */ status) => results.filter((result) => result.status === status).length;
  const broken = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((result) => result.status !== 'failed'),
  );
  const [passed, failed] = [count('passed'), count('failed')];
  return {
    passed,
    failed: failed + broken.length, // a file that can't be loaded has no test to fail
    skipped: results.length - passed - failed,
    tests: results.map(({ file, fullName, status, duration = 0 }) => ({
      name: `${file}: ${fullName}`,
      ms: duration,
      ran: status === 'passed' || status === 'failed',
    })),
  };
}
