import { describe, expect, test } from 'vitest';
import { activeContract, meteredMiners } from '../../../test/builders/contracts.ts';
import { collector, feed, miner, pdu, rack, site } from '../../../test/builders/fleet.ts';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { customer, installation, viewerContext } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

const fields = `... on MinersImported { dryRun created updated unchanged rejected
  rows { row outcome issues { code path } miner { id name serial mac address slot { label } owner { id } feeds { outlet { number } from to } } } }`;
const s21 = {
  make: 'Antminer',
  name: 'S21',
  ratedHashrateThs: '200',
  ratedPowerW: '3500',
  ratedEfficiencyJPerTh: '17.5',
};

/** A site with a rack R1 (2 x 3), a PDU P1 (4 outlets), a model and a collector within 10.0.0.0/8. */
async function scene() {
  const { owner } = database();
  const { client, organizationId } = await operator(database(), server().client());
  const siteId = await site(owner, organizationId);
  const reader = await collector(owner, organizationId, { siteId });
  await owner.query("update collector_state set allowed_networks = '{10.0.0.0/8}' where id = $1", [reader.id]);
  await mutate(client, 'createMinerModel', s21, '... on MinerModel { id }');
  const { slotIds } = await rack(owner, organizationId, siteId, { name: 'R1' });
  const { outlets } = await pdu(owner, organizationId, { siteId, name: 'P1', outlets: 4 });
  const bring = (rows: object[], parts: object = {}) =>
    mutate(client, 'importMiners', { siteId, rows, ...parts }, fields);
  const count = async () =>
    Number(
      (await owner.query('select count(*) from miner where organization_id = $1', [organizationId])).rows[0].count,
    );
  return { owner, client, organizationId, siteId, slotIds, outlets, bring, count };
}

const row = (name: string, parts: object = {}) => ({ name, model: 'antminer s21', ...parts });
const mac = (last: number) => `c4-08-28-00-00-0${last}`;

describe('a file of machines', () => {
  test('makes them in their slots, on their outlets, with their owners', async () => {
    const { owner, organizationId, bring } = await scene();
    const ownerId = await customer(owner, organizationId, { contactEmail: 'Ada@example.com' });
    const answer = await bring(
      [
        row('a', { mac: mac(1), serial: 'S1', address: '10.0.0.1', rack: 'r1', slot: '1-2', pdu: 'p1', outlet: 3 }),
        row('b', { ownerEmail: 'ada@example.com', ratedPowerW: '3400' }),
      ],
      { mappedFrom: '2026-06-01T00:00:00Z' },
    );
    expect(answer).toMatchObject({ dryRun: false, created: 2, updated: 0, unchanged: 0, rejected: 0 });
    expect(answer.rows).toMatchObject([
      {
        row: 0,
        outcome: 'CREATED',
        miner: {
          name: 'a',
          serial: 'S1',
          mac: 'C4:08:28:00:00:01',
          address: 'cgminer://10.0.0.1:4028',
          slot: { label: '1-2' },
          feeds: [{ outlet: { number: 3 }, from: '2026-06-01T00:00:00Z', to: null }],
        },
      },
      { row: 1, outcome: 'CREATED', miner: { name: 'b', slot: null, owner: { id: ownerId }, feeds: [] } },
    ]);
  });

  test('brought a second time changes nothing', async () => {
    const { bring, count } = await scene();
    const rows = [
      row('a', { mac: mac(1), rack: 'R1', slot: '1-1', pdu: 'P1', outlet: 1, ratedPowerW: '3400' }),
      row('b'),
    ];
    await bring(rows);
    expect(await bring(rows)).toMatchObject({ unchanged: 2, created: 0, updated: 0 });
    expect(await count()).toBe(2);
  });

  test('knows a machine by MAC, else serial, else name, and leaves what a cell leaves empty', async () => {
    const { bring } = await scene();
    const first = await bring([
      row('a', { mac: mac(1), serial: 'S1', address: '10.0.0.1' }),
      row('b', { serial: 'S2' }),
      row('c'),
    ]);
    const again = await bring([
      row('renamed by MAC', { mac: mac(1), serial: 'S9' }),
      row('renamed by serial', { serial: 'S2', mac: ' ' }),
      row('c', { serial: 'S3' }),
    ]);
    expect(again).toMatchObject({ created: 0, updated: 3 });
    const ids = (answer: typeof first) => answer.rows.map((one: { miner: { id: string } }) => one.miner.id);
    expect(ids(again)).toEqual(ids(first));
    expect(again.rows[0].miner).toMatchObject({ serial: 'S9', address: 'cgminer://10.0.0.1:4028' });
  });

  test('may let machines trade slots, names and outlets', async () => {
    const { bring } = await scene();
    await bring(
      [
        row('a', { mac: mac(1), rack: 'R1', slot: '1-1', pdu: 'P1', outlet: 1 }),
        row('b', { mac: mac(2), rack: 'R1', slot: '1-2', pdu: 'P1', outlet: 2 }),
      ],
      { mappedFrom: '2026-06-01T00:00:00Z' },
    );
    const traded = await bring([
      row('b', { mac: mac(1), rack: 'R1', slot: '1-2', pdu: 'P1', outlet: 2 }),
      row('a', { mac: mac(2), rack: 'R1', slot: '1-1', pdu: 'P1', outlet: 1 }),
    ]);
    expect(traded).toMatchObject({ updated: 2 });
    expect(traded.rows[0].miner).toMatchObject({
      name: 'b',
      slot: { label: '1-2' },
      feeds: [
        { outlet: { number: 1 }, from: '2026-06-01T00:00:00Z', to: '2026-07-01T12:00:00Z' },
        { outlet: { number: 2 }, from: '2026-07-01T12:00:00Z', to: null },
      ],
    });
  });

  test('run dry tells what it would do and does nothing', async () => {
    const { bring, count } = await scene();
    await bring([row('a')]);
    const answer = await bring([row('a', { serial: 'S1' }), row('b')], { dryRun: true });
    expect(answer).toMatchObject({ dryRun: true, created: 1, updated: 1 });
    expect(answer.rows.map(({ miner: machine }: { miner: object | null }) => machine === null)).toEqual([false, true]);
    expect(await count()).toBe(1);
  });

  test('is done once with one key, whatever changed since', async () => {
    const { bring, count } = await scene();
    const once = { idempotencyKey: 'k' };
    const first = await bring([row('a')], once);
    await bring([row('a', { serial: 'S1' })]);
    expect(await bring([row('a')], once)).toMatchObject({
      created: 1,
      rows: [{ miner: { id: first.rows[0].miner.id } }],
    });
    expect(await bring([row('b')], once)).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    expect(await count()).toBe(1);
  });

  test('of 5,000 machines is one quick transaction; 5,001 are too many', async () => {
    const { bring, count } = await scene();
    const rows = Array.from({ length: 5_001 }, (_, index) => row(`m${index}`, { serial: `S${index}` }));
    expect(await bring(rows)).toMatchObject({ issues: [{ code: 'TOO_MANY', path: ['input', 'rows'] }] });
    const { client, siteId } = await scene();
    const lean = '... on MinersImported { created }';
    expect(await mutate(client, 'importMiners', { siteId, rows: rows.slice(1) }, lean)).toMatchObject({
      created: 5_000,
    });
    expect(await count()).toBe(0);
  }, 30_000);
});

describe('a bad row', () => {
  /** A machine `taken` in slot 2-1 at 10.0.0.9 that the file doesn't name. */
  async function crowded() {
    const set = await scene();
    const { owner, organizationId, siteId, slotIds, bring } = set;
    await bring([
      row('taken', { serial: 'T', mac: mac(9), address: '10.0.0.9', rack: 'R1', slot: '2-1' }),
      row('other', { mac: mac(8) }),
    ]);
    for (const name of ['Twin 1', 'Twin 2'])
      await customer(owner, organizationId, { name, contactEmail: 'twins@example.com' });
    const [leased] = await meteredMiners(owner, organizationId, 1, { siteId });
    const context = viewerContext(installation(database()), organizationId);
    await activeContract(context, await customer(owner, organizationId), [leased?.id as string]);
    await customer(owner, organizationId, { contactEmail: 'other@example.com' });
    return { ...set, slotIds, leased: leased?.name as string };
  }

  const good = { mac: mac(1), serial: 'S1', address: '10.0.0.1', rack: 'R1', slot: '1-1', pdu: 'P1', outlet: 1 };
  const kinds: { name: string; bad: object; code: string; field: string }[] = [
    { name: 'no name', bad: { name: ' ' }, code: 'REQUIRED', field: 'name' },
    { name: 'a name of two lines', bad: { name: 'x\ny' }, code: 'UNSAFE_TEXT', field: 'name' },
    { name: 'a name of 201 characters', bad: { name: 'x'.repeat(201) }, code: 'TOO_LONG', field: 'name' },
    {
      name: 'a name that another machine keeps',
      bad: { name: 'taken', mac: mac(8) },
      code: 'NAME_TAKEN',
      field: 'name',
    },
    { name: 'the name of an earlier row', bad: { name: 'first' }, code: 'DUPLICATE', field: 'name' },
    { name: 'no model', bad: { model: '' }, code: 'REQUIRED', field: 'model' },
    { name: 'an unknown model', bad: { model: 'Antminer S99' }, code: 'NOT_FOUND', field: 'model' },
    { name: 'a serial of 101 characters', bad: { serial: 'x'.repeat(101) }, code: 'TOO_LONG', field: 'serial' },
    { name: 'the serial of an earlier row', bad: { serial: 'S1' }, code: 'DUPLICATE', field: 'serial' },
    { name: 'what is no MAC', bad: { mac: 'c4:08' }, code: 'OUT_OF_RANGE', field: 'mac' },
    { name: 'the MAC of an earlier row', bad: { mac: good.mac }, code: 'DUPLICATE', field: 'mac' },
    { name: 'a host name for an address', bad: { address: 'm7.local' }, code: 'NOT_A_URL', field: 'address' },
    {
      name: "an address outside the collector's networks",
      bad: { address: '192.168.0.1' },
      code: 'ADDRESS_NOT_ALLOWED',
      field: 'address',
    },
    {
      name: 'an address that another machine has',
      bad: { address: '10.0.0.9' },
      code: 'ADDRESS_TAKEN',
      field: 'address',
    },
    { name: 'the address of an earlier row', bad: { address: '10.0.0.1:4028' }, code: 'DUPLICATE', field: 'address' },
    { name: 'a slot without its rack', bad: { slot: '1-2' }, code: 'REQUIRED', field: 'rack' },
    { name: 'a rack without a slot', bad: { rack: 'R1' }, code: 'REQUIRED', field: 'slot' },
    { name: 'an unknown rack', bad: { rack: 'R9', slot: '1-1' }, code: 'NOT_FOUND', field: 'rack' },
    { name: 'an unknown slot', bad: { rack: 'R1', slot: '9-9' }, code: 'NOT_FOUND', field: 'slot' },
    { name: 'a slot that another machine has', bad: { rack: 'R1', slot: '2-1' }, code: 'SLOT_TAKEN', field: 'slot' },
    { name: 'the slot of an earlier row', bad: { rack: 'R1', slot: '1-1' }, code: 'DUPLICATE', field: 'slot' },
    { name: 'an outlet without its PDU', bad: { outlet: 2 }, code: 'REQUIRED', field: 'pdu' },
    { name: 'an unknown PDU', bad: { pdu: 'P9', outlet: 1 }, code: 'NOT_FOUND', field: 'pdu' },
    { name: 'an unknown outlet', bad: { pdu: 'P1', outlet: 9 }, code: 'NOT_FOUND', field: 'outlet' },
    { name: 'the outlet of an earlier row', bad: { pdu: 'P1', outlet: 1 }, code: 'DUPLICATE', field: 'outlet' },
    { name: 'what is no email address', bad: { ownerEmail: 'ada' }, code: 'NOT_AN_EMAIL', field: 'ownerEmail' },
    { name: 'an owner nobody knows', bad: { ownerEmail: 'no@example.com' }, code: 'NOT_FOUND', field: 'ownerEmail' },
    {
      name: 'an owner of whom there are two',
      bad: { ownerEmail: 'twins@example.com' },
      code: 'EXACTLY_ONE',
      field: 'ownerEmail',
    },
    { name: 'power below zero', bad: { ratedPowerW: '-1' }, code: 'NEGATIVE', field: 'ratedPowerW' },
    {
      name: 'a hashrate of 7 decimals',
      bad: { ratedHashrateThs: '1.0000001' },
      code: 'TOO_PRECISE',
      field: 'ratedHashrateThs',
    },
  ];

  test('of each of 30 kinds is named with its position, and nothing is written', async () => {
    const { bring, count } = await crowded();
    const before = await count();
    for (const { name, bad, code, field } of kinds) {
      const answer = await bring([row('first', good), row('second', bad)]);
      expect({ name, ...answer }).toEqual({
        name,
        __typename: 'InvalidInput',
        code: 'INVALID_INPUT',
        path: ['input', 'rows', '1', field],
        issues: [{ code, path: ['input', 'rows', '1', field] }],
      });
    }
    expect(await count()).toBe(before);
  }, 30_000);

  test('that would take a machine from whom a contract needs as its owner is one, too', async () => {
    const { bring, leased } = await crowded();
    expect(await bring([row(leased, { ownerEmail: 'other@example.com' })])).toMatchObject({
      issues: [{ code: 'OWNER_BOUND', path: ['input', 'rows', '0', 'ownerEmail'] }],
    });
  });

  test('may be skipped: the good ones are done, and what it keeps stays kept', async () => {
    const { bring } = await crowded();
    const answer = await bring(
      [
        row('taken', { mac: mac(9), rack: 'R1', slot: '9-9' }),
        row('next', { rack: 'R1', slot: '2-1' }),
        row('fine', { rack: 'R1', slot: '2-2' }),
      ],
      { skipBadRows: true },
    );
    expect(answer).toMatchObject({
      created: 1,
      rejected: 2,
      rows: [
        { outcome: 'REJECTED', miner: null, issues: [{ code: 'NOT_FOUND' }] },
        { outcome: 'REJECTED', miner: null, issues: [{ code: 'SLOT_TAKEN', path: ['input', 'rows', '1', 'slot'] }] },
        { outcome: 'CREATED', issues: [] },
      ],
    });
  });
});

test("another organization's machine of the same serial is another machine, and its racks and customers are nobody's", async () => {
  const [mine, theirs] = [await scene(), await scene()];
  const foreign = await miner(mine.owner, theirs.organizationId, { siteId: theirs.siteId, serial: 'S1' });
  await customer(mine.owner, theirs.organizationId, { contactEmail: 'theirs@example.com' });
  await rack(mine.owner, theirs.organizationId, theirs.siteId, { name: 'R7' });
  const made = await mine.bring([row('a', { serial: 'S1' })]);
  expect(made.rows[0].miner.id).not.toBe(foreign.id);
  const refused = await mine.bring([row('b', { ownerEmail: 'theirs@example.com', rack: 'R7', slot: '1-1' })]);
  expect(refused.issues.map(({ code }: { code: string }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  const elsewhere = await mutate(mine.client, 'importMiners', { siteId: theirs.siteId, rows: [row('a')] }, fields);
  expect(elsewhere).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'siteId'] });
});

test('a machine that comes from another site brings its history and leaves its outlet there', async () => {
  const { owner, organizationId, bring } = await scene();
  const elsewhere = await site(owner, organizationId);
  const { outlets } = await pdu(owner, organizationId, { siteId: elsewhere });
  const moved = await miner(owner, organizationId, { siteId: elsewhere, serial: 'MOVED' });
  await feed(owner, organizationId, { outletId: outlets[0]?.id as string, minerId: moved.id });
  const answer = await bring([row('here now', { serial: 'MOVED', pdu: 'P1', outlet: 1 })]);
  expect(answer.rows[0]).toMatchObject({
    outcome: 'UPDATED',
    miner: { id: moved.id, feeds: [{ to: '2026-07-01T12:00:00Z' }, { outlet: { number: 1 }, to: null }] },
  });
});
