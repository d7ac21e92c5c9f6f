import { randomBytes } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { createOrm } from '../src/database/orm.ts';
import { appRole } from '../src/database/migrate.ts';
import { templateName } from './global.ts';

export type TestDatabase = {
  /** As role `app`, bound by row-level security, as the product runs. */
  readonly orm: MikroORM;
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** As the owner, past every policy: to arrange what no viewer could, and to look at what really lies there. */
  readonly owner: pg.Pool;
};

/** A fresh clone of the migrated database for one test file, dropped at its end. */
export function useDatabase(): () => TestDatabase {
  let database: TestDatabase | null = null;
  let name = '';
  beforeAll(async () => {
    name = `t_${randomBytes(6).toString('hex')}`;
    await onCluster(`create database ${name} template ${templateName} strategy wal_log`);
    const ownerUrl = urlOf(name);
    const appUrl = urlOf(name, { user: appRole, password: inject('appPassword') });
    database = {
      orm: await createOrm(appUrl, { poolSize: 8 }),
      appUrl,
      ownerUrl,
      owner: new pg.Pool({ connectionString: ownerUrl, max: 8 }),
    };
  });
  afterAll(async () => {
    await database?.orm.close(true);
    await database?.owner.end();
    // Without force PostgreSQL waits for connections that are just closing; one that a test left open fails here.
    if (name) await onCluster(`drop database ${name}`);
  });
  return () => {
    if (!database) throw new Error('the test database is there from beforeAll on');
    return database;
  };
}

function urlOf(name: string, as?: { user: string; password: string }): string {
  const url = new URL(inject('clusterUrl'));
  url.pathname = `/${name}`;
  if (as) Object.assign(url, { username: as.user, password: as.password });
  return url.href;
}

async function onCluster(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('clusterUrl') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
