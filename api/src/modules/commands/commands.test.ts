import { createPublicKey, verify } from 'node:crypto';
import { graphql } from 'graphql';
import { beforeEach, describe, expect, test } from 'vitest';
import { activeContract } from '../../../test/builders/contracts.ts';
import {
  collector,
  collectorContext,
  feed,
  miner,
  minerModel,
  pdu,
  site,
  type TestCollector,
  type TestMiner,
  type TestOutlet,
} from '../../../test/builders/fleet.ts';
import { customer, installation, organization, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import type { Installation, ViewerContext } from '../../context.ts';
import { jobContext } from '../../jobs.ts';
import { createSchema } from '../../schema.ts';
import type { CollectorInstruction } from '../collectors/collector.type.ts';
import { instructionSource, reportCollector } from '../collectors/index.ts';
import { recordReadings } from '../telemetry/index.ts';
import { effectW, totalW } from './effect.rules.ts';
import { settleCommands } from './index.ts';

const database = useDatabase();
const schema = createSchema();
const start = new Date('2026-07-01T12:00:00Z');
const clock = { now: start };
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);

let here: Installation;
let organizationId = '';
let siteId = '';
let asked: TestCollector;
let machine: TestMiner;
let outlet: TestOutlet;
let spare: TestOutlet;
let pduId = '';

beforeEach(async () => {
  clock.now = start;
  const { owner } = database();
  here = installation(database(), clock);
  organizationId = await organization(owner);
  siteId = await site(owner, organizationId);
  asked = await collector(owner, organizationId, { siteId });
  const modelId = await minerModel(owner, organizationId, { ratedPowerW: '3500' });
  machine = await miner(owner, organizationId, { siteId, modelId, collectorId: asked.id, name: 'A1' });
  const powered = await pdu(owner, organizationId, { siteId, collectorId: asked.id, name: 'P1' });
  pduId = powered.id;
  [outlet, spare] = powered.outlets as [TestOutlet, TestOutlet];
  await feed(owner, organizationId, { outletId: outlet.id, minerId: machine.id });
  await heardOf();
});

const heardOf = () =>
  database().owner.query('update collector_state set last_seen_at = $2 where id = $1', [asked.id, clock.now]);
const staff = (role: 'OWNER' | 'OPERATIONS' | 'BILLING' | 'READ_ONLY' = 'OWNER') =>
  viewerContext(here, organizationId, role);
const rows = async (sql: string) => (await database().owner.query(sql)).rows;

const batchFields = `id action effectKw dryRun requestedBy progress { done total counts { state count } } affected { customer { name } miners }
  commands { id state message expiresAt finishedAt device { __typename id name } outlet { id } }`;
const fields = `__typename ... on Refusal { code path } ... on Conflict { issues { code path message } } ... on CommandBatch { ${batchFields} }`;

// oxlint-disable-next-line no-explicit-any -- a test says itself what shape it expects, by what it asserts
async function give(context: ViewerContext, input: object): Promise<any> {
  const source = `mutation($input: CommandDevicesInput!) { commandDevices(input: $input) { ${fields} } }`;
  const variableValues = {
    input: { action: 'OUTLET_OFF', targetIds: [outlet.id], reason: 'works on row 3', ...input },
  };
  const answer = await graphql({ schema, source, variableValues, contextValue: context });
  expect(answer.errors).toBeUndefined();
  return answer.data?.commandDevices;
}
// oxlint-disable-next-line no-explicit-any -- as above
async function batchSeen(context: ViewerContext, id: string): Promise<any> {
  const source = `{ commandBatch(id: "${id}") { ${batchFields} } }`;
  return (await graphql({ schema, source, contextValue: context })).data?.commandBatch;
}

/** What a collector is told at this moment. */
async function instruction(who = asked): Promise<CollectorInstruction> {
  return (await instructionSource(await collectorContext(here, who)).snapshot()) as CollectorInstruction;
}
async function report(commands: object[], who = asked): Promise<void> {
  const own = { version: '1', sealingKey: who.publicKey.toString('base64'), allowedNetworks: [], spooledReadings: 0 };
  await reportCollector(await collectorContext(here, who), { ...own, commands } as never);
}
const ended = (commandId: string, state = 'DONE', message: string | null = null) => ({
  commandId,
  state,
  message,
  finishedAt: clock.now,
});

describe('a command', () => {
  test('is signed by the installation, for one device, one action and five minutes', async () => {
    const batch = await give(staff(), {});
    const { commands } = await instruction();
    const [{ key }] = await rows('select command_key() as key');
    const publicKey = createPublicKey({
      key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]),
      format: 'der',
      type: 'spki',
    });
    const [command] = commands as [(typeof commands)[0]];
    expect(JSON.parse(command.payload)).toEqual({
      id: batch.commands[0].id,
      deviceId: pduId,
      outletId: outlet.id,
      action: 'OUTLET_OFF',
      expiresAt: minutes(5).toISOString(),
    });
    expect(verify(null, Buffer.from(command.payload), publicKey, Buffer.from(command.signature, 'base64'))).toBe(true);
    expect(commands).toHaveLength(1);
  });

  test('of a machine names no outlet', async () => {
    await give(staff(), { action: 'REBOOT', targetIds: [machine.id] });
    const { commands } = await instruction();
    expect(JSON.parse(commands[0]?.payload ?? '')).toMatchObject({ deviceId: machine.id, action: 'REBOOT' });
    expect(commands[0]?.payload).not.toContain('outletId');
  });

  test('goes from queued to sent to its end, and a second report changes nothing', async () => {
    const { id, commands } = await give(staff(), {});
    expect(commands).toMatchObject([{ state: 'QUEUED', device: { __typename: 'Pdu' }, outlet: { id: outlet.id } }]);
    await instruction();
    expect((await batchSeen(staff(), id)).commands).toMatchObject([{ state: 'SENT', finishedAt: null }]);
    // Until it is told of, a collector that connects again gets it again: the same bytes.
    expect(await instruction()).toEqual(await instruction());
    clock.now = minutes(1);
    await report([ended(commands[0].id, 'DONE', 'as told')]);
    clock.now = minutes(2);
    await report([ended(commands[0].id, 'FAILED')]);
    expect(await batchSeen(staff(), id)).toMatchObject({
      commands: [{ state: 'DONE', message: 'as told', finishedAt: '2026-07-01T12:01:00Z' }],
      progress: { done: 1, total: 1, counts: [{ state: 'DONE', count: 1 }] },
    });
    expect((await instruction()).commands).toEqual([]);
  });

  test('is given once, however often it is asked for with one key', async () => {
    const context = staff();
    const input = { action: 'OUTLET_CYCLE', idempotencyKey: 'cycle-1' };
    const [first, again] = [await give(context, input), await give(context, input)];
    expect(again.id).toBe(first.id);
    expect((await instruction()).commands).toHaveLength(1);
    expect(await give(context, { ...input, action: 'OUTLET_OFF' })).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  test('that nobody fetched in time has expired, and one that was fetched and never told of is unknown', async () => {
    const [fetched, lost] = [
      await give(staff(), {}),
      await give(staff(), { targetIds: [spare.id], staggerSeconds: 0 }),
    ];
    await database().owner.query(`update device_command set state = 'SENT', sent_at = $2 where batch_id = $1`, [
      fetched.id,
      start,
    ]);
    clock.now = minutes(7);
    const job = jobContext(here, organizationId, 'settleCommands');
    for (const { id } of [fetched, lost]) await settleCommands(job, { batchId: id });
    expect((await batchSeen(staff(), fetched.id)).commands).toMatchObject([{ state: 'UNKNOWN' }]);
    expect((await batchSeen(staff(), lost.id)).commands).toMatchObject([{ state: 'EXPIRED' }]);
    expect((await instruction()).commands).toEqual([]);
    // What the collector tells later is the truth of it; what was never handed out was never done.
    await report([ended(fetched.commands[0].id), ended(lost.commands[0].id)]);
    expect((await batchSeen(staff(), fetched.id)).commands).toMatchObject([{ state: 'DONE' }]);
    expect((await batchSeen(staff(), lost.id)).commands).toMatchObject([{ state: 'EXPIRED' }]);
  });

  test('among more than a thousand waits as queued for those before it', async () => {
    const { rows: more } = await database().owner.query<{ id: string }>(
      `insert into miner (id, organization_id, site_id, model_id, collector_id, address, name, created_at)
       select gen_random_uuid(), organization_id, site_id, model_id, collector_id, 'cgminer://10.9.' || n / 250 || '.' || n % 250 || ':4028', 'm' || n, created_at
       from miner, generate_series(1, 1001) n where id = $1 returning id`,
      [machine.id],
    );
    const { id } = await give(staff(), { action: 'REBOOT', targetIds: more.map((one) => one.id) });
    const { commands } = await instruction();
    await report(commands.map((command) => ended(command.id)));
    const { progress } = await batchSeen(staff(), id);
    expect(progress.counts).toEqual([
      { state: 'DONE', count: 1_000 },
      { state: 'QUEUED', count: 1 },
    ]);
    expect((await instruction()).commands).toHaveLength(1);
  });

  test('waits for its turn, and expires five minutes after it', async () => {
    const { id, commands } = await give(staff(), { targetIds: [outlet.id, spare.id], staggerSeconds: 600 });
    expect(commands.map(({ expiresAt }: { expiresAt: string }) => expiresAt)).toEqual([
      '2026-07-01T12:05:00Z',
      '2026-07-01T12:15:00Z',
    ]);
    expect((await instruction()).commands).toHaveLength(1);
    clock.now = minutes(10);
    await settleCommands(jobContext(here, organizationId, 'settleCommands'), { batchId: id });
    // Five minutes to the second's expiry and two of patience, also by a database whose clock is ahead of ours, as here.
    const { rows } = await database().owner.query(
      'select round(extract(epoch from run_at - now()) / 60)::int as minutes from graphile_worker.jobs where key = $1',
      [`settleCommands ${id}`],
    );
    expect(rows).toEqual([{ minutes: 7 }]);
    expect((await instruction()).commands.map(({ id: command }) => command)).toEqual([commands[1].id]);
  });

  test('is told of by its own collector alone, by how it ended', async () => {
    const { owner } = database();
    const { id, commands } = await give(staff(), {});
    const other = await collector(owner, organizationId, { siteId });
    expect((await instruction(other)).commands).toEqual([]);
    await report([ended(commands[0].id), ended('no-such-id')], other);
    expect((await batchSeen(staff(), id)).commands).toMatchObject([{ state: 'QUEUED' }]);
    await expect(report([ended(commands[0].id, 'SENT')])).rejects.toMatchObject({
      refusal: { code: 'INVALID_INPUT', issues: [{ code: 'OUT_OF_RANGE', path: ['input', 'commands', '0', 'state'] }] },
    });
  });

  test('stays as it was signed, and its state never goes back', async () => {
    const { commands } = await give(staff(), {});
    const change = (set: string) =>
      database().owner.query(`update device_command set ${set} where id = $1`, [commands[0].id]);
    await expect(change(`expires_at = expires_at + interval '1 hour'`)).rejects.toThrow(/stays/);
    await expect(change(`payload = '{}'`)).rejects.toThrow(/stays/);
    await change(`state = 'DONE', finished_at = now()`);
    await expect(change(`state = 'QUEUED', finished_at = null`)).rejects.toThrow(/does not go/);
  });

  test('stands in the audit log with who gave it, and what became of it', async () => {
    const { id, commands } = await give(staff(), {});
    await instruction();
    await report([ended(commands[0].id)]);
    const log = await rows(
      `select table_name, action, actor, after ->> 'state' as state from audit_log where row_id in ('${id}', '${commands[0].id}') order by id`,
    );
    expect(log).toMatchObject([
      { table_name: 'command_batch', actor: expect.stringMatching(/^user:/) },
      { table_name: 'device_command', action: 'INSERT', state: 'QUEUED' },
      { action: 'UPDATE', state: 'SENT', actor: expect.stringMatching(/^collector:/) },
      { action: 'UPDATE', state: 'DONE' },
    ]);
  });

  test('shows in its device’s history, newest first', async () => {
    await give(staff(), {});
    clock.now = minutes(1);
    await give(staff(), { action: 'OUTLET_ON', targetIds: [spare.id] });
    const source = `{ deviceCommands(deviceId: "${pduId}") { totalCount nodes { outlet { id } batch { action requestedBy } } } }`;
    expect((await graphql({ schema, source, contextValue: staff('READ_ONLY') })).data?.deviceCommands).toEqual({
      totalCount: 2,
      nodes: [
        { outlet: { id: spare.id }, batch: { action: 'OUTLET_ON', requestedBy: 'Pat Person' } },
        { outlet: { id: outlet.id }, batch: { action: 'OUTLET_OFF', requestedBy: 'Pat Person' } },
      ],
    });
  });
});

test('a batch answers all its commands unless fewer are asked for', async () => {
  const { owner } = database();
  const powered = await pdu(owner, organizationId, { siteId, collectorId: asked.id, name: 'P2', outlets: 60 });
  const { commands } = await give(staff(), { targetIds: powered.outlets.map(({ id }) => id) });
  expect(commands).toHaveLength(60);
});

describe('the list of what was told', () => {
  // oxlint-disable-next-line no-explicit-any -- as above
  const list = async (context: ViewerContext, deviceId?: string): Promise<any> => {
    const args = deviceId === undefined ? '' : `(deviceId: "${deviceId}")`;
    const source = `{ commandBatches${args} { totalCount nodes { action progress { done total } leading: commands(first: 1) { device { name } } waiting: commands(states: [QUEUED]) { outlet { id } } } } }`;
    const answer = await graphql({ schema, source, contextValue: context });
    expect(answer.errors).toBeUndefined();
    return answer.data?.commandBatches;
  };

  test('has all, the newest first, each with how far it came and its first device', async () => {
    const { commands } = await give(staff(), {});
    await instruction();
    await report([ended(commands[0].id)]);
    clock.now = minutes(1);
    await give(staff(), { action: 'REBOOT', targetIds: [machine.id] });
    clock.now = minutes(2);
    await heardOf();
    await give(staff(), { action: 'OUTLET_ON', targetIds: [spare.id, outlet.id], staggerSeconds: 60 });
    expect(await list(staff('READ_ONLY'))).toEqual({
      totalCount: 3,
      nodes: [
        {
          action: 'OUTLET_ON',
          progress: { done: 0, total: 2 },
          leading: [{ device: { name: 'P1' } }],
          waiting: [{ outlet: { id: spare.id } }, { outlet: { id: outlet.id } }],
        },
        {
          action: 'REBOOT',
          progress: { done: 0, total: 1 },
          leading: [{ device: { name: 'A1' } }],
          waiting: [{ outlet: null }],
        },
        {
          action: 'OUTLET_OFF',
          progress: { done: 1, total: 1 },
          leading: [{ device: { name: 'P1' } }],
          waiting: [],
        },
      ],
    });
  });

  test('of one device has what it was told, and of none nothing', async () => {
    await give(staff(), {});
    await give(staff(), { action: 'REBOOT', targetIds: [machine.id] });
    const actions = async (id: string) =>
      (await list(staff(), id)).nodes.map(({ action }: { action: string }) => action);
    expect(await actions(machine.id)).toEqual(['REBOOT']);
    expect(await actions(pduId)).toEqual(['OUTLET_OFF']);
    expect(await actions(siteId)).toEqual([]);
    expect(await actions('nothing')).toEqual([]);
  });

  test('has for a customer what its own people gave', async () => {
    const customerId = await customer(database().owner, organizationId);
    const theirs = viewerContext(here, organizationId, 'CUSTOMER_OWNER', customerId);
    await give(staff(), { action: 'REBOOT', targetIds: [machine.id] });
    expect(await list(theirs)).toEqual({ totalCount: 0, nodes: [] });
  });
});

describe('a machine that was told to pause', () => {
  const pausedSince = async () =>
    (await rows(`select paused_since from miner where id = '${machine.id}'`))[0].paused_since;
  const told = async (action: string, state = 'DONE') => {
    const { commands } = await give(staff(), { action, targetIds: [machine.id] });
    await instruction();
    await report([ended(commands[0].id, state)]);
  };

  test('rests from then on, until it is told to work', async () => {
    await told('PAUSE', 'REFUSED');
    expect(await pausedSince()).toBeNull();
    await told('PAUSE');
    expect(await pausedSince()).toEqual(start);
    await told('LOCATE');
    await told('REBOOT', 'FAILED');
    expect(await pausedSince()).toEqual(start);
    await told('RESUME');
    expect(await pausedSince()).toBeNull();
  });

  test('is PAUSED, not OFFLINE, while it answers that it isn’t hashing', async () => {
    await database().owner.query('update miner set paused_since = $2 where id = $1', [machine.id, start]);
    clock.now = minutes(1);
    await recordReadings(await collectorContext(here, asked), {
      sequence: 1,
      sentAt: clock.now,
      miners: { minerId: [machine.id], takenAt: [clock.now], answered: [true], hashing: [false] },
    });
    const source = `{ miner(id: "${machine.id}") { status statusReason } }`;
    expect((await graphql({ schema, source, contextValue: staff() })).data?.miner).toEqual({
      status: 'PAUSED',
      statusReason: 'It rests because it was told to.',
    });
  });
});

describe('a dry run', () => {
  test('says the effect and whose machines it reaches, and writes nothing', async () => {
    await record({ powerW: 3320.4, on: true });
    const customerId = await customer(database().owner, organizationId, { name: 'Carla Cruz' });
    await activeContract(staff(), customerId, [machine.id]);
    const before = await rows('select count(*)::int as n from device_command');
    expect(await give(staff(), { targetIds: [outlet.id], dryRun: true })).toMatchObject({
      __typename: 'CommandBatch',
      dryRun: true,
      effectKw: -3.32,
      affected: [{ customer: { name: 'Carla Cruz' }, miners: 1 }],
      progress: { done: 0, total: 1 },
      commands: [{ state: 'QUEUED', device: { id: pduId, name: 'P1' }, outlet: { id: outlet.id } }],
    });
    expect(await rows('select count(*)::int as n from device_command')).toEqual(before);
    expect((await instruction()).commands).toEqual([]);
  });

  test('reckons with the nameplate where nothing was read', async () => {
    expect(await give(staff(), { action: 'PAUSE', targetIds: [machine.id], dryRun: true })).toMatchObject({
      effectKw: -3.5,
      affected: [{ customer: null, miners: 1 }],
    });
    expect(await give(staff(), { targetIds: [spare.id], dryRun: true })).toMatchObject({ effectKw: null });
  });

  /** What the collector says of the outlet now. */
  async function record({ powerW, on }: { powerW: number; on: boolean }): Promise<void> {
    await recordReadings(await collectorContext(here, asked), {
      sequence: 1,
      sentAt: clock.now,
      electrical: { sourceId: [outlet.id], takenAt: [clock.now], powerW: [powerW], on: [on] },
    });
  }
});

test.each([
  { name: 'off takes what is drawn', action: 'OUTLET_OFF', load: { powerW: 3000 }, effect: -3000 },
  { name: 'a reboot takes it for a while', action: 'REBOOT', load: { powerW: 3000 }, effect: -3000 },
  { name: 'off takes the nameplate where no watts are known', action: 'PAUSE', load: {}, effect: -3500 },
  { name: 'an outlet that draws nothing takes nothing', action: 'OUTLET_OFF', load: { powerW: 0 }, effect: 0 },
  { name: 'on brings the nameplate', action: 'OUTLET_ON', load: { powerW: 0, running: false }, effect: 3500 },
  { name: 'resume brings what is missing to it', action: 'RESUME', load: { powerW: 100 }, effect: 3400 },
  { name: 'on of what is on brings nothing', action: 'OUTLET_ON', load: { powerW: 2000, running: true }, effect: 0 },
  { name: 'a light draws nothing', action: 'LOCATE', load: { powerW: 3000 }, effect: 0 },
  { name: 'nothing known is not zero', action: 'OUTLET_OFF', load: { ratedW: null }, effect: null },
] as const)('$name', ({ action, load, effect }) => {
  expect(effectW(action, { powerW: null, ratedW: 3500, running: null, ...load })).toBe(effect);
});

test('one that is not known makes the sum unknown', () => {
  expect(totalW([-1, -2])).toBe(-3);
  expect(totalW([-1, null])).toBeNull();
});

describe('what is refused', () => {
  test.each([
    { name: 'no target', input: { targetIds: [] }, code: 'REQUIRED', path: ['input', 'targetIds'] },
    { name: 'no reason', input: { reason: ' ' }, code: 'REQUIRED', path: ['input', 'reason'] },
    {
      name: 'a stagger of days',
      input: { staggerSeconds: 86_400 },
      code: 'OUT_OF_RANGE',
      path: ['input', 'staggerSeconds'],
    },
  ])('$name', async ({ input, path }) => {
    expect(await give(staff(), input)).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT', path });
  });

  test('one named twice', async () => {
    expect(await give(staff(), { targetIds: [outlet.id, outlet.id] })).toMatchObject({
      __typename: 'InvalidInput',
      path: ['input', 'targetIds', '1'],
    });
  });

  test('an id of nothing, of another kind, or of another organization', async () => {
    const { owner } = database();
    const theirs = await organization(owner);
    const theirMiner = await miner(owner, theirs, { siteId: await site(owner, theirs) });
    for (const id of ['nonsense', machine.id, theirMiner.id])
      expect(await give(staff(), { targetIds: [outlet.id, id] })).toMatchObject({
        __typename: 'NotFound',
        path: ['input', 'targetIds', '1'],
      });
    expect(await give(staff(), { action: 'PAUSE', targetIds: [outlet.id] })).toMatchObject({ __typename: 'NotFound' });
  });

  test('what no collector reaches, and outlets that are known not to switch: all or nothing, by name', async () => {
    const { owner } = database();
    const alone = await miner(owner, organizationId, { siteId, name: 'B1' });
    expect(await give(staff(), { action: 'REBOOT', targetIds: [machine.id, alone.id] })).toMatchObject({
      code: 'NOT_SUPPORTED',
      issues: [{ path: ['input', 'targetIds', '1'], message: 'B1: no collector reaches it.' }],
    });
    await owner.query(`update pdu set profile = 'ups-mib' where id = $1`, [pduId]);
    expect(await give(staff(), {})).toMatchObject({
      code: 'NOT_SUPPORTED',
      issues: [{ message: 'P1 outlet 1: no way is known to do that on ups-mib.' }],
    });
    expect((await instruction()).commands).toEqual([]);
  });

  test('a collector that is not heard of', async () => {
    clock.now = minutes(10);
    expect(await give(staff(), {})).toMatchObject({ code: 'COLLECTOR_AWAY', issues: [{ code: 'COLLECTOR_AWAY' }] });
    await heardOf();
    expect(await give(staff(), {})).toMatchObject({ __typename: 'CommandBatch' });
  });

  test('people without the permission', async () => {
    for (const role of ['BILLING', 'READ_ONLY'] as const)
      expect(await give(staff(role), {})).toMatchObject({ __typename: 'Forbidden', code: 'FORBIDDEN' });
    expect(await give(staff('OPERATIONS'), {})).toMatchObject({ __typename: 'CommandBatch' });
  });
});

describe('a customer', () => {
  let customerId = '';
  let contractId = '';
  beforeEach(async () => {
    customerId = await customer(database().owner, organizationId);
    contractId = (await activeContract(staff(), customerId, [machine.id])).id;
  });
  const portal = () => viewerContext(here, organizationId, 'CUSTOMER_MEMBER', customerId);
  const grant = async (actions: string[], context = staff()) => {
    const source = `mutation { grantCommands(input: { contractId: "${contractId}", actions: [${actions.join(' ')}] }) {
      __typename ... on Refusal { code } ... on Contract { grantedActions } } }`;
    return (await graphql({ schema, source, contextValue: context })).data?.grantCommands;
  };

  test('gives only the commands that its contract grants, while it is active', async () => {
    expect(await give(portal(), {})).toMatchObject({ __typename: 'Forbidden', path: ['input', 'targetIds', '0'] });
    expect(await grant(['REBOOT', 'OUTLET_OFF', 'REBOOT'])).toMatchObject({ grantedActions: ['REBOOT', 'OUTLET_OFF'] });
    expect(await give(portal(), { action: 'OUTLET_ON' })).toMatchObject({ __typename: 'Forbidden' });
    const batch = await give(portal(), {});
    expect(batch).toMatchObject({ __typename: 'CommandBatch', commands: [{ outlet: { id: outlet.id } }] });
    expect((await instruction()).commands).toHaveLength(1);
    await database().owner.query(`update contract set status = 'SUSPENDED' where id = $1`, [contractId]);
    expect(await give(portal(), {})).toMatchObject({ __typename: 'Forbidden' });
  });

  test('loses them with the grant, and can not grant them to itself', async () => {
    expect(await grant(['REBOOT'], portal())).toMatchObject({ code: 'FORBIDDEN' });
    await grant(['REBOOT']);
    await grant([]);
    expect(await give(portal(), { action: 'REBOOT', targetIds: [machine.id] })).toMatchObject({
      __typename: 'Forbidden',
    });
  });

  test('switches no outlet on which a machine of somebody else hangs, nor an empty one', async () => {
    const { owner } = database();
    await grant(['OUTLET_OFF']);
    const neighbours = await miner(owner, organizationId, { siteId, collectorId: asked.id });
    await feed(owner, organizationId, { outletId: outlet.id, minerId: neighbours.id });
    expect(await give(portal(), { dryRun: true })).toMatchObject({ __typename: 'Forbidden' });
    expect(await give(portal(), { targetIds: [spare.id] })).toMatchObject({ __typename: 'NotFound' });
  });

  test('sees the commands of its own people alone', async () => {
    await grant(['OUTLET_OFF']);
    const [mine, staffs] = [await give(portal(), {}), await give(staff(), {})];
    expect(await batchSeen(portal(), mine.id)).toMatchObject({ id: mine.id });
    expect(await batchSeen(portal(), staffs.id)).toBeNull();
    const neighbour = await customer(database().owner, organizationId);
    expect(await batchSeen(viewerContext(here, organizationId, 'CUSTOMER_OWNER', neighbour), mine.id)).toBeNull();
    const source = `{ node(id: "${staffs.commands[0].id}") { id } }`;
    expect((await graphql({ schema, source, contextValue: portal() })).data?.node).toBeNull();
  });
});

test('the signing key is nobody’s to read but staff’s and jobs’, and sealed even to them', async () => {
  await give(staff(), {});
  const sealed = async (context: ViewerContext) =>
    ((await context.em.execute('select command_signing_key() as key')) as { key: Buffer | null }[])[0]?.key;
  expect(await sealed(await collectorContext(here, asked))).toBeNull();
  expect(await sealed(viewerContext(here, organizationId, 'CUSTOMER_OWNER', organizationId))).toBeNull();
  expect((await sealed(staff()))?.includes('PRIVATE KEY')).toBe(false);
});
