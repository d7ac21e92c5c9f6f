// The folder that a run keeps its things in: small files, each written whole or not at all, secrets for us alone.
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isRoot } from '../postgres/reach.mjs';

/**
 * Makes the home, or takes an empty folder for it. As root it stays passable, because PostgreSQL's user has to get to
 * its own folder in there; what is secret has mode 0600.
 * @param {string} home
 */
export function makeHome(home) {
  mkdirSync(home, { recursive: true });
  if (readdirSync(home).length === 0) chmodSync(home, isRoot ? 0o711 : 0o700);
  mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 });
}

/**
 * @param {string} file
 * @param {unknown} value
 */
export function writeJson(file, value) {
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(partial, file);
}

/**
 * @param {string} file
 * @returns {any} null when there is none
 */
export function readJson(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is damaged; remove it and start again.`, { cause: error });
  }
}

/**
 * A random secret that a home keeps from its first start on.
 * @param {string} home
 * @param {string} name
 */
export function secret(home, name) {
  const file = join(home, name);
  if (!existsSync(file)) {
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, randomBytes(32).toString('hex'), { mode: 0o600 });
    renameSync(partial, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** The file of the key that encrypts secrets at rest, where the user gives none. @param {string} home */
export function ownSecretFile(home) {
  secret(home, 'secret');
  return join(home, 'secret');
}

/** @param {string} file */
export const remove = (file) => rmSync(file, { force: true });
