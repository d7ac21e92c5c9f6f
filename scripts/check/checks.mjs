// The checks, one after the other, each with its time.
import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';
import { progress } from '../progress.mjs';
import { runTool } from '../tool.mjs';
import { generatedFiles } from './generated.mjs';

/** How many type checks run at once; each takes a core. */
const typeChecksAtOnce = 2;

/**
 * A check answers null, or what is wrong and how to put it right.
 * @type {{ name: string, check: () => Promise<string | null> }[]}
 */
const checks = [
  { name: 'generated files are up to date', check: generatedFiles },
  { name: 'format', check: () => tool('biome', ['format', '.'], 'npx -y pnpm@12.21.0 format puts it right.') },
  {
    name: 'lint and boundaries',
    check: () => tool('oxlint', [], 'Each message says what to do instead.'),
  },
  { name: 'types', check: types },
  {
    name: 'unused code and dependencies',
    check: () => tool('knip', ['--no-progress'], 'Remove it, or tell knip.json why it stays.'),
  },
];

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function runChecks() {
  const { during } = progress();
  let failed = 0;
  for (const { name, check } of checks) {
    const startedAt = performance.now();
    const problem = await during(`checking: ${name}`, check);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5);
    console.log(`${problem === null ? '✓' : '✗'} ${seconds} s  ${name}`);
    if (problem === null) continue;
    failed += 1;
    console.log(`\n${problem}\n`);
  }
  return { passed: checks.length - failed, failed };
}

/** @param {string} command @param {string[]} args @param {string} remedy */
async function tool(command, args, remedy) {
  const { ok, output, how } = await runTool(command, args);
  return ok ? null : `${output}\n${command} failed (${how}). ${remedy}`;
}

/** Every package with a tsconfig.json, a few at a time. */
async function types() {
  const waiting = readdirSync(root).filter((name) => existsSync(join(root, name, 'tsconfig.json')));
  /** @type {string[]} */
  const problems = [];
  const takeNext = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const { ok, output } = await runTool('tsc', ['--noEmit', '-p', 'tsconfig.json'], { cwd: name });
      if (!ok) problems.push(`${name}:\n${output}`);
    }
  };
  await Promise.all(Array.from({ length: typeChecksAtOnce }, takeNext));
  return problems.length === 0 ? null : problems.join('\n\n');
}
