import { describe, expect, test } from 'vitest';
import { collector, feed, meter, miner, pdu, rack, site } from '../../../test/builders/fleet.ts';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { installation } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId } from '../../ids.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

async function scene() {
  const { owner } = database();
  const { client, organizationId } = await operator(database(), server().client());
  return { owner, client, organizationId, siteId: await site(owner, organizationId) };
}

describe('a PDU by hand', () => {
  const fields = `... on Pdu { id name address profile profileEvidence profileConfirmedAt rack { id } collector { id }
    outlets { number register { id } } }`;
  const input = (siteId: string, parts: object = {}) => ({ siteId, name: 'P1', address: '10.0.0.5', ...parts });

  test('has its outlets with registers at once, read by the only collector', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const reader = await collector(owner, organizationId, { siteId });
    const { id: rackId } = await rack(owner, organizationId, siteId);
    const parts = { rackId, profile: 'raritan-pdu2', outlets: 3 };
    const made = await mutate(client, 'createPdu', input(siteId, parts), fields);
    expect(made).toMatchObject({
      address: 'snmp://10.0.0.5:161',
      profile: 'raritan-pdu2',
      profileEvidence: 'RECORDED',
      rack: { id: rackId },
      collector: { id: reader.id },
    });
    expect(made.outlets).toEqual([1, 2, 3].map((number) => ({ number, register: { id: expect.any(String) } })));
  });

  test('whose profile counts no energy has outlets without registers; an unknown one is given the benefit of the doubt', async () => {
    const { client, siteId } = await scene();
    const registers = async (parts: object) =>
      (await mutate(client, 'createPdu', input(siteId, { outlets: 1, ...parts }), fields)).outlets[0].register;
    expect(await registers({ profile: 'gude-epc' })).toBeNull();
    expect(await registers({ name: 'P2', address: '10.0.0.6' })).not.toBeNull();
  });

  test("keeps its secrets sealed, for its collector's eyes alone", async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const reader = await collector(owner, organizationId, { siteId });
    const credentials = { user: 'ops', auth: 'sha256', authKey: 'very-secret' };
    const { id } = await mutate(client, 'createPdu', input(siteId, { credentials }), fields);
    const { rows } = await owner.query('select sealed from device_credential where pdu_id = $1', [id]);
    expect(JSON.parse(installation(database()).vault.open(rows[0].sealed))).toEqual(credentials);
    const audit = await owner.query("select after::text from audit_log where table_name = 'device_credential'");
    expect(JSON.stringify(audit.rows)).not.toContain('sealed');
    const { data } = await server().client(reader.token).graphql('{ collectorPlan { devices { sealedCredentials } } }');
    expect(data.collectorPlan.devices).toEqual([{ sealedCredentials: expect.any(String) }]);
  });

  test.each([
    { name: 'a host name', parts: { address: 'pdu1.local' }, code: 'NOT_A_URL', path: ['address'] },
    { name: 'a profile nobody has', parts: { profile: 'acme' }, code: 'OUT_OF_RANGE', path: ['profile'] },
    { name: "a meter's profile", parts: { profile: 'abb-b23' }, code: 'NOT_FOR_TYPE', path: ['profile'] },
    { name: 'no outlets', parts: { outlets: 0 }, code: 'OUT_OF_RANGE', path: ['outlets'] },
    {
      name: 'weak authentication',
      parts: { credentials: { auth: 'md5' } },
      code: 'OUT_OF_RANGE',
      path: ['credentials', 'auth'],
    },
    {
      name: 'a secret of two lines',
      parts: { credentials: { community: 'a\nb' } },
      code: 'UNSAFE_TEXT',
      path: ['credentials', 'community'],
    },
    { name: 'no name', parts: { name: '' }, code: 'REQUIRED', path: ['name'] },
  ])('with $name is refused at its field', async ({ parts, code, path }) => {
    const { client, siteId } = await scene();
    expect(await mutate(client, 'createPdu', input(siteId, parts), fields)).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ code, path: ['input', ...path] }],
    });
  });

  test("is refused outside its collector's networks, at an address that is taken, and without saying which collector", async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const first = await collector(owner, organizationId, { siteId });
    await owner.query("update collector_state set allowed_networks = '{10.0.0.0/24}' where id = $1", [first.id]);
    const make = (parts: object) => mutate(client, 'createPdu', input(siteId, parts), fields);
    expect(await make({ address: '10.0.1.5' })).toMatchObject({
      issues: [{ code: 'ADDRESS_NOT_ALLOWED', path: ['input', 'address'] }],
    });
    await make({});
    expect(await make({ name: 'P2', address: 'snmp://10.0.0.5:161' })).toMatchObject({ code: 'ADDRESS_TAKEN' });
    expect(await make({ address: '10.0.0.6' })).toMatchObject({ code: 'NAME_TAKEN' });
    await collector(owner, organizationId, { siteId });
    expect(await make({ name: 'P3', address: '10.0.0.7' })).toMatchObject({
      issues: [{ code: 'REQUIRED', path: ['input', 'collectorId'] }],
    });
    expect(await make({ name: 'P3', address: '10.0.0.7', collectorId: first.id })).toMatchObject({ name: 'P3' });
  });

  test('is made once with one key, and names nothing of somebody else', async () => {
    const { owner, client, siteId } = await scene();
    const make = (parts: object) => mutate(client, 'createPdu', input(siteId, parts), fields);
    const once = { idempotencyKey: 'k', outlets: 2 };
    expect((await make(once)).id).toBe((await make(once)).id);
    const theirs = await scene();
    const foreignRack = await rack(owner, theirs.organizationId, theirs.siteId);
    const foreignCollector = await collector(owner, theirs.organizationId, { siteId: theirs.siteId });
    for (const [parts, field] of [
      [{ rackId: foreignRack.id }, 'rackId'],
      [{ collectorId: foreignCollector.id }, 'collectorId'],
      [{ siteId: theirs.siteId }, 'siteId'],
    ] as const)
      expect(await make({ name: 'P9', address: '10.0.0.9', ...parts })).toMatchObject({
        code: 'NOT_FOUND',
        path: ['input', field],
      });
  });
});

describe('a meter by hand', () => {
  const fields = '... on Meter { id name address main profile profileEvidence register { id name } }';

  test('has its register', async () => {
    const { client, siteId } = await scene();
    const input = { siteId, name: 'Main', address: 'modbus://10.0.0.9', profile: 'eastron-sdm630', main: true };
    expect(await mutate(client, 'createMeter', input, fields)).toMatchObject({
      address: 'modbus://10.0.0.9:502?unit=1',
      main: true,
      profileEvidence: 'DOCUMENTED',
      register: { name: 'Main' },
    });
    const behind = { ...input, name: 'Feed', address: '10.0.0.9?unit=2' };
    expect(await mutate(client, 'createMeter', behind, fields)).toMatchObject({ name: 'Feed' });
  });

  test("can't be read without its profile", async () => {
    const { client, siteId } = await scene();
    const input = { siteId, name: 'Main', address: '10.0.0.9', profile: '' };
    expect(await mutate(client, 'createMeter', input, fields)).toMatchObject({
      issues: [{ code: 'REQUIRED', path: ['input', 'profile'] }],
    });
  });
});

describe('a profile that nothing backs', () => {
  const fields = '... on Meter { profileConfirmedAt } ... on Pdu { profileConfirmedAt }';

  test('is confirmed by a person with a reason, which stands in the audit log', async () => {
    const { owner, client, siteId } = await scene();
    const input = { siteId, name: 'Main', address: '10.0.0.9', profile: 'siemens-pac3200' };
    const { id, profileEvidence } = await mutate(client, 'createMeter', input, '... on Meter { id profileEvidence }');
    expect(profileEvidence).toBe('UNVERIFIED');
    const confirm = (note: string) => mutate(client, 'confirmProfile', { deviceId: id, note }, fields);
    expect(await confirm(' ')).toMatchObject({ issues: [{ code: 'REQUIRED', path: ['input', 'note'] }] });
    expect(await confirm('Compared with the display for a day.')).toEqual({
      __typename: 'Meter',
      profileConfirmedAt: '2026-07-01T12:00:00Z',
    });
    const { rows } = await owner.query(
      "select after ->> 'profile_confirmed_note' as note from audit_log where row_id = $1 and action = 'UPDATE'",
      [id],
    );
    expect(rows).toEqual([{ note: 'Compared with the display for a day.' }]);
  });

  test('has to be known first, and the device has to be ours', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const { id } = await pdu(owner, organizationId, { siteId });
    await owner.query('update pdu set profile = null where id = $1', [id]);
    const confirm = (deviceId: string) => mutate(client, 'confirmProfile', { deviceId, note: 'x' }, fields);
    expect(await confirm(id)).toMatchObject({ code: 'WRONG_STATE', path: ['input', 'deviceId'] });
    const theirs = await scene();
    const foreign = await meter(owner, theirs.organizationId, { siteId: theirs.siteId });
    const machine = await miner(owner, organizationId, { siteId });
    for (const deviceId of [foreign.id, machine.id, newId()])
      expect(await confirm(deviceId)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'deviceId'] });
  });
});

describe('mapping outlets', () => {
  const fields = '... on OutletsMapped { feeds { from to weight outlet { id } meter { id } miner { id } } }';
  const july = '2026-07-01T00:00:00Z';

  async function mapped() {
    const set = await scene();
    const { outlets } = await pdu(set.owner, set.organizationId, { siteId: set.siteId, outlets: 2 });
    const machines = [
      await miner(set.owner, set.organizationId, { siteId: set.siteId }),
      await miner(set.owner, set.organizationId, { siteId: set.siteId }),
    ];
    const [first, second] = outlets.map(({ id }) => id) as [string, string];
    const [a, b] = machines.map(({ id }) => id) as [string, string];
    const map = (feeds: object[], parts: object = {}) =>
      mutate(set.client, 'mapOutlets', { feeds, from: july, ...parts }, fields);
    const feeds = async (outletId: string) =>
      (
        await set.owner.query(
          `select miner_id as miner, lower(during) as from, upper(during) as to, weight::float8 from feed where outlet_id = $1 order by 2, 1`,
          [outletId],
        )
      ).rows;
    return { ...set, first, second, a, b, map, feeds };
  }

  test('ends what was there at that instant and keeps the earlier', async () => {
    const { owner, organizationId, first, a, b, map, feeds } = await mapped();
    await feed(owner, organizationId, { outletId: first, minerId: a, from: '2026-01-01T00:00:00Z' });
    expect(await map([{ outletId: first, minerId: b }])).toMatchObject({
      feeds: [{ from: july, to: null, weight: '1', outlet: { id: first }, meter: null, miner: { id: b } }],
    });
    expect(await feeds(first)).toEqual([
      { miner: a, from: new Date('2026-01-01T00:00:00Z'), to: new Date(july), weight: 1 },
      { miner: b, from: new Date(july), to: null, weight: 1 },
    ]);
  });

  test('replaces what was said of a later time', async () => {
    const { owner, organizationId, first, a, b, map, feeds } = await mapped();
    await feed(owner, organizationId, { outletId: first, minerId: a, from: '2026-08-01T00:00:00Z' });
    await map([{ outletId: first, minerId: b }]);
    expect(await feeds(first)).toEqual([{ miner: b, from: new Date(july), to: null, weight: 1 }]);
  });

  test('frees an outlet that is listed without a unit, and shares one that is listed with several', async () => {
    const { owner, organizationId, first, second, a, b, map, feeds } = await mapped();
    await feed(owner, organizationId, { outletId: first, minerId: a });
    await map([
      { outletId: first },
      { outletId: second, minerId: a, weight: '0.25' },
      { outletId: second, minerId: b, weight: '0.75' },
    ]);
    expect(await feeds(first)).toMatchObject([{ miner: a, to: new Date(july) }]);
    const shares = (await feeds(second)).map(({ miner: unit, weight }) => `${unit}: ${weight}`);
    expect(shares.sort()).toEqual([`${a}: 0.25`, `${b}: 0.75`].sort());
  });

  test('a meter may feed a site', async () => {
    const { owner, organizationId, siteId, map } = await mapped();
    const main = await meter(owner, organizationId, { siteId, main: true });
    expect(await map([{ meterId: main.id, siteId }])).toMatchObject({
      feeds: [{ meter: { id: main.id }, miner: null }],
    });
  });

  test('says every fault of every row', async () => {
    const { first, second, a, b, siteId, map } = await mapped();
    const answer = await map([
      { outletId: first, meterId: second },
      { minerId: a },
      { outletId: first, minerId: a, siteId },
      { outletId: second, minerId: a, weight: '0' },
      { outletId: second, minerId: a },
      { outletId: second },
      { outletId: first, minerId: b, weight: '0.0000001' },
    ]);
    expect(answer.issues).toEqual([
      { code: 'EXACTLY_ONE', path: ['input', 'feeds', '0'] },
      { code: 'EXACTLY_ONE', path: ['input', 'feeds', '1'] },
      { code: 'EXACTLY_ONE', path: ['input', 'feeds', '2'] },
      { code: 'DUPLICATE', path: ['input', 'feeds', '2'] },
      { code: 'OUT_OF_RANGE', path: ['input', 'feeds', '3', 'weight'] },
      { code: 'DUPLICATE', path: ['input', 'feeds', '4'] },
      { code: 'DUPLICATE', path: ['input', 'feeds', '5'] },
      { code: 'TOO_PRECISE', path: ['input', 'feeds', '6', 'weight'] },
      { code: 'DUPLICATE', path: ['input', 'feeds', '6'] },
    ]);
  });

  test("reaches no other organization's outlet, machine, meter or site, and writes nothing then", async () => {
    const { owner, first, a, map, feeds } = await mapped();
    const theirs = await mapped();
    const foreignMeter = await meter(owner, theirs.organizationId, { siteId: theirs.siteId });
    for (const [row, field] of [
      [{ outletId: theirs.first, minerId: a }, 'outletId'],
      [{ outletId: first, minerId: theirs.a }, 'minerId'],
      [{ meterId: foreignMeter.id, minerId: a }, 'meterId'],
      [{ outletId: first, siteId: theirs.siteId }, 'siteId'],
      [{ outletId: first, minerId: 'nonsense' }, 'minerId'],
    ] as const)
      expect(await map([row])).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'feeds', '0', field] });
    expect(await feeds(first)).toEqual([]);
  });

  test('asked for twice with one key is done once', async () => {
    const { first, a, b, map, feeds } = await mapped();
    const same = { idempotencyKey: 'k' };
    const answer = await map([{ outletId: first, minerId: a }], same);
    await map([{ outletId: first, minerId: b }], { from: '2026-08-01T00:00:00Z' });
    expect((await map([{ outletId: first, minerId: a }], same)).feeds).toHaveLength(answer.feeds.length);
    expect((await feeds(first)).map(({ miner: unit }) => unit)).toEqual([a, b]);
    expect(await map([{ outletId: first, minerId: b }], same)).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });
});
