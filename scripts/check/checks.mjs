// The checks, one after the other, each with its time.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';
import { progress } from '../progress.mjs';
import { runTool } from '../tool.mjs';
import { generatedFiles } from './generated.mjs';

/** How many type checks run at once; each takes a core. */
const typeChecksAtOnce = 2;

/**
 * A check answers null, or what is wrong and how to put it right.
 * @type {{ name: string, about: string, check: () => Promise<string | null> }[]}
 */
const checks = [
  { name: 'generated', about: 'generated files are up to date', check: generatedFiles },
  { name: 'format', about: 'format', check: () => tool('biome', ['format', '.'], 'npm run format puts it right.') },
  {
    name: 'lint',
    about: 'lint and boundaries',
    check: () => tool('oxlint', [], 'Each message says what to do instead.'),
  },
  { name: 'types', about: 'types', check: types },
  {
    name: 'unused',
    about: 'unused code and dependencies',
    check: () => tool('knip', ['--no-progress'], 'Remove it, or tell knip.ts why it stays.'),
  },
];

export const checkNames = checks.map(({ name }) => name);

/**
 * @param {string[]} [wanted] all of them when left out
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(wanted = checkNames) {
  const { during } = progress();
  const chosen = checks.filter(({ name }) => wanted.includes(name));
  let failed = 0;
  for (const { about, check } of chosen) {
    const startedAt = performance.now();
    const problem = await during(`checking: ${about}`, check);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5);
    console.log(`${problem === null ? '✓' : '✗'} ${seconds} s  ${about}`);
    if (problem === null) continue;
    failed += 1;
    console.log(`\n${problem}\n`);
  }
  return { passed: chosen.length - failed, failed };
}

/** @param {string} command @param {string[]} args @param {string} remedy */
async function tool(command, args, remedy) {
  const { ok, output, how } = await runTool(command, args);
  return ok ? null : `${output}\n${command} failed (${how}). ${remedy}`;
}

/** Every package's own `typecheck` script, a few at a time. */
async function types() {
  const waiting = readdirSync(root).flatMap((folder) => {
    const file = join(root, folder, 'package.json');
    const script = existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).scripts?.typecheck;
    return script ? [{ folder, script }] : [];
  });
  /** @type {string[]} */
  const problems = [];
  const takeNext = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { ok, output } = await runTool('sh', ['-c', next.script], { cwd: next.folder });
      if (!ok) problems.push(`${next.folder}:\n${output}`);
    }
  };
  await Promise.all(Array.from({ length: typeChecksAtOnce }, takeNext));
  return problems.length === 0 ? null : problems.join('\n\n');
}
