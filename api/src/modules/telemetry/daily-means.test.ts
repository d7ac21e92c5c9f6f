import { beforeAll, expect, test } from 'vitest';
import {
  collector,
  collectorContext,
  miner,
  site,
  type TestCollector,
  type TestMiner,
} from '../../../test/builders/fleet.ts';
import { installation, organization, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { jobContext } from '../../jobs.ts';
import { rollUpDays } from './daily-means.job.ts';
import { keepPartitions } from './partitions.service.ts';
import { recordReadings } from './record-readings.service.ts';
import { readingSeries } from './series.service.ts';

const database = useDatabase();
const now = new Date('2026-07-01T12:00:00Z');
const here = () => installation(database(), { now });

let organizationId = '';
let asking: TestCollector;
let machine: TestMiner;

/** A reading in each of three days of the site's zone: two that are settled, across its change of clocks, and yesterday. */
beforeAll(async () => {
  const { owner } = database();
  organizationId = await organization(owner);
  const siteId = await site(owner, organizationId, { timeZone: 'America/Santiago' });
  asking = await collector(owner, organizationId, { siteId });
  machine = await miner(owner, organizationId, { siteId, collectorId: asking.id });
  await record(['2026-04-04T05:00:00Z', 100], ['2026-04-05T04:30:00Z', 50], ['2026-06-30T16:00:00Z', 70]);
});

async function record(...readings: [string, number][]): Promise<void> {
  await recordReadings(await collectorContext(here(), asking), {
    sequence: 1,
    sentAt: now,
    miners: {
      minerId: readings.map(() => machine.id),
      takenAt: readings.map(([at]) => new Date(at)),
      answered: readings.map(() => true),
      hashrateThs: readings.map(([, rate]) => rate),
    },
  });
}

const rollUp = (payload = {}) => rollUpDays(jobContext(here(), organizationId, 'rollUpDays'), payload);
const days = async (): Promise<[string, number | null][]> => {
  const series = await readingSeries(viewerContext(here(), organizationId), {
    scope: null,
    from: new Date('2026-04-04T03:00:00Z'),
    to: now,
    step: 'DAYS_1',
  });
  return series.points.filter(({ miners }) => miners > 0).map(({ at, hashrateThs }) => [at.toISOString(), hashrateThs]);
};

test('a chart of days is the same before and after they are made from hours', async () => {
  const before = await days();
  expect(before).toEqual([
    ['2026-04-04T03:00:00.000Z', 100],
    ['2026-04-05T04:00:00.000Z', 50],
    ['2026-06-30T04:00:00.000Z', 70],
  ]);
  await rollUp();
  const { rows } = await database().owner.query(
    'select at, until, hashrate_sum from miner_day where miner_no = $1 order by at',
    [machine.no],
  );
  expect(rows).toEqual([
    { at: new Date('2026-04-04T03:00:00Z'), until: new Date('2026-04-05T04:00:00Z'), hashrate_sum: 100 },
    { at: new Date('2026-04-05T04:00:00Z'), until: new Date('2026-04-06T04:00:00Z'), hashrate_sum: 50 },
  ]);
  expect(await days()).toEqual(before);
});

test('made again they are the same, and very late readings have them made anew', async () => {
  await rollUp();
  await rollUp();
  await record(['2026-04-04T06:00:00Z', 200]);
  const { rows } = await database().owner.query(
    `select t.identifier, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'rollUpDays'`,
  );
  expect(rows).toMatchObject([{ payload: { organizationId, from: '2026-04-04T06:00:00.000Z' } }]);
  await rollUp(rows[0].payload);
  expect((await days())[0]).toEqual(['2026-04-04T03:00:00.000Z', 150]);
});

test('the daily upkeep makes partitions ahead and queues the days of every organization', async () => {
  const other = await organization(database().owner);
  await keepPartitions(jobContext(here(), organizationId, 'keepPartitions'), {});
  const ahead = await database().owner.query(
    "select to_regclass('miner_5min_20260708') is not null as day, to_regclass('register_reading_202609') is not null as month",
  );
  expect(ahead.rows).toEqual([{ day: true, month: true }]);
  const { rows } =
    await database().owner.query(`select payload ->> 'organizationId' as id from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'rollUpDays' and key like 'rollUpDays:%-%-%-%-%'`);
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([organizationId, other]));
});
