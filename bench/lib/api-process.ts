/** The built API as it runs, on a throw-away PostgreSQL with one organization: a site, its owner's sessions, a model of miner. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { startPostgres } from '../../scripts/postgres.mjs';
import { fileOf, pinned, scratch } from './native.ts';

export const organizationId = '01970000-0000-7000-8000-000000000001';
export const siteId = '01970000-0000-7000-8000-000000000002';
export const modelId = '01970000-0000-7000-8000-000000000003';

type Migrate = (to: { ownerUrl: string; appPassword: string }) => Promise<unknown>;

async function readMigrate(): Promise<Migrate> {
  try {
    return (await import(new URL('../../api/dist/database/migrate.js', import.meta.url).href)).migrateDatabase;
  } catch (cause) {
    throw new Error('the api is not built: npm run build', { cause });
  }
}

/** PostgreSQL with the organization in it; `owner` is a connection past every policy. */
export async function startDatabase() {
  const migrateDatabase = await readMigrate();
  const postgres = await startPostgres({ volatile: true });
  await migrateDatabase({ ownerUrl: postgres.url, appPassword: 'bench' });
  const owner = new pg.Client({ connectionString: postgres.url });
  await owner.connect();
  await owner.query(
    `insert into organization (id, name, slug, time_zone, plan, created_at) values ($1, 'Bench', 'bench', 'UTC', 'BUSINESS', now())`,
    [organizationId],
  );
  await owner.query(
    `insert into site (id, organization_id, name, time_zone, created_at) values ($2, $1, 'Site', 'UTC', now())`,
    [organizationId, siteId],
  );
  await owner.query(
    `insert into miner_model (id, organization_id, make, name, rated_hashrate_ths, rated_power_w, rated_efficiency_j_per_th)
       values ($2, $1, 'Bitmain', 'S21', 200, 3500, 17.5)`,
    [organizationId, modelId],
  );
  const appUrl = new URL(postgres.url);
  Object.assign(appUrl, { username: 'app', password: 'bench' });
  const stop = async () => {
    await owner.end();
    await postgres.stop();
  };
  return { owner, pid: postgres.pid, appUrl: appUrl.href, stop };
}

/** Tokens of that many sessions of the site's owner. */
export async function openSessions(owner: pg.Client, count: number): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'));
  await owner.query(
    `with u as (insert into app_user (id, email, name, password_hash, created_at)
         values (gen_random_uuid(), 'owner@bench.example', 'Owner', '-', now()) returning id),
       m as (insert into membership (id, organization_id, user_id, role, created_at)
         select gen_random_uuid(), $1, u.id, 'OWNER', now() from u returning id, user_id)
     insert into session (id, organization_id, user_id, membership_id, token_hash, created_at, expires_at)
       select gen_random_uuid(), $1, m.user_id, m.id, hash, now(), now() + interval '1 day' from m, unnest($2::bytea[]) hash`,
    [organizationId, tokens.map(hashOf)],
  );
  return tokens;
}

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export type Serving = { readonly child: ChildProcess; readonly port: number };

/** A server of ours that tells its port when it is ready. */
export async function serve(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Serving> {
  const [command, all] = pinned(0, process.execPath, [fileOf(file), ...args]);
  const child = spawn(command, all, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [{ port: number } | number];
  if (typeof message !== 'object' || message === null) throw new Error(`${file} ended with ${message}`);
  return { child, port: message.port };
}

export function serveApi(appUrl: string): Promise<Serving> {
  mkdirSync(scratch('api'), { recursive: true });
  const secret = scratch('api/secret');
  writeFileSync(secret, randomBytes(32).toString('hex'));
  return serve('../api/dist/main.js', [], { DATABASE_URL: appUrl, HASHYARD_SECRET: secret, PORT: '0' });
}

export async function end({ child }: Serving): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}
