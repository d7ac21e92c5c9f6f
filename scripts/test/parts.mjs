// The parts of a test run, in the order of what they cost.
import { runChecks } from '../check/checks.mjs';
import { programs } from '../postgres/programs.mjs';
import { findBrowser } from './browser.mjs';
import { runVitest } from './vitest.mjs';

/** A part is ended by force when it takes this many times its budget. */
const patience = 4;

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {number} budgetS what it may take; more is said, and no failure
 * @property {() => Promise<void>} [require] throws with what this machine lacks for it
 * @property {() => Promise<import('./vitest.mjs').Tally>} run
 */

/** @param {string[]} names */
const projects = (...names) => names.flatMap((name) => ['--project', name]);
const within = (/** @type {number} */ budgetS) => ({ withinMs: budgetS * 1_000 * patience });
const browser = { path: '' };

/** @type {Part[]} */
export const parts = [
  {
    name: 'checks',
    budgetS: 60,
    run: async () => ({ ...(await runChecks()), skipped: 0, tests: [] }),
  },
  {
    name: 'unit',
    budgetS: 60,
    run: () => runVitest(projects('rating', 'collector', 'simulator', 'ui', 'console', 'portal'), within(60)),
  },
  {
    name: 'database',
    budgetS: 240,
    require: async () => void programs(null, () => {}),
    run: () => runVitest(projects('api', 'scripts'), within(240)),
  },
  {
    name: 'browser',
    budgetS: 360,
    require: async () => void (browser.path = await findBrowser()),
    run: () =>
      runVitest(['--root', 'e2e', '--no-file-parallelism'], { env: { CHROMIUM_PATH: browser.path }, ...within(360) }),
  },
];
