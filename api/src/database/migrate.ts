import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { runMigrations as migrateJobQueue } from 'graphile-worker';
import pg from 'pg';
import { entities } from './entities.ts';
import { migrations } from './migrations/index.ts';

/** The role that api and worker use: no superuser, no way around row-level security. */
export const appRole = 'app';

/**
 * Creates the role `app`, the job queue and this version's tables. Needs the database's owner; safe to run again and
 * by two processes at once. `fresh` says that no table was there before.
 */
export async function migrateDatabase(to: { ownerUrl: string; appPassword: string }): Promise<{ fresh: boolean }> {
  const client = new pg.Client({ connectionString: to.ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('hashyard migrations'))");
    const fresh = await isEmpty(client);
    await makeAppRole(client, to.appPassword);
    await migrateJobQueue({ connectionString: to.ownerUrl });
    await migrateTables(to.ownerUrl);
    return { fresh };
  } finally {
    await client.end();
  }
}

async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    "select count(*)::int as tables from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')",
  );
  return rows[0].tables === 0;
}

async function makeAppRole(client: pg.Client, password: string): Promise<void> {
  const exists = await client.query('select 1 from pg_roles where rolname = $1', [appRole]);
  // Of a role that is there an owner without superuser's rights may say no more than this.
  const statement =
    exists.rowCount === 0
      ? `create role ${appRole} nosuperuser nocreatedb nocreaterole nobypassrls`
      : `alter role ${appRole}`;
  await client.query(`${statement} login password ${client.escapeLiteral(password)}`);
}

async function migrateTables(ownerUrl: string): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities,
    extensions: [Migrator],
    migrations: {
      migrationsList: migrations,
      tableName: 'schema_migration',
      transactional: true,
      allOrNothing: true,
      snapshot: false,
    },
  });
  try {
    await orm.migrator.up();
  } finally {
    await orm.close(true);
  }
}
