import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../scripts/postgres.mjs';
import { migrateDatabase } from '../src/database/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the test cluster, as its owner; the database in it is nobody's. */
    clusterUrl: string;
    appPassword: string;
  }
}

/** The migrated database that every test file clones. No test may connect to it: a clone needs it quiet and clean. */
export const templateName = 'tpl';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ volatile: true, settings: { max_connections: '300' } });
  const appPassword = 'only-for-tests';
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`create database ${templateName}`);
  await admin.end();
  const template = new URL(postgres.url);
  template.pathname = `/${templateName}`;
  await migrateDatabase({ ownerUrl: template.href, appPassword });
  project.provide('clusterUrl', postgres.url);
  project.provide('appPassword', appPassword);
  return () => postgres.stop();
}
