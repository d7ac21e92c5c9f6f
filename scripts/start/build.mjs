// Builds the api and the apps, and only those whose sources changed since.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../install.mjs';
import { withLock } from '../lock.mjs';

/** What decides about each build: its own folder and what it takes in from outside. */
const targets = {
  api: ['api', 'tsconfig.base.json'],
  console: ['console', 'ui', 'rating/src', 'tsconfig.web.json'],
  portal: ['portal', 'ui', 'rating/src', 'tsconfig.web.json'],
};

/** @typedef {keyof typeof targets} Target */
export const allTargets = /** @type {Target[]} */ (Object.keys(targets));

/**
 * Brings builds up to date, at the same time; another start of this checkout waits meanwhile.
 * @param {Target[]} wanted
 * @param {(line: string) => void} say
 * @param {{ inPlace?: boolean }} [options] inPlace: over the former build, which is quicker after an edit
 */
export async function build(wanted, say, { inPlace = false } = {}) {
  await withLock(join(root, 'node_modules', '.hashyard-build.lock'), async () => {
    const results = await Promise.allSettled(wanted.map((target) => buildIfChanged(target, say, inPlace)));
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.message] : []));
    if (failures.length > 0) throw new Error(failures.join('\n\n'));
  });
}

/** @param {Target} target @param {(line: string) => void} say @param {boolean} inPlace */
async function buildIfChanged(target, say, inPlace) {
  const stamp = join(root, target, 'dist', '.sources');
  const sources = fingerprint(['pnpm-lock.yaml', ...targets[target]]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  const startedAt = performance.now();
  await (inPlace ? runBuildScript(target) : buildAnew(target));
  writeFileSync(stamp, sources);
  say(`built the ${target} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

/**
 * From nothing, because a removed source must not live on; a build that fails leaves the former one.
 * @param {Target} target
 */
async function buildAnew(target) {
  const dist = join(root, target, 'dist');
  const former = join(root, 'node_modules', `.hashyard-former-${target}`);
  rmSync(former, { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, former);
  try {
    await runBuildScript(target);
  } catch (error) {
    rmSync(dist, { recursive: true, force: true });
    if (existsSync(former)) renameSync(former, dist);
    throw error;
  }
  rmSync(former, { recursive: true, force: true });
}

/** @param {string[]} paths below the root */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) for (const file of filesIn(path)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

const notSources = new Set(['node_modules', 'dist', 'test', 'README.md']);

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  if (statSync(join(root, path)).isFile()) return /\.(test\.tsx?|tsbuildinfo)$/.test(path) ? [] : [path];
  return readdirSync(join(root, path))
    .filter((name) => !notSources.has(name))
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

/** Runs the package's own build script. @param {Target} target @returns {Promise<void>} */
function runBuildScript(target) {
  const folder = join(root, target);
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const bins = [join(folder, 'node_modules', '.bin'), join(root, 'node_modules', '.bin')];
  const env = { ...process.env, PATH: [...bins, process.env.PATH].join(delimiter) };
  return new Promise((resolve, reject) => {
    const child = spawn(scripts.build, { shell: true, cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`Building the ${target} failed (${signal ?? code}):\n${said.trim()}`));
    });
  });
}
