import { getNamedType, type GraphQLField, type GraphQLSchema, graphql, isEnumType, isInputObjectType } from 'graphql';
import { createClient } from 'graphql-ws';
import { beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { contextFor, type Installation } from '../src/context.ts';
import { newId } from '../src/ids.ts';
import { issueInvoice } from '../src/modules/invoices/index.ts';
import { assignMiners, unassignMiners } from '../src/modules/contracts/index.ts';
import { createSchema } from '../src/schema.ts';
import { activeContract, meteredMiners, steadyLoad } from './builders/contracts.ts';
import { collector } from './builders/fleet.ts';
import { billingScene, juneInvoice, juneStart, julyStart } from './builders/invoices.ts';
import { customer, installation, member, organization, password, viewerContext } from './builders/organization.ts';
import { useServer } from './client.ts';
import { useDatabase } from './database.ts';
import { type Arguments, argumentsFor, everything } from './selection.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));
const schema: GraphQLSchema = createSchema();

/** A machine of the first customer was handed to the second a week ago; each has a bill; beside them another organization. */
const handedOver = '2026-06-24T12:00:00Z';
/** Words and figures that only a neighbour's rows have. */
const secrets = {
  neighbour: 'Nadia Neighbour',
  notes: 'pays in cash',
  after: 777.625,
  neighbours: 888.875,
  strangers: 999.5,
};

type World = {
  here: Installation;
  organizationId: string;
  strangerId: string;
  customerId: string;
  neighbourId: string;
  stayed: string;
  moved: string;
  everyId: string[];
  own: Set<string>;
};
let world: World;

beforeAll(async () => {
  const { owner } = database();
  const scene = await billingScene(database(), { miners: 2 });
  const [stayed, moved] = scene.miners as [(typeof scene.miners)[0], (typeof scene.miners)[0]];
  const { organizationId, customerId } = scene;
  await unassignMiners(scene.context(), {
    contractId: scene.contract.id,
    minerIds: [moved.id],
    at: new Date(handedOver),
  });
  await owner.query('update miner set owner_id = null where id = $1', [moved.id]);
  const neighbourId = await customer(owner, organizationId, {
    name: secrets.neighbour,
    contactEmail: 'nadia@neighbour.example',
  });
  await owner.query('update customer_file set notes = $1 where organization_id = $2', [secrets.notes, organizationId]);
  await member(owner, organizationId, 'CUSTOMER_OWNER', neighbourId);
  const [own] = await meteredMiners(owner, organizationId, 1);
  await steadyLoad(owner, organizationId, own?.outlet.register.no as number, {
    from: juneStart,
    to: julyStart,
    powerW: 2_500,
  });
  await activeContract(scene.context(), neighbourId, [own?.id as string]);
  const second = await activeContract(scene.context(), neighbourId, [], { startsOn: '2026-06-24' }).catch(() => null);
  expect(second).toBeNull(); // a contract without machines can't be activated; the moved one joins the neighbour's own
  const [{ id: neighboursContract }] = (
    await owner.query('select id from contract where customer_id = $1 and status = $2', [neighbourId, 'ACTIVE'])
  ).rows;
  await assignMiners(scene.context(), {
    contractId: neighboursContract,
    minerIds: [moved.id],
    from: new Date(handedOver),
  });
  for (const [no, ths, at] of [
    [moved.no, 111.5, '2026-06-10T12:00:00Z'],
    [moved.no, secrets.after, '2026-06-26T12:00:00Z'],
    [own?.no, secrets.neighbours, '2026-06-26T12:00:00Z'],
  ])
    await owner.query(
      `insert into miner_hour (organization_id, miner_no, at, answered, missed, hashrate_count, hashrate_sum, power_count, power_sum) values ($1, $2, $3, 1, 0, 1, $4, 0, 0)`,
      [organizationId, no, at, ths],
    );
  await owner.query(
    `insert into miner_latest (organization_id, miner_id, miner_no, taken_at, hashing, hashrate_ths, status, status_since)
     values ($1, $2, $3, '2026-07-01T11:59:50Z', true, $4, 'ACTIVE', '2026-06-01')`,
    [organizationId, moved.id, moved.no, secrets.after],
  );
  await neighboursCommand(organizationId, neighbourId, moved.id);
  await issueInvoice(scene.context(), { invoiceId: (await juneInvoice(scene)).id });
  await juneInvoice({ ...scene, customerId: neighbourId });

  const strangerId = await organization(owner);
  const strangers = await billingScene(database(), { miners: 1 });
  await owner.query('update customer set name = $1 where id = $2', ['Stella Stranger', strangers.customerId]);
  world = {
    here: installation(database(), clock),
    organizationId,
    strangerId,
    customerId,
    neighbourId,
    stayed: stayed.id,
    moved: moved.id,
    everyId: await idsWhere('true'),
    own: new Set(await idsOfCustomer(organizationId, customerId)),
  };
});

/** What the neighbour's people told the machine that moved to them. */
async function neighboursCommand(organizationId: string, customerId: string, minerId: string): Promise<void> {
  const { owner } = database();
  const { rows } = await owner.query('select site_id from miner where id = $1', [minerId]);
  const { id: collectorId } = await collector(owner, organizationId, { siteId: rows[0].site_id });
  const batchId = newId();
  await owner.query(
    `insert into command_batch (id, organization_id, customer_id, action, reason, requested_by, created_at) values ($1, $2, $3, 'REBOOT', $4, $5, now())`,
    [batchId, organizationId, customerId, secrets.notes, secrets.neighbour],
  );
  await owner.query(
    `insert into device_command (id, organization_id, batch_id, collector_id, miner_id, payload, signature, turn_at, expires_at)
     values ($1, $2, $3, $4, $5, '{}', decode(repeat('00', 64), 'hex'), now(), now() + interval '5 minutes')`,
    [newId(), organizationId, batchId, collectorId, minerId],
  );
}

/** The ids of all rows of every table that has one. */
async function idsWhere(condition: string): Promise<string[]> {
  const { rows } = await database().owner.query(
    `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'`,
  );
  const ids = new Set<string>();
  for (const { table_name: table } of rows)
    for (const row of (await database().owner.query(`select id from ${table} where ${condition}`)).rows)
      ids.add(row.id);
  return [...ids];
}

/** What the customer may see of itself by id: worked out here once more, by other means than the policies. */
async function idsOfCustomer(organizationId: string, customerId: string): Promise<string[]> {
  const { rows } = await database().owner.query(
    `with mine as (select a.* from assignment a join contract c on c.id = a.contract_id where c.customer_id = $2),
       units as (select distinct miner_id as id from mine), fed as (select f.* from feed f join units u on u.id = f.miner_id),
       outlets as (select o.* from outlet o where o.id in (select outlet_id from fed))
     select $1::uuid as id union select $2::uuid union select id from units union select id from mine
     union select id from contract where customer_id = $2 union select id from invoice where customer_id = $2 and status = 'ISSUED'
     union select id from fed union select id from outlets union select pdu_id from outlets
     union select id from register where outlet_id in (select id from outlets)
     union select site_id from miner where id in (select id from units) union select model_id from miner where id in (select id from units)
     union select m.id from membership m where m.customer_id = $2 union select m.user_id from membership m where m.customer_id = $2`,
    [organizationId, customerId],
  );
  return rows.map(({ id }) => id);
}

const nobody = () => contextFor(world.here, null, { requestId: newId(), clientAddress: '127.0.0.1', cookie: null });
const formerHolder = () => viewerContext(world.here, world.organizationId, 'CUSTOMER_OWNER', world.customerId);
const stranger = () => viewerContext(world.here, world.strangerId, 'OWNER');

const ask = async (source: string, contextValue: object) => (await graphql({ schema, source, contextValue })).data;

const range = { from: '"2026-06-01T00:00:00Z"', to: '"2026-07-02T00:00:00Z"', step: 'DAYS_1' };
const rootFields = () => Object.values(schema.getQueryType()?.getFields() ?? {});
const takesId = (field: GraphQLField<unknown, unknown>) => field.args.some(({ name }) => name === 'id');

/** Everything that every root field answers, with each id of the whole database where one is asked for. */
async function answers(context: () => object): Promise<{ asked: string; text: string }[]> {
  const found: { asked: string; text: string }[] = [];
  for (const field of rootFields()) {
    const selection = everything(schema, getNamedType(field.type), 3, range);
    for (const id of takesId(field) ? world.everyId : [null]) {
      const given: Arguments = id ? { ...range, id: `"${id}"` } : range;
      const args = argumentsFor(field.args, given);
      if (args === null) continue;
      found.push({
        asked: `${field.name}${args}`,
        text: JSON.stringify(await ask(`{ ${field.name}${args} ${selection} }`, context())) ?? '',
      });
    }
  }
  return found;
}

describe('a sweep over every type and path finds nothing that is not theirs', { timeout: 120_000 }, () => {
  test('for a customer whose machine moved away last week', async () => {
    const foreign = world.everyId.filter((id) => !world.own.has(id));
    const leaks = (await answers(formerHolder)).flatMap(({ asked, text }) => [
      ...foreign.filter((id) => text.includes(`"${id}"`)).map((id) => `${asked} tells ${id}`),
      ...[secrets.neighbour, secrets.notes, String(secrets.after), String(secrets.neighbours), 'nadia@']
        .filter((secret) => text.includes(secret))
        .map((secret) => `${asked} tells ${secret}`),
    ]);
    expect(leaks).toEqual([]);
  });

  test("for another organization's operator", async () => {
    const theirs = new Set([world.strangerId]);
    const leaks = (await answers(stranger)).flatMap(({ asked, text }) =>
      world.everyId.filter((id) => !theirs.has(id) && text.includes(`"${id}"`)).map((id) => `${asked} tells ${id}`),
    );
    expect(leaks).toEqual([]);
  });

  test('without sign-in', async () => {
    const told = (await answers(nobody)).filter(
      ({ text }) => text !== '' && text !== 'null' && !/^\{"\w+":null\}$/.test(text),
    );
    expect(told).toEqual([]);
  });

  test('and the sweep itself sees what is there: the owner is told of everything', async () => {
    const owner = () => viewerContext(world.here, world.organizationId, 'OWNER');
    const text = (await answers(owner)).map((answer) => answer.text).join('');
    for (const secret of [secrets.neighbour, secrets.notes, String(secrets.after), world.neighbourId, world.moved])
      expect(text).toContain(secret);
  });

  test('what was theirs stays theirs: the machine and its hashrate until it moved', async () => {
    const data = await ask(
      `{ readings(scope: { minerIds: ["${world.moved}"] }, from: "2026-06-01T05:00:00Z", to: "2026-07-01T05:00:00Z", step: HOURS_1) { points { at hashrateThs } } }`,
      formerHolder(),
    );
    const points = (data as { readings: { points: { hashrateThs: number | null }[] } }).readings.points;
    expect(points.filter(({ hashrateThs }) => hashrateThs !== null).map(({ hashrateThs }) => hashrateThs)).toEqual([
      111.5,
    ]);
  });
});

describe('no filter, order or count tells of a row that is not theirs', () => {
  test.each([
    {
      name: 'a customer whose machine moved away',
      context: () => formerHolder(),
      foreign: () => [world.neighbourId, world.strangerId],
    },
    {
      name: "another organization's operator",
      context: () => stranger(),
      foreign: () => [world.neighbourId, world.customerId, world.organizationId, world.stayed],
    },
  ])('to $name', async ({ context, foreign }) => {
    const told: string[] = [];
    for (const field of rootFields()) {
      const filter = getNamedType(field.args.find(({ name }) => name === 'filter')?.type ?? null);
      if (!isInputObjectType(filter)) continue;
      for (const part of Object.values(filter.getFields())) {
        if (getNamedType(part.type).name !== 'ID') continue;
        for (const id of foreign()) {
          const value = String(part.type).startsWith('[') ? `["${id}"]` : `"${id}"`;
          const data = (await ask(
            `{ ${field.name}(filter: { ${part.name}: ${value} }) { totalCount nodes { __typename } } }`,
            context(),
          )) as Record<string, { totalCount: number; nodes: unknown[] }>;
          if (data?.[field.name]?.totalCount) told.push(`${field.name} by ${part.name}`);
        }
      }
      const search = (await ask(
        `{ ${field.name}(filter: { ${'search' in filter.getFields() ? 'search: "Neighbour"' : ''} }) { totalCount } }`,
        context(),
      )) as Record<string, { totalCount: number }> | null;
      if ('search' in filter.getFields() && search?.[field.name]?.totalCount) told.push(`${field.name} by search`);
    }
    expect(told).toEqual([]);
  });

  test('every order is answered, and none shows more than another', async () => {
    for (const field of rootFields()) {
      const order = getNamedType(field.args.find(({ name }) => name === 'orderBy')?.type ?? null);
      if (!isEnumType(order)) continue;
      const counts = new Set<number>();
      for (const { name } of order.getValues()) {
        const data = (await ask(
          `{ ${field.name}(orderBy: ${name}) { nodes { id } totalCount } }`,
          formerHolder(),
        )) as Record<string, { nodes: { id: string }[]; totalCount: number }>;
        counts.add(data[field.name]?.totalCount as number);
        expect(data[field.name]?.nodes.filter(({ id }) => !world.own.has(id))).toEqual([]);
      }
      expect(counts.size).toBe(1);
    }
  });
});

describe('a scope of somebody else holds nothing', () => {
  test.each([
    { name: 'the neighbour', scope: () => `{ customerId: "${world.neighbourId}" }` },
    { name: 'the machine that moved away', scope: () => `{ minerIds: ["${world.moved}"] }` },
  ])('$name', async ({ scope }) => {
    const data = (await ask(
      `{ fleetTotals(scope: ${scope()}) { miners hashrateThs powerW stale } }`,
      formerHolder(),
    )) as { fleetTotals: object };
    expect(data.fleetTotals).toEqual({ miners: 0, hashrateThs: 0, powerW: 0, stale: 0 });
  });

  test('live, over the socket, signed in as the other organization', async () => {
    const { owner } = database();
    const operator = await member(owner, world.strangerId, 'OWNER');
    const { cookie } = await server().client().signIn(operator.email, password);
    const socket = createClient({
      url: `${server().url.replace('http', 'ws')}/graphql`,
      retryAttempts: 0,
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string[]) {
          super(url, protocols, { headers: { cookie: cookie ?? '' } });
        }
      },
    });
    const query = `subscription { minerReadings(scope: { minerIds: ["${world.moved}", "${world.stayed}"] }) { snapshot readings { minerId } } }`;
    for await (const message of socket.iterate<{ minerReadings: object }>({ query })) {
      expect(message.data?.minerReadings).toEqual({ snapshot: true, readings: [] });
      break;
    }
    await socket.dispose();
  });
});

describe('the files of an invoice', () => {
  const paths = (id: string) => [
    `/documents/invoices/${id}.pdf`,
    `/documents/invoices/${id}/evidence.json`,
    `/documents/invoices/${id}/evidence.json.gz`,
  ];
  const invoicesOf = async (customerId: string) =>
    (await database().owner.query('select id from invoice where customer_id = $1', [customerId])).rows.map(({ id }) =>
      String(id),
    );

  test('are there for their customer, and for nobody else', async () => {
    const { owner } = database();
    const [mine] = await invoicesOf(world.customerId);
    const holder = await member(owner, world.organizationId, 'CUSTOMER_MEMBER', world.customerId);
    const other = await member(owner, world.organizationId, 'CUSTOMER_OWNER', world.neighbourId);
    const operator = await member(owner, world.strangerId, 'OWNER');
    const clients = {
      holder: await server().client().signIn(holder.email, password),
      other: await server().client().signIn(other.email, password),
      stranger: await server().client().signIn(operator.email, password),
      nobody: server().client(),
    };
    for (const path of paths(mine as string)) {
      expect((await clients.holder.fetch(path)).status).toBe(200);
      for (const client of [clients.other, clients.stranger, clients.nobody])
        expect((await client.fetch(path)).status).toBe(404);
    }
  });

  test('of a draft are not its customer’s yet', async () => {
    const [draft] = await invoicesOf(world.neighbourId);
    const other = await member(database().owner, world.organizationId, 'CUSTOMER_OWNER', world.neighbourId);
    const client = await server().client().signIn(other.email, password);
    for (const path of paths(draft as string)) expect((await client.fetch(path)).status).toBe(404);
  });
});
