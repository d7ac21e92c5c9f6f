// node bench/api.ts [--rounds N] [--quick]     (after `npm run build`)
// A small query by people who are signed in, to the real API server on a database of its own, and a bare server on Node's http that answers with
// the same bytes: requests for each second of the server process's CPU, over 64 connections. PostgreSQL's own CPU is not in it. Goal A1.
import { writeFileSync } from 'node:fs';
import {
  end,
  modelId,
  openSessions,
  organizationId,
  serve,
  serveApi,
  type Serving,
  siteId,
  startDatabase,
} from './lib/api-process.ts';
import { load, postOf } from './lib/http-load.ts';
import { benchOptions, interleave, type Measured, result } from './lib/interleave.ts';
import { scratch } from './lib/native.ts';
import { usageOf } from './lib/usage.ts';

const bench = 'api';
const connections = 64;
const query = `query($site: ID!) {
  site(id: $site) { id name timeZone }
  miners(first: 5, filter: { siteIds: [$site] }) { nodes { id name status ratedPowerW ratedHashrateThs } }
}`;
const asked = JSON.stringify({ query, variables: { site: siteId } });

type Answered = { data: { site: { name: string }; miners: { nodes: { name: string; ratedPowerW: string }[] } } };
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
  const database = await startDatabase();
  const running: Serving[] = [];
  try {
    // A session for each connection: one may ask 60 times a second.
    const tokens = await openSessions(database.owner, connections);
    await database.owner.query(
      `insert into miner (id, organization_id, site_id, model_id, name, created_at)
         select gen_random_uuid(), $1, $2, $3, 'M' || n, now() from generate_series(1, 5) n`,
      [organizationId, siteId, modelId],
    );
    await database.owner.query('analyze');
    const api = await serveApi(database.appUrl);
    running.push(api);
    const answer = scratch('api/answer');
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
    for (const serving of running) await end(serving);
    await database.stop();
  }
}

for (const measured of await main(process.argv.slice(2))) console.log(JSON.stringify(result(measured)));
process.exit();
