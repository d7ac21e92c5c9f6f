// The database of a run: ours or the user's, migrated, and seeded with the demo when it is new.
import { join } from 'node:path';
import { database } from '../postgres/cluster.mjs';
import { startPostgres } from '../postgres.mjs';
import { readJson, secret, writeJson } from './home.mjs';

/** The role that the api signs in with; row-level security binds it. */
const appRole = 'app';

/**
 * @typedef {object} Database
 * @property {string} ownerUrl
 * @property {string} appUrl
 * @property {string} appPassword
 * @property {string} identity what a home remembers its database by
 * @property {import('../postgres.mjs').Postgres | null} ours null when it is the user's own
 */

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {(line: string) => void} say
 * @returns {Promise<Database>}
 */
export async function openDatabase({ home, databaseUrl }, say) {
  const ours = databaseUrl === null ? await startPostgres({ dir: join(home, 'postgres'), log: say }) : null;
  const ownerUrl = databaseUrl ?? String(ours?.url);
  const appPassword = secret(home, 'database-password');
  const appUrl = new URL(ownerUrl);
  appUrl.username = appRole;
  appUrl.password = appPassword;
  const { host, pathname } = appUrl;
  return { ownerUrl, appUrl: appUrl.href, appPassword, identity: ours ? 'own' : `${host}${pathname}`, ours };
}

/**
 * Migrates, and with a `seed` seeds a database that had no table before. What a home keeps (sign-ins, the collector's token)
 * belongs to one database; `database.json` says to which, and whether seeding it was completed.
 * @param {object} options
 * @param {string} options.home
 * @param {Database} options.database
 * @param {() => Promise<boolean>} options.migrate says whether the database had no table before
 * @param {(() => Promise<void>) | null} options.seed null for a production start, which begins empty
 * @param {(line: string) => void} options.say
 */
export async function prepareDatabase({ home, database: { identity, ours, ownerUrl }, migrate, seed, say }) {
  const file = join(home, 'database.json');
  const former = readJson(file);
  if (former && former.identity !== identity) throw new Error(anotherDatabase(home, former.identity));
  if (former?.state === 'seeding') await startOver(ours, ownerUrl, say);
  if (seed !== null && former?.state !== 'ready') writeJson(file, { identity, state: 'seeding' });
  const isFresh = await migrate();
  if (seed === null) {
    // nothing is put into it
  } else if (isFresh) {
    if (former?.state === 'ready') writeJson(file, { identity, state: 'seeding' }); // emptied by its owner
    await seed();
  } else if (former === null) {
    say('the database had tables before, so the demo was not put into it');
  }
  writeJson(file, { identity, state: 'ready' });
}

/** @param {string} home @param {string} identity */
function anotherDatabase(home, identity) {
  const kept = identity === 'own' ? 'its own PostgreSQL' : `the database ${identity}`;
  return `${home} belongs to ${kept}: give this database another HASHYARD_HOME, or remove that folder.`;
}

/**
 * After a first start that was killed while it seeded. Ours is emptied; in somebody else's we touch nothing.
 * @param {import('../postgres.mjs').Postgres | null} ours
 * @param {string} ownerUrl
 * @param {(line: string) => void} say
 */
async function startOver(ours, ownerUrl, say) {
  if (ours === null) {
    const { pathname } = new URL(ownerUrl);
    const remedy = `DROP DATABASE "${pathname.slice(1)}"; CREATE DATABASE "${pathname.slice(1)}";`;
    throw new Error(
      `A former start was killed while it put the demo into your database. Empty it and start again: ${remedy}`,
    );
  }
  say('a former start was killed while it seeded; starting over with an empty database');
  const { default: pg } = await import('pg');
  const client = new pg.Client(ownerUrl.replace(/\/[^/]*$/, '/postgres'));
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end();
  }
}
