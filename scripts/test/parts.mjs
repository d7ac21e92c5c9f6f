// The parts of a test run, in the order of what they cost.
import { runChecks } from '../check/checks.mjs';
import { programs } from '../postgres/programs.mjs';
import { build } from '../start/build.mjs';
import { findBrowser } from './browser.mjs';
import { runVitest } from './vitest.mjs';

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {number} budgetS what it may take; taking more is said, and no failure
 * @property {() => Promise<void>} [require] throws with what this machine lacks for it
 * @property {(withinMs: number) => Promise<import('./vitest.mjs').Tally>} run
 */

const unitProjects = ['rating', 'collector', 'simulator', 'ui', 'console', 'portal'];
const unitFolders = unitProjects.map((name) => (name === 'collector' ? 'collector/src' : name));
const databaseProjects = ['api', 'scripts'];
const browser = { path: '' };

/** @param {string[]} names */
const only = (names) => names.flatMap((name) => ['--project', name]);

/** @type {Part[]} */
export const parts = [
  {
    name: 'checks',
    budgetS: 45,
    run: async () => ({ ...(await runChecks()), skipped: 0, tests: [] }),
  },
  {
    name: 'unit',
    budgetS: 75,
    run: (withinMs) =>
      runVitest(unitFolders, [...only(unitProjects), ...unitFolders.map((folder) => `${folder}/`)], { withinMs }),
  },
  {
    // The collector against recordings, adversaries and programs of others over real sockets: too long for quick work.
    name: 'devices',
    budgetS: 90,
    run: (withinMs) => runVitest(['collector/test'], [...only(['collector']), 'collector/test/'], { withinMs }),
  },
  {
    name: 'database',
    budgetS: 240,
    require: async () => void programs(null, () => {}),
    run: (withinMs) => runVitest(databaseProjects, only(databaseProjects), { withinMs }),
  },
  {
    name: 'browser',
    budgetS: 360,
    require: async () => void (browser.path = await findBrowser()),
    run(withinMs) {
      const env = { CHROMIUM_PATH: browser.path };
      return runVitest(['e2e'], ['--root', 'e2e', '--no-file-parallelism'], { env, withinMs });
    },
  },
  {
    // Each measurement once, small, for its answers alone.
    name: 'bench',
    budgetS: 60,
    require: async () => void programs(null, () => {}),
    async run(withinMs) {
      await build(['api'], console.log);
      return runVitest(['bench'], ['--root', 'bench'], { withinMs });
    },
  },
];
