import { describe, expect, test } from 'vitest';
import { collector, feed, miner, pdu, rack, site } from '../../../test/builders/fleet.ts';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

async function scene() {
  const { owner } = database();
  const { client, organizationId } = await operator(database(), server().client());
  const siteId = await site(owner, organizationId);
  return { owner, client, organizationId, siteId };
}

const fields =
  '... on Rack { id name group rows columns capacityKw site { id } slots { row column label miner { id } } }';
const labels = ({ slots }: { slots: { label: string }[] }) => slots.map(({ label }) => label);

describe('the slots of a rack', () => {
  test.each([
    { rule: undefined, answer: ['1-1', '1-2', '2-1', '2-2'] },
    { rule: '{letter}{cc}', answer: ['A01', 'A02', 'B01', 'B02'] },
    { rule: 'S{nnn}', answer: ['S001', 'S002', 'S003', 'S004'] },
    { rule: '{rr}/{column}', answer: ['01/1', '01/2', '02/1', '02/2'] },
  ])('are named by $rule', async ({ rule, answer }) => {
    const { client, siteId } = await scene();
    const input = { siteId, name: 'R1', rows: 2, columns: 2, slotNames: rule };
    expect(labels(await mutate(client, 'createRack', input, fields))).toEqual(answer);
  });

  test.each([
    { rule: 'S{row}', code: 'DUPLICATE' },
    { rule: `${'x'.repeat(40)}{n}`, code: 'TOO_LONG' },
  ])('are not named by $rule', async ({ rule, code }) => {
    const { client, siteId } = await scene();
    const input = { siteId, name: 'R1', rows: 2, columns: 2, slotNames: rule };
    expect(await mutate(client, 'createRack', input, fields)).toMatchObject({
      issues: [{ code, path: ['input', 'slotNames'] }],
    });
  });

  test('are renamed one by one, each with a label of its own in the rack', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const { slotIds } = await rack(owner, organizationId, siteId);
    const rename = (label: string) =>
      mutate(client, 'updateSlot', { slotId: slotIds[0], label }, '... on Slot { id label }');
    expect(await rename('Window')).toEqual({ __typename: 'Slot', id: slotIds[0], label: 'Window' });
    expect(await rename('1-2')).toMatchObject({ code: 'NAME_TAKEN', path: ['input', 'label'] });
    expect(await rename(' ')).toMatchObject({ issues: [{ code: 'REQUIRED', path: ['input', 'label'] }] });
  });
});

describe('a change of a rack', () => {
  test('renames it, says what it can feed, and names its slots anew', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const { id } = await rack(owner, organizationId, siteId, { rows: 1, columns: 2 });
    const input = { rackId: id, name: 'North 1', group: 'Hall A', capacityKw: '120.5', slotNames: '{n}' };
    const changed = await mutate(client, 'updateRack', input, fields);
    expect(changed).toMatchObject({ name: 'North 1', group: 'Hall A', capacityKw: '120.5' });
    expect(labels(changed)).toEqual(['1', '2']);
    expect(await mutate(client, 'updateRack', { rackId: id, group: null, capacityKw: null }, fields)).toMatchObject({
      name: 'North 1',
      group: null,
      capacityKw: null,
    });
  });

  test('adds slots and takes free ones away, never one in which a machine stands', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const { id, slotIds } = await rack(owner, organizationId, siteId, { rows: 1, columns: 2 });
    await miner(owner, organizationId, { siteId, slotId: slotIds[1] as string });
    const resize = (rows: number, columns: number) =>
      mutate(client, 'updateRack', { rackId: id, rows, columns }, fields);
    expect(labels(await resize(2, 2))).toEqual(['1-1', '1-2', '2-1', '2-2']);
    expect(await resize(1, 1)).toMatchObject({ code: 'IN_USE', path: ['input', 'rows'] });
    expect(labels(await resize(1, 2))).toEqual(['1-1', '1-2']);
  });

  test('to another site takes its machines and PDUs along, off the outlets that stay behind', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const there = await site(owner, organizationId);
    const reader = await collector(owner, organizationId, { siteId: there });
    const { id, slotIds } = await rack(owner, organizationId, siteId);
    const inside = await pdu(owner, organizationId, { siteId, rackId: id });
    const outside = await pdu(owner, organizationId, { siteId });
    const [kept, cut] = [
      await miner(owner, organizationId, { siteId, slotId: slotIds[0] as string }),
      await miner(owner, organizationId, { siteId, slotId: slotIds[1] as string }),
    ];
    await feed(owner, organizationId, { outletId: inside.outlets[0]?.id as string, minerId: kept.id });
    await feed(owner, organizationId, { outletId: outside.outlets[0]?.id as string, minerId: cut.id });
    expect(await mutate(client, 'updateRack', { rackId: id, siteId: there }, fields)).toMatchObject({
      site: { id: there },
    });
    const moved = async (minerId: string) =>
      (
        await client.graphql(
          'query($id: ID!) { miner(id: $id) { site { id } collector { id } feeds { to } slot { id } } }',
          {
            id: minerId,
          },
        )
      ).data.miner;
    const place = { site: { id: there }, collector: { id: reader.id } };
    expect(await moved(kept.id)).toMatchObject({ ...place, feeds: [{ to: null }], slot: { id: slotIds[0] } });
    expect(await moved(cut.id)).toMatchObject({ ...place, feeds: [{ to: '2026-07-01T12:00:00Z' }] });
    const { rows } = await owner.query('select site_id from pdu where id = any ($1) order by rack_id is null', [
      [inside.id, outside.id],
    ]);
    expect(rows).toEqual([{ site_id: there }, { site_id: siteId }]);
  });

  test('to a site where a machine has the name of one in it writes nothing', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const there = await site(owner, organizationId);
    const { id, slotIds } = await rack(owner, organizationId, siteId, { name: 'R1' });
    const { id: machine } = await miner(owner, organizationId, { siteId, name: 'M-1', slotId: slotIds[0] as string });
    await miner(owner, organizationId, { siteId: there, name: 'M-1' });
    const move = (input: object) => mutate(client, 'updateRack', { rackId: id, siteId: there, ...input }, fields);
    expect(await move({})).toMatchObject({ code: 'NAME_TAKEN', path: ['input', 'siteId'] });
    const { rows } = await owner.query('select site_id from miner where id = $1', [machine]);
    expect(rows).toEqual([{ site_id: siteId }]);
    const foreign = await site(owner, await organization(owner));
    expect(await move({ siteId: foreign })).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'siteId'] });
  });

  test('takes an empty rack away, and none in which something stands', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const { id, slotIds } = await rack(owner, organizationId, siteId);
    const remove = (rackId: string) => mutate(client, 'removeRack', { rackId }, '... on Rack { id }');
    const machine = await miner(owner, organizationId, { siteId, slotId: slotIds[0] as string });
    expect(await remove(id)).toMatchObject({ code: 'IN_USE' });
    await owner.query('update miner set slot_id = null where id = $1', [machine.id]);
    expect(await remove(id)).toMatchObject({ id });
    expect(await remove(id)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'rackId'] });
    const theirs = await scene();
    expect(await remove((await rack(owner, theirs.organizationId, theirs.siteId)).id)).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

test('capacity says what is taken and free, by slots and nameplates, and is staff’s alone', async () => {
  const { owner, client, organizationId, siteId } = await scene();
  const { id, slotIds } = await rack(owner, organizationId, siteId, { rows: 2, columns: 3 });
  await mutate(client, 'updateRack', { rackId: id, capacityKw: '6.5' }, fields);
  await miner(owner, organizationId, { siteId, slotId: slotIds[0] as string });
  await miner(owner, organizationId, { siteId, slotId: slotIds[1] as string });
  await miner(owner, organizationId, { siteId });
  const capacity = 'capacity { slots slotsTaken slotsFree capacityKw ratedKw freeKw }';
  const query = `query($id: ID!) { site(id: $id) { ${capacity} racks { ${capacity} } } }`;
  const { data } = await client.graphql(query, { id: siteId });
  expect(data.site).toEqual({
    capacity: { slots: 6, slotsTaken: 2, slotsFree: 4, capacityKw: '5000', ratedKw: '10.5', freeKw: '4989.5' },
    racks: [{ capacity: { slots: 6, slotsTaken: 2, slotsFree: 4, capacityKw: '6.5', ratedKw: '7', freeKw: '-0.5' } }],
  });
  const customerId = await customer(owner, organizationId);
  await owner.query('update site set customer_id = $1 where id = $2', [customerId, siteId]);
  const { email } = await member(owner, organizationId, 'CUSTOMER_OWNER', customerId);
  const theirs = await (await server().client().signIn(email, password)).graphql(query, { id: siteId });
  expect(theirs.data.site).toEqual({ capacity: null, racks: [] });
});

describe('a file of racks', () => {
  const imported = `... on RacksImported { dryRun created updated unchanged rejected
    rows { row outcome issues { code path } rack { name rows columns group capacityKw slots { label } } } }`;
  const bring = async (rows: object[], parts: object = {}, at?: Awaited<ReturnType<typeof scene>>) => {
    const here = at ?? (await scene());
    return mutate(here.client, 'importRacks', { siteId: here.siteId, rows, ...parts }, imported);
  };

  test('makes racks with their slots; brought a second time it changes nothing', async () => {
    const here = await scene();
    const rows = [
      { name: 'R1', rows: 2, columns: 2, group: 'Hall A', capacityKw: '100' },
      { name: 'R2', rows: 1, columns: 2, slotNames: 'S{nn}' },
    ];
    const dry = await bring(rows, { dryRun: true }, here);
    expect(dry).toMatchObject({ dryRun: true, created: 2, rows: [{ rack: null }, { rack: null }] });
    const made = await bring(rows, {}, here);
    expect(made).toMatchObject({ dryRun: false, created: 2, updated: 0 });
    expect(made.rows[0].rack).toMatchObject({ name: 'R1', rows: 2, columns: 2, group: 'Hall A', capacityKw: '100' });
    expect(labels(made.rows[1].rack)).toEqual(['S01', 'S02']);
    expect(await bring(rows, {}, here)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  });

  test('knows a rack by its name and leaves what a cell leaves empty', async () => {
    const here = await scene();
    await bring([{ name: 'R1', rows: 2, columns: 2, group: 'Hall A' }], {}, here);
    const again = await bring([{ name: 'r1', columns: 3, slotNames: '{n}' }], {}, here);
    expect(again).toMatchObject({ created: 0, updated: 1 });
    expect(again.rows[0].rack).toMatchObject({ name: 'R1', rows: 2, columns: 3, group: 'Hall A' });
    expect(labels(again.rows[0].rack)).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test('with bad rows names each and writes nothing, unless they may be left out', async () => {
    const here = await scene();
    const { slotIds } = await rack(here.owner, here.organizationId, here.siteId, { name: 'Full', rows: 2, columns: 2 });
    await miner(here.owner, here.organizationId, { siteId: here.siteId, slotId: slotIds[3] as string });
    const rows = [
      { name: ' ', rows: 1, columns: 1 },
      { name: 'x'.repeat(201), rows: 1, columns: 1 },
      { name: 'two\nlines', rows: 1, columns: 1 },
      { name: 'No rows', columns: 1 },
      { name: 'No columns', rows: 1 },
      { name: 'Zero', rows: 0, columns: 1 },
      { name: 'Wide', rows: 1, columns: 201 },
      { name: 'Many', rows: 100, columns: 100 },
      { name: 'Negative', rows: 1, columns: 1, capacityKw: '-1' },
      { name: 'Precise', rows: 1, columns: 1, capacityKw: '0.0000001' },
      { name: 'Same labels', rows: 1, columns: 2, slotNames: 'S' },
      { name: 'Long labels', rows: 1, columns: 1, slotNames: 'x'.repeat(41) },
      { name: 'full', rows: 1 },
      { name: 'FULL', columns: 3 },
      { name: 'Good', rows: 1, columns: 1 },
    ];
    const codes = [
      'name REQUIRED',
      'name TOO_LONG',
      'name UNSAFE_TEXT',
      'rows REQUIRED',
      'columns REQUIRED',
      'rows OUT_OF_RANGE',
      'columns OUT_OF_RANGE',
      'columns TOO_MANY',
      'capacityKw NEGATIVE',
      'capacityKw TOO_PRECISE',
      'slotNames DUPLICATE',
      'slotNames TOO_LONG',
      'rows IN_USE',
      'name DUPLICATE',
    ];
    const refused = await bring(rows, {}, here);
    const said = refused.issues.map(({ code, path }: { code: string; path: string[] }) => [
      Number(path[2]),
      `${path[3]} ${code}`,
    ]);
    expect(said).toEqual(codes.map((code, index) => [index, code]));
    const count = async () =>
      (await here.owner.query('select count(*)::int from rack where site_id = $1', [here.siteId])).rows[0].count;
    expect(await count()).toBe(1);
    expect(await bring(rows, { skipBadRows: true }, here)).toMatchObject({ created: 1, rejected: 14 });
    expect(await count()).toBe(2);
  });

  test('has at least one row and no more than fit, and belongs to a site of one’s own', async () => {
    expect(await bring([])).toMatchObject({ issues: [{ code: 'REQUIRED', path: ['input', 'rows'] }] });
    const many = Array.from({ length: 1_001 }, (_, index) => ({ name: `R${index}`, rows: 1, columns: 1 }));
    expect(await bring(many)).toMatchObject({ issues: [{ code: 'TOO_MANY', path: ['input', 'rows'] }] });
    const [mine, theirs] = [await scene(), await scene()];
    expect(await bring([{ name: 'R', rows: 1, columns: 1 }], { siteId: theirs.siteId }, mine)).toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'siteId'],
    });
  });
});
