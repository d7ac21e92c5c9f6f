// Makes a cluster: initdb, its password, and the project's empty database.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverEnv } from './settings.mjs';

/** Owner of everything in a cluster of ours. */
export const owner = 'postgres';
/** The database every cluster is born with. */
export const database = 'hashyard';

/**
 * The cluster's password; makes the cluster first if there is none. A cluster appears under `data` only when it is
 * whole, so a start that was killed half way leaves nothing that looks like one.
 * @param {{ dir: string, native: string, user: import('./reach.mjs').User | null, volatile: boolean, log: (line: string) => void }} cluster
 */
export async function clusterPassword({ dir, native, user, volatile, log }) {
  const data = join(dir, 'data');
  const passwordFile = join(dir, 'password');
  if (!existsSync(data)) {
    log(`Making a new database in ${dir}`);
    const password = randomBytes(24).toString('base64url');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    const fresh = join(dir, 'data.new');
    await makeCluster({ fresh, native, user, volatile, password });
    renameSync(fresh, data);
  }
  if (!existsSync(passwordFile))
    throw new Error(`${passwordFile} is missing: without it nobody can sign in to ${data}.`);
  return readFileSync(passwordFile, 'utf8');
}

/** @param {{ fresh: string, native: string, user: import('./reach.mjs').User | null, volatile: boolean, password: string }} cluster */
async function makeCluster({ fresh, native, user, volatile, password }) {
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const handedOver = `${fresh}.password`; // initdb reads it as its own user
  writeFileSync(handedOver, password, { mode: 0o600 });
  if (user) for (const path of [fresh, handedOver]) chownSync(path, user.uid, user.gid);
  const bin = join(native, 'bin');
  const how = [`--username=${owner}`, `--pwfile=${handedOver}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  // The builtin provider sorts and cases the same on every host; the host's own locales are left out of it.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const rest = ['--no-instructions', ...(volatile ? ['--no-sync'] : [])];
  try {
    await run(join(bin, 'initdb'), ['-D', fresh, ...how, ...locale, ...rest], user);
  } finally {
    rmSync(handedOver, { force: true });
  }
  const single = ['--single', '-D', fresh, ...(volatile ? ['-F'] : []), 'template1'];
  await run(join(bin, 'postgres'), single, user, `CREATE DATABASE ${database};\n`);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {import('./reach.mjs').User | null} user
 * @param {string} [input]
 * @returns {Promise<void>}
 */
function run(program, args, user, input = '') {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...user, cwd: '/', env: serverEnv(), stdio: 'pipe' });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0 && !/^.*(ERROR|FATAL|PANIC):/m.test(said)) resolve();
      else reject(new Error(`${program} ended with ${signal ?? code}:\n${said.trim()}`));
    });
    child.stdin.end(input);
  });
}
