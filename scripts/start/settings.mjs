// What the environment says about a start, checked once: a wrong value stops it by its name.
import { resolve } from 'node:path';
import { root } from '../install.mjs';

/**
 * @typedef {object} Settings
 * @property {string} home everything a run keeps
 * @property {string} host what the api binds to
 * @property {number} port 0 picks a free one
 * @property {string | null} databaseUrl the user's own PostgreSQL, null for ours
 * @property {string | null} publicUrl where browsers reach the api, null: where it listens
 * @property {string | null} secretFile holds the key that encrypts secrets at rest, null for the home's own
 * @property {boolean} isDev reload what is edited
 *
 * @param {Record<string, string | undefined>} env
 * @param {string[]} args
 * @param {string[]} [known] the arguments that there are
 * @returns {Settings}
 */
export function settings(env, args, known = ['--dev']) {
  const unknown = args.find((arg) => !known.includes(arg));
  if (unknown)
    throw new Error(
      `Unknown argument ${unknown}; ${known.length > 0 ? `there is ${known.join(', ')}` : 'it takes none'}.`,
    );
  return {
    home: resolve(root, env.HASHYARD_HOME || '.hashyard'),
    host: env.HOST || '127.0.0.1',
    port: port(env.PORT || '4000'),
    databaseUrl: env.DATABASE_URL ? databaseUrl(env.DATABASE_URL) : null,
    publicUrl: env.PUBLIC_URL ? publicUrl(env.PUBLIC_URL) : null,
    secretFile: env.HASHYARD_SECRET ? resolve(root, env.HASHYARD_SECRET) : null,
    isDev: args.includes('--dev'),
  };
}

/** @param {string} text */
function port(text) {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`PORT is ${text}, not a port from 0 to 65535.`);
  return Number(text);
}

export const databaseUrlExample = 'postgres://user:password@host:5432/hashyard';

/** @param {string} text */
function databaseUrl(text) {
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol)) {
    throw new Error(`DATABASE_URL is no PostgreSQL address; it looks like ${databaseUrlExample}.`);
  }
  if (new URL(text).pathname.length < 2)
    throw new Error(`DATABASE_URL names no database; it looks like ${databaseUrlExample}.`);
  return text;
}

/** @param {string} text */
function publicUrl(text) {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Error(`PUBLIC_URL is ${text}; it looks like https://hashyard.example.com.`);
  return new URL(text).origin;
}
