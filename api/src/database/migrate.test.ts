import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { appRole, migrateDatabase } from './migrate.ts';

test('an owner that is no superuser migrates a database of its own, with the role app already there', async () => {
  const admin = new pg.Client({ connectionString: inject('clusterUrl') });
  await admin.connect();
  const name = `plain_${randomBytes(4).toString('hex')}`;
  await admin.query(`create role ${name} login createrole password 'plain'`);
  await admin.query(`grant ${appRole} to ${name} with admin option`);
  await admin.query(`create database ${name} owner ${name}`);
  onTestFinished(async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.query(`revoke ${appRole} from ${name}`);
    await admin.query(`drop role ${name}`);
    await admin.end();
  });
  const owner = new URL(inject('clusterUrl'));
  Object.assign(owner, { pathname: `/${name}`, username: name, password: 'plain' });
  const to = { ownerUrl: owner.href, appPassword: inject('appPassword') };
  expect(await migrateDatabase(to)).toEqual({ fresh: true });
  expect(await migrateDatabase(to)).toEqual({ fresh: false });
});
