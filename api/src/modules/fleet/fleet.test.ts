import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  collector,
  collectorContext,
  feed,
  meter,
  miner,
  minerModel,
  pdu,
  rack,
  reach,
  site,
  type TestMiner,
  type TestOutlet,
} from '../../../test/builders/fleet.ts';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { type Answer, type Client, useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { recordReadings } from '../telemetry/index.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const here = () => installation(database(), clock);
const server = useServer(here);

let organizationId = '';
let siteId = '';
let staff: Client;
let present: Client;
let past: Client;
let nobody: Client;
let customerId = '';
let miners: TestMiner[] = [];
let moved: TestMiner;
let outlets: TestOutlet[] = [];
let pduId = '';
let rackId = '';
let slotIds: string[] = [];
let modelId = '';

/** Four miners: `moved` went from the past customer to the present one last week, M2 is the present one's, two are free. */
beforeAll(async () => {
  const { owner } = database();
  organizationId = await organization(owner);
  siteId = await site(owner, organizationId, { name: 'Odessa', energyCostPerKwh: '0.0415' });
  const asking = await collector(owner, organizationId, { siteId });
  const made = await rack(owner, organizationId, siteId, { name: 'R-07' });
  rackId = made.id;
  ({ slotIds } = made);
  modelId = await minerModel(owner, organizationId, { name: 'S21 Pro', ratedHashrateThs: '234.5' });
  customerId = await customer(owner, organizationId, { name: 'Present' });
  const pastId = await customer(owner, organizationId, { name: 'Past' });
  const parts = { siteId, collectorId: asking.id };
  moved = await miner(owner, organizationId, {
    ...parts,
    name: 'M1',
    slotId: slotIds[0],
    serial: 'SER-1',
    ownerId: customerId,
  });
  miners = [
    moved,
    await miner(owner, organizationId, { ...parts, name: 'M2', slotId: slotIds[1], modelId }),
    await miner(owner, organizationId, { ...parts, name: 'M3', maintenance: true }),
    await miner(owner, organizationId, { ...parts, name: 'M4_50%' }),
  ];
  const powered = await pdu(owner, organizationId, {
    siteId,
    collectorId: asking.id,
    outlets: 4,
    rackId,
    name: 'PDU-1',
  });
  ({ outlets } = powered);
  pduId = powered.id;
  await meter(owner, organizationId, { siteId, collectorId: asking.id, main: true, name: 'Main' });
  for (const [index, one] of miners.slice(0, 2).entries())
    await feed(owner, organizationId, { outletId: (outlets[index] as TestOutlet).id, minerId: one.id });
  const moment = '2026-06-24T00:00:00Z';
  await reach(owner, organizationId, { customerId: pastId, miner: moved, to: moment });
  await reach(owner, organizationId, { customerId, miner: moved, from: moment });
  await reach(owner, organizationId, { customerId, miner: miners[1] as TestMiner });
  await record(asking);
  const enter = async (role: 'OWNER' | 'CUSTOMER_OWNER', of: string | null) =>
    server()
      .client()
      .signIn((await member(owner, organizationId, role, of)).email, password);
  staff = await enter('OWNER', null);
  present = await enter('CUSTOMER_OWNER', customerId);
  past = await enter('CUSTOMER_OWNER', pastId);
  const strangers = await organization(owner);
  nobody = await server()
    .client()
    .signIn((await member(owner, strangers, 'OWNER')).email, password);
});

async function record(asking: Awaited<ReturnType<typeof collector>>): Promise<void> {
  const at = (secondsAgo: number) => new Date(clock.now.getTime() - secondsAgo * 1000);
  const rows = [...miners.slice(0, 2), miners[0]] as TestMiner[];
  await recordReadings(await collectorContext(here(), asking), {
    sequence: 1,
    sentAt: clock.now,
    miners: {
      minerId: rows.map(({ id }) => id),
      takenAt: [at(20), at(20), at(8 * 86_400)],
      answered: [true, true, true],
      hashing: [true, true, true],
      hashrateThs: [210, 150, 90],
      temperatureC: [70, 75, 60],
    },
    electrical: {
      sourceId: [(outlets[0] as TestOutlet).id, pduId],
      takenAt: [at(15), at(15)],
      powerW: [3500, 9_999],
      on: [true, null],
    },
    registers: {
      registerId: [(outlets[0] as TestOutlet).register.id, (outlets[0] as TestOutlet).register.id],
      takenAt: [at(8 * 86_400), at(0)],
      registerWh: ['1000', '5000'],
    },
  });
}

type MinerPage = {
  miners: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: [{ name: string }] };
};
const names = (answer: { data: { miners: { nodes: { name: string }[] } } }) =>
  answer.data.miners.nodes.map(({ name }) => name);
const list = (client: Client, filter: object, orderBy = 'NAME_ASC') =>
  client.graphql(
    'query($filter: MinerFilter, $orderBy: MinerOrder) { miners(filter: $filter, orderBy: $orderBy) { totalCount nodes { name } } }',
    {
      filter,
      orderBy,
    },
  );

describe('miners', () => {
  test('show their state, nameplate, place, owner and feeds to staff', async () => {
    const { data } = await staff.graphql(
      `query($id: ID!) { miner(id: $id) { name status statusSince statusReason address ratedHashrateThs maintenance
      site { name energyCostPerKwh } collector { online } slot { label rack { name } } owner { name } latest { hashrateThs powerW powerKind takenAt }
      feeds { from to weight outlet { number powerW on } } lastSeenAt } }`,
      { id: moved.id },
    );
    expect(data.miner).toMatchObject({
      name: 'M1',
      status: 'ACTIVE',
      statusSince: '2026-07-01T11:59:40Z',
      statusReason: expect.stringMatching(/^Hashing at \d+ % of its rated/),
      ratedHashrateThs: '200',
      site: { name: 'Odessa', energyCostPerKwh: '0.0415' },
      collector: { online: true },
      slot: { label: '1-1', rack: { name: 'R-07' } },
      owner: { name: 'Present' },
      latest: { hashrateThs: 210, powerW: 3500, powerKind: 'MEASURED' },
      feeds: [{ from: '2026-01-01T00:00:00Z', to: null, weight: '1', outlet: { number: 1, powerW: 3500, on: true } }],
    });
    expect(data.miner.address).toMatch(/^cgminer:/);
  });

  test.each([
    { name: 'a name', filter: { search: 'm2' }, found: ['M2'] },
    { name: 'a serial', filter: { search: 'SER-1' }, found: ['M1'] },
    { name: 'a model', filter: { search: 'S21 Pro' }, found: ['M2'] },
    { name: 'a rack', filter: { search: 'r-07' }, found: ['M1', 'M2'] },
    { name: 'a percent sign, literally', filter: { search: '50%' }, found: ['M4_50%'] },
    { name: 'a status', filter: { statuses: ['DEGRADED'] }, found: ['M2'] },
    { name: 'several statuses', filter: { statuses: ['ACTIVE', 'MAINTENANCE'] }, found: ['M1', 'M3'] },
    { name: 'lost ones, never heard of', filter: { statuses: ['LOST'] }, found: ['M4_50%'] },
    { name: 'no site at all', filter: { siteIds: [] }, found: [] },
    { name: 'an id that is none', filter: { rackId: 'x; drop table miner' }, found: [] },
  ])('are found by $name', async ({ filter, found }) => {
    expect(names(await list(staff, filter))).toEqual(found);
  });

  test('are found by place, model and owner', async () => {
    expect(names(await list(staff, { siteIds: [siteId], modelIds: [modelId] }))).toEqual(['M2']);
    expect(names(await list(staff, { rackId, pduId }))).toEqual(['M1', 'M2']);
    expect(names(await list(staff, { ownerId: customerId }))).toEqual(['M1']);
  });

  test.each([
    { orderBy: 'NAME_DESC', order: ['M4_50%', 'M3', 'M2', 'M1'] },
    { orderBy: 'HASHRATE_DESC', order: ['M1', 'M2'] },
    { orderBy: 'HASHRATE_ASC', order: ['M2', 'M1'] },
    { orderBy: 'TEMPERATURE_DESC', order: ['M2', 'M1'] },
    { orderBy: 'STATUS_ASC', order: ['M1', 'M2', 'M3', 'M4_50%'] },
  ])('sort by $orderBy, those without a value last', async ({ orderBy, order }) => {
    expect(names(await list(staff, {}, orderBy)).slice(0, order.length)).toEqual(order);
  });

  test.each(['NAME_ASC', 'NAME_DESC', 'HASHRATE_DESC', 'STATUS_ASC'])(
    'page on in %s without loss or repeat',
    async (orderBy) => {
      const whole = names(await list(staff, {}, orderBy));
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { data }: Answer<MinerPage> = await staff.graphql(
          'query($after: String, $orderBy: MinerOrder) { miners(first: 1, after: $after, orderBy: $orderBy) { totalCount pageInfo { hasNextPage endCursor } nodes { name } } }',
          { after, orderBy },
        );
        expect(data.miners.totalCount).toBe(4);
        seen.push(data.miners.nodes[0].name);
        ({ endCursor: after, hasNextPage: more } = data.miners.pageInfo);
      }
      expect(seen).toEqual(whole);
    },
  );

  test('5,000 may be asked for, 5,001 not', async () => {
    expect((await staff.graphql('{ miners(first: 5000) { totalCount } }')).data.miners.totalCount).toBe(4);
    expect((await staff.graphql('{ miners(first: 5001) { totalCount } }')).errors?.[0]?.extensions.code).toBe(
      'BAD_USER_INPUT',
    );
  });
});

describe("a customer's view", () => {
  const everything = `query($id: ID!) { miner(id: $id) { name status address firmware maintenance slot { label } owner { name } collector { name } lastSeenAt
    latest { hashrateThs } site { name energyCostPerKwh capacityKw sellableHashrateThs } feeds { from to outlet { powerW register { latest { registerWh }
    readings(from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { totalCount nodes { registerWh } } } pdu { powerW address } } } } }`;

  test('of a machine that is theirs: its present, nothing of the installation', async () => {
    const { data } = await present.graphql(everything, { id: moved.id });
    expect(data.miner).toMatchObject({
      status: 'ACTIVE',
      address: null,
      collector: null,
      slot: { label: '1-1' },
      owner: { name: 'Present' },
      latest: { hashrateThs: 210 },
      site: { name: 'Odessa', energyCostPerKwh: null, capacityKw: null, sellableHashrateThs: null },
      feeds: [
        {
          from: '2026-06-24T00:00:00Z',
          to: null,
          outlet: {
            powerW: 3500,
            register: { latest: { registerWh: '5000' }, readings: { totalCount: 1, nodes: [{ registerWh: '5000' }] } },
            pdu: { powerW: null, address: null },
          },
        },
      ],
    });
  });

  test('of a machine that was theirs: its past, nothing of where and what it is now', async () => {
    const { data, errors } = await past.graphql(everything, { id: moved.id });
    expect(errors).toBeUndefined();
    expect(data.miner).toMatchObject({
      name: 'M1',
      status: 'LOST',
      slot: null,
      owner: null,
      lastSeenAt: null,
      latest: null,
      feeds: [
        {
          from: '2026-01-01T00:00:00Z',
          to: '2026-06-24T00:00:00Z',
          outlet: {
            powerW: null,
            register: { latest: { registerWh: '1000' }, readings: { totalCount: 1, nodes: [{ registerWh: '1000' }] } },
          },
        },
      ],
    });
  });

  test.each([
    { name: 'its rack', filter: { search: 'R-07' } },
    { name: 'its status', filter: { statuses: ['ACTIVE', 'DEGRADED', 'OFFLINE', 'MAINTENANCE'] } },
  ])("a former machine isn't found by $name of today", async ({ filter }) => {
    expect((await list(past, filter)).data.miners.totalCount).toBe(0);
  });

  test('counts, racks, PDUs and totals hold only what is theirs', async () => {
    const query = `{ miners { totalCount } racks { totalCount nodes { slots { label miner { name } } } } pdus { totalCount nodes { outlets { number } } }
      meters { totalCount } sites { totalCount } fleetTotals { miners hashrateThs } minerModels { totalCount } }`;
    expect((await present.graphql(query)).data).toMatchObject({
      miners: { totalCount: 2 },
      racks: {
        nodes: [
          {
            slots: [
              { label: '1-1', miner: { name: 'M1' } },
              { label: '1-2', miner: { name: 'M2' } },
            ],
          },
        ],
      },
      pdus: { nodes: [{ outlets: [{ number: 1 }, { number: 2 }] }] },
      meters: { totalCount: 0 },
      fleetTotals: { miners: 2, hashrateThs: 360 },
    });
    expect((await past.graphql(query)).data).toMatchObject({
      miners: { totalCount: 1 },
      racks: { totalCount: 0 },
      pdus: { nodes: [{ outlets: [{ number: 1 }] }] },
      fleetTotals: { miners: 0, hashrateThs: 0 },
    });
    expect((await nobody.graphql(query)).data).toMatchObject({
      miners: { totalCount: 0 },
      racks: { totalCount: 0 },
      pdus: { totalCount: 0 },
      sites: { totalCount: 0 },
      minerModels: { totalCount: 0 },
      fleetTotals: { miners: 0 },
    });
  });

  test('of a PDU whose former machine stands at another site now is still whole', async () => {
    const { owner } = database();
    const elsewhere = await site(owner, organizationId, { name: 'Elsewhere' });
    await owner.query('update miner set site_id = $2, slot_id = null where id = $1', [moved.id, elsewhere]);
    const { data, errors } = await past.graphql('{ pdus { nodes { name site { name } } } }');
    await owner.query('update miner set site_id = $2, slot_id = $3 where id = $1', [moved.id, siteId, slotIds[0]]);
    expect(errors).toBeUndefined();
    expect(data.pdus.nodes).toEqual([{ name: 'PDU-1', site: { name: 'Odessa' } }]);
  });

  test('no id of theirs answers by node either', async () => {
    const outlet = outlets[3] as TestOutlet;
    for (const id of [siteId, rackId, pduId, moved.id, slotIds[0], modelId, outlet.id, outlet.register.id])
      expect((await nobody.graphql('query($id: ID!) { node(id: $id) { id } }', { id })).data.node).toBeNull();
    for (const id of [rackId, slotIds[0], modelId, outlet.id, outlet.register.id])
      expect((await past.graphql('query($id: ID!) { node(id: $id) { id } }', { id })).data.node).toBeNull();
  });

  test('collectors and plans are refused to portal people', async () => {
    for (const query of ['{ collectors { totalCount } }', '{ collectorPlan { revision } }'])
      expect((await present.graphql(query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('readings', () => {
  const series = (client: Client, variables: object) =>
    client.graphql(
      'query($scope: Scope, $from: DateTime!, $to: DateTime!, $step: Step!) { readings(scope: $scope, from: $from, to: $to, step: $step) { points { at hashrateThs miners } } }',
      { from: '2026-07-01T11:50:00Z', to: '2026-07-01T12:00:00Z', step: 'MINUTES_5', ...variables },
    );

  test('sum the means of a scope; a step without data has nulls', async () => {
    const { data } = await series(staff, { scope: { siteId } });
    expect(data.readings.points).toEqual([
      { at: '2026-07-01T11:50:00Z', hashrateThs: null, miners: 0 },
      { at: '2026-07-01T11:55:00Z', hashrateThs: 360, miners: 2 },
    ]);
  });

  test.each(['HOURS_1', 'DAYS_1'])("of %s come from the hours, cut to the time that was the viewer's", async (step) => {
    const range = { from: '2026-06-20T00:00:00Z', to: '2026-07-01T12:00:00Z', step };
    const sums = async (client: Client) =>
      (await series(client, range)).data.readings.points
        .map((point: { hashrateThs: number | null }) => point.hashrateThs)
        .filter((value: number | null) => value !== null);
    expect(await sums(staff)).toEqual([90, 360]);
    expect(await sums(past)).toEqual([90]);
    expect(await sums(present)).toEqual([360]);
    expect(await sums(nobody)).toEqual([]);
  });

  test.each([
    { name: 'more than 5,000 points', parts: { from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' } },
    { name: 'a range that ends before it begins', parts: { to: '2026-07-01T11:00:00Z' } },
    { name: 'a scope of two things', parts: { scope: { siteId: 'a', rackId: 'b' } } },
  ])('refuse $name', async ({ parts }) => {
    expect((await series(staff, parts)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test("of another's ids are as empty as of none", async () => {
    for (const scope of [{ siteId }, { minerIds: [moved.id] }, { pduId }, { contractId: 'none' }, { customerId }])
      expect(
        (await series(nobody, { scope })).data.readings.points.every(({ miners: n }: { miners: number }) => n === 0),
      ).toBe(true);
  });
});

test('a page costs as many queries for one row as for all', async () => {
  const logger = database().orm.config.getLogger();
  logger.setDebugMode(['query']);
  const log = vi.spyOn(logger, 'logQuery').mockImplementation(() => {});
  const query = `query($first: Int!) { miners(first: $first) { nodes { name status latest { hashrateThs } site { name racks { name slots { label miner { name } } } }
    model { name } slot { label rack { name site { name } } } owner { name } collector { name online site { name collectors { name } } }
    feeds { outlet { number powerW register { name latest { registerWh } feeds { miner { name } } } pdu { name powerW rack { name } outlets { label } } } } } } }`;
  const count = async (first: number) => {
    log.mockClear();
    const { errors } = await staff.graphql(query, { first });
    expect(errors).toBeUndefined();
    return log.mock.calls.filter(([context]) => !/^(begin|commit|select set_config)/.test(String(context.query)))
      .length;
  };
  await count(1);
  const [one, all] = [await count(1), await count(4)];
  logger.setDebugMode(false);
  expect(all).toBeLessThanOrEqual(one + 2);
  expect(all).toBeLessThan(40);
});
