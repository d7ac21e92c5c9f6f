// node bench/api.ts [--rounds N] [--quick]     (after `npm run build`)
// A small query by people who are signed in, to the real API server on a database of its own, and a bare server on Node's http that answers with
// the same bytes: requests for each second of the server process's CPU, over 64 connections. PostgreSQL's own CPU is not in it. Goal A1.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { startPostgres } from '../scripts/postgres.mjs';
import { load, postOf } from './lib/http-load.ts';
import { benchOptions, interleave, type Measured, result } from './lib/interleave.ts';
import { fileOf, pinned, scratch } from './lib/native.ts';
import { usageOf } from './lib/usage.ts';

const bench = 'api';
const connections = 64;
const organizationId = '01970000-0000-7000-8000-000000000001';
const siteId = '01970000-0000-7000-8000-000000000002';
const query = `query($site: ID!) {
  site(id: $site) { id name timeZone }
  miners(first: 5, filter: { siteIds: [$site] }) { nodes { id name status ratedPowerW ratedHashrateThs } }
}`;
const asked = JSON.stringify({ query, variables: { site: siteId } });

type Answered = { data: { site: { name: string }; miners: { nodes: { name: string; ratedPowerW: string }[] } } };
type Migrate = (to: { ownerUrl: string; appPassword: string }) => Promise<unknown>;

async function readMigrate(): Promise<Migrate> {
  try {
    return (await import(new URL('../api/dist/database/migrate.js', import.meta.url).href)).migrateDatabase;
  } catch (cause) {
    throw new Error('the api is not built: npm run build', { cause });
  }
}

/** A site with five miners and an owner with a session for each connection: one person may ask 60 times a second. Answers the sessions' tokens. */
async function prepare(ownerUrl: string): Promise<string[]> {
  const tokens = Array.from({ length: connections }, () => randomBytes(32).toString('base64url'));
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest());
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(
      `insert into organization (id, name, slug, time_zone, plan, created_at) values ($1, 'Bench', 'bench', 'UTC', 'BUSINESS', now())`,
      [organizationId],
    );
    await owner.query(
      `with s as (insert into site (id, organization_id, name, time_zone, created_at) values ($2, $1, 'Site', 'UTC', now()) returning id),
         m as (insert into miner_model (id, organization_id, make, name, rated_hashrate_ths, rated_power_w, rated_efficiency_j_per_th)
           values (gen_random_uuid(), $1, 'Bitmain', 'S21', 200, 3500, 17.5) returning id)
       insert into miner (id, organization_id, site_id, model_id, name, created_at)
         select gen_random_uuid(), $1, s.id, m.id, 'M' || n, now() from s, m, generate_series(1, 5) n`,
      [organizationId, siteId],
    );
    await owner.query(
      `with u as (insert into app_user (id, email, name, password_hash, created_at)
           values (gen_random_uuid(), 'owner@bench.example', 'Owner', '-', now()) returning id),
         m as (insert into membership (id, organization_id, user_id, role, created_at)
           select gen_random_uuid(), $1, u.id, 'OWNER', now() from u returning id, user_id)
       insert into session (id, organization_id, user_id, membership_id, token_hash, created_at, expires_at)
         select gen_random_uuid(), $1, m.user_id, m.id, hash, now(), now() + interval '1 day' from m, unnest($2::bytea[]) hash`,
      [organizationId, hashes],
    );
    await owner.query('analyze');
  } finally {
    await owner.end();
  }
  return tokens;
}

type Serving = { readonly child: ChildProcess; readonly port: number };

async function serve(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Serving> {
  const [command, all] = pinned(0, process.execPath, [fileOf(file), ...args]);
  const child = spawn(command, all, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [{ port: number } | number];
  if (typeof message !== 'object' || message === null) throw new Error(`${file} ended with ${message}`);
  return { child, port: message.port };
}

/** What the query is answered with, looked through once: all else is compared with it. */
async function answerOf(port: number, token: string): Promise<Buffer> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `hashyard=${token}` },
    body: asked,
  });
  const text = await response.text();
  const { data } = JSON.parse(text) as Answered;
  const names = data?.miners.nodes.map(({ name, ratedPowerW }) => `${name} ${Number(ratedPowerW)}`).join(', ');
  if (data?.site.name !== 'Site' || names !== 'M1 3500, M2 3500, M3 3500, M4 3500, M5 3500')
    throw new Error(`the api answered ${text}`);
  return Buffer.from(text);
}

async function main(args: readonly string[]): Promise<Measured[]> {
  const { rounds, quick } = benchOptions(args);
  const migrateDatabase = await readMigrate();
  const postgres = await startPostgres({ volatile: true });
  const running: Serving[] = [];
  try {
    await migrateDatabase({ ownerUrl: postgres.url, appPassword: 'bench' });
    const tokens = await prepare(postgres.url);
    const appUrl = new URL(postgres.url);
    Object.assign(appUrl, { username: 'app', password: 'bench' });
    mkdirSync(scratch('api'));
    const [secret, answer] = [scratch('api/secret'), scratch('api/answer')];
    writeFileSync(secret, randomBytes(32).toString('hex'));
    const api = await serve('../api/dist/main.js', [], {
      DATABASE_URL: appUrl.href,
      HASHYARD_SECRET: secret,
      PORT: '0',
    });
    running.push(api);
    const expected = await answerOf(api.port, tokens[0] ?? '');
    writeFileSync(answer, expected);
    const floor = await serve('floor/http.ts', [answer], {});
    running.push(floor);

    const requests = tokens.map((token) => postOf('/graphql', `hashyard=${token}`, asked));
    const ms = quick ? 300 : 3000;
    const perCpuSecond = async ({ child, port }: Serving): Promise<number> => {
      const before = usageOf(child.pid ?? 0).cpuSeconds;
      const answered = await load(port, requests, expected, performance.now() + ms);
      return answered / Math.max(0.01, usageOf(child.pid ?? 0).cpuSeconds - before);
    };
    const { floor: floors = [], api: ours = [] } = await interleave(rounds, {
      floor: () => perCpuSecond(floor),
      api: () => perCpuSecond(api),
    });
    const common = { bench, unit: 'requests/CPU-s' };
    return [
      { ...common, metric: 'bare http', values: floors },
      { ...common, metric: 'A1 api, signed in, small query', values: ours, to: { name: 'bare http', values: floors } },
    ];
  } finally {
    for (const { child } of running) {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    await postgres.stop();
  }
}

for (const measured of await main(process.argv.slice(2))) console.log(JSON.stringify(result(measured)));
process.exit();
