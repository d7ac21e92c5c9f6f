import { describe, expect, test } from 'vitest';
import { activeContract, meteredMiners } from '../../../test/builders/contracts.ts';
import { collector, feed, meter, miner, pdu, rack, site } from '../../../test/builders/fleet.ts';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { customer, installation, viewerContext } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { assignMiners } from '../contracts/index.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));
const now = '2026-07-01T12:00:00Z';

async function scene() {
  const { owner } = database();
  const { client, organizationId } = await operator(database(), server().client());
  const siteId = await site(owner, organizationId);
  const retire = (...deviceIds: string[]) =>
    mutate(client, 'retireDevices', { deviceIds }, '... on DevicesRetired { devices { id retiredAt } }');
  const restore = (...deviceIds: string[]) =>
    mutate(client, 'restoreDevices', { deviceIds }, '... on DevicesRestored { devices { id retiredAt } }');
  const ask = async (query: string, variables: Record<string, unknown> = {}) =>
    (await client.graphql(query, variables)).data;
  return { owner, client, organizationId, siteId, retire, restore, ask };
}

const names = (list: { nodes: { name: string }[] }) => list.nodes.map(({ name }) => name);

describe('a retired machine', () => {
  test('stands nowhere, is read by nobody and hangs on nothing; its history stays', async () => {
    const { owner, organizationId, siteId, retire, ask } = await scene();
    const reader = await collector(owner, organizationId, { siteId });
    const { slotIds } = await rack(owner, organizationId, siteId);
    const { outlets } = await pdu(owner, organizationId, { siteId });
    const gone = await miner(owner, organizationId, {
      siteId,
      collectorId: reader.id,
      slotId: slotIds[0] as string,
      name: 'Old',
    });
    await miner(owner, organizationId, { siteId, name: 'New' });
    await feed(owner, organizationId, { outletId: outlets[0]?.id as string, minerId: gone.id });
    expect(await retire(gone.id)).toEqual({ __typename: 'DevicesRetired', devices: [{ id: gone.id, retiredAt: now }] });
    const {
      miners,
      retired,
      miner: kept,
      fleetTotals,
    } = await ask(
      `query($id: ID!) { miners { nodes { name } } retired: miners(filter: { retired: true }) { nodes { name } }
        miner(id: $id) { slot { id } collector { id } address serial feeds { to } } fleetTotals { miners } }`,
      { id: gone.id },
    );
    expect([names(miners), names(retired), fleetTotals.miners]).toEqual([['New'], ['Old'], 1]);
    expect(kept).toMatchObject({
      slot: null,
      collector: null,
      address: null,
      serial: expect.any(String),
      feeds: [{ to: now }],
    });
  });

  test('is refused while a contract has it, now or later, and all of the others with it', async () => {
    const { owner, organizationId, siteId, retire, ask } = await scene();
    const [bound] = await meteredMiners(owner, organizationId, 1, { siteId });
    const free = await miner(owner, organizationId, { siteId });
    const context = viewerContext(installation(database()), organizationId);
    await activeContract(context, await customer(owner, organizationId), [bound?.id as string]);
    expect(await retire(free.id, bound?.id as string)).toMatchObject({
      code: 'IN_USE',
      issues: [{ code: 'IN_USE', path: ['input', 'deviceIds', '1'] }],
    });
    expect((await ask('{ miners(filter: { retired: true }) { totalCount } }')).miners.totalCount).toBe(0);
  });

  test('goes under no contract, except for a time before', async () => {
    const { owner, organizationId, siteId, retire } = await scene();
    const context = viewerContext(installation(database()), organizationId);
    const [bound, late] = await meteredMiners(owner, organizationId, 2, { siteId });
    const contract = await activeContract(context, await customer(owner, organizationId), [bound?.id as string]);
    await retire(late?.id as string);
    const assign = (to: Date | null) =>
      assignMiners(context, {
        contractId: contract.id,
        minerIds: [late?.id as string],
        from: new Date('2026-06-20T12:00:00Z'),
        to,
      });
    await expect(assign(null)).rejects.toMatchObject({ refusal: { code: 'RETIRED' } });
    await expect(assign(new Date('2026-06-30T12:00:00Z'))).resolves.toMatchObject({ id: contract.id });
  });

  test('leaves its name free, is changed only once it is back, and comes back while nobody has its name', async () => {
    const { owner, client, organizationId, siteId, retire, restore } = await scene();
    const old = await miner(owner, organizationId, { siteId, name: 'A-1' });
    await retire(old.id);
    const renamed = () => mutate(client, 'updateMiner', { minerId: old.id, name: 'A-2' }, '... on Miner { name }');
    expect(await renamed()).toMatchObject({ code: 'WRONG_STATE' });
    const next = await miner(owner, organizationId, { siteId, name: 'A-1' });
    expect(await restore(old.id)).toMatchObject({ code: 'NAME_TAKEN', path: ['input', 'deviceIds'] });
    await retire(next.id);
    expect(await restore(old.id)).toMatchObject({ devices: [{ id: old.id, retiredAt: null }] });
    expect(await renamed()).toMatchObject({ name: 'A-2' });
  });

  test('that a file names by its serial is back, as the same one', async () => {
    const { owner, client, organizationId, siteId, retire, ask } = await scene();
    const reader = await collector(owner, organizationId, { siteId });
    const old = await miner(owner, organizationId, { siteId, serial: 'S1', name: 'A-1' });
    await retire(old.id);
    const rows = [
      { name: 'B-1', model: 'Antminer S21', serial: 'S1', address: '10.0.0.1' },
      { name: 'A-1', model: 'Antminer S21' },
    ];
    await owner.query("update miner_model set name = 'S21' where organization_id = $1", [organizationId]);
    const answer = await mutate(
      client,
      'importMiners',
      { siteId, rows },
      '... on MinersImported { created updated rows { miner { id } } }',
    );
    expect(answer).toMatchObject({ created: 1, updated: 1, rows: [{ miner: { id: old.id } }, {}] });
    const { miner: back } = await ask('query($id: ID!) { miner(id: $id) { retiredAt collector { id } address } }', {
      id: old.id,
    });
    expect(back).toEqual({ retiredAt: null, collector: { id: reader.id }, address: 'cgminer://10.0.0.1:4028' });
  });
});

describe('PDUs and meters', () => {
  test('go when nothing hangs on them, and leave the lists', async () => {
    const { owner, organizationId, siteId, retire, ask } = await scene();
    const { id: pduId, outlets } = await pdu(owner, organizationId, { siteId, name: 'P' });
    const { id: meterId } = await meter(owner, organizationId, { siteId });
    const machine = await miner(owner, organizationId, { siteId });
    await feed(owner, organizationId, { outletId: outlets[0]?.id as string, minerId: machine.id });
    expect(await retire(pduId)).toMatchObject({ code: 'IN_USE', path: ['input', 'deviceIds', '0'] });
    await owner.query("update feed set during = tstzrange(lower(during), '2026-07-01T00:00:00Z') where miner_id = $1", [
      machine.id,
    ]);
    expect(await retire(pduId, meterId)).toMatchObject({ devices: [{ id: pduId }, { id: meterId }] });
    const lists = '{ pdus { totalCount } meters { totalCount } gone: pdus(filter: { retired: true }) { totalCount } }';
    expect(await ask(lists)).toEqual({ pdus: { totalCount: 0 }, meters: { totalCount: 0 }, gone: { totalCount: 1 } });
  });

  test('leave the tree of meters, and are changed only once they are back', async () => {
    const { owner, client, organizationId, siteId, retire, ask } = await scene();
    const { id: meterId } = await meter(owner, organizationId, { siteId });
    const { id: pduId } = await pdu(owner, organizationId, { siteId });
    await mutate(client, 'updatePdu', { pduId, meterId }, '... on Pdu { id }');
    await retire(meterId);
    expect((await ask('query($id: ID!) { pdu(id: $id) { meter { id } } }', { id: pduId })).pdu.meter).toBeNull();
    expect(await mutate(client, 'updatePdu', { pduId, meterId }, '... on Pdu { id }')).toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'meterId'],
    });
    expect(await mutate(client, 'updateMeter', { meterId, name: 'M' }, '... on Meter { id }')).toMatchObject({
      code: 'WRONG_STATE',
    });
  });

  test('that are retired take no mapping, and neither do machines', async () => {
    const { owner, client, organizationId, siteId, retire } = await scene();
    const [kept, gone] = [await pdu(owner, organizationId, { siteId }), await pdu(owner, organizationId, { siteId })];
    const [machine, old] = [
      await miner(owner, organizationId, { siteId }),
      await miner(owner, organizationId, { siteId }),
    ];
    await retire(gone.id, old.id);
    const map = (outletId: string | undefined, minerId: string) =>
      mutate(
        client,
        'mapOutlets',
        { from: now, feeds: [{ outletId, minerId }] },
        '... on OutletsMapped { feeds { from } }',
      );
    expect(await map(gone.outlets[0]?.id, machine.id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await map(kept.outlets[0]?.id, old.id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await map(kept.outlets[0]?.id, machine.id)).toMatchObject({ feeds: [{ from: now }] });
  });
});

test('devices of somebody else, and none at all, are refused', async () => {
  const [mine, theirs] = [await scene(), await scene()];
  const foreign = await miner(mine.owner, theirs.organizationId, { siteId: theirs.siteId });
  expect(await mine.retire(foreign.id)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'deviceIds', '0'] });
  expect(await mine.retire('x')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await mine.retire()).toMatchObject({ issues: [{ code: 'REQUIRED', path: ['input', 'deviceIds'] }] });
});

describe('a site', () => {
  test('is closed once nothing is there, leaves the lists, and can be opened again', async () => {
    const { owner, client, organizationId, siteId, retire, ask } = await scene();
    const close = () => mutate(client, 'retireSite', { siteId }, '... on Site { id retiredAt }');
    const reader = await collector(owner, organizationId, { siteId });
    const machine = await miner(owner, organizationId, { siteId });
    expect(await close()).toMatchObject({ code: 'IN_USE', path: ['input', 'siteId'] });
    await retire(machine.id);
    expect(await close()).toMatchObject({ code: 'IN_USE' });
    await owner.query('update collector set revoked_at = $2 where id = $1', [reader.id, now]);
    expect(await close()).toMatchObject({ id: siteId, retiredAt: now });
    const lists = '{ sites { totalCount } closed: sites(filter: { retired: true }) { totalCount } }';
    expect(await ask(lists)).toEqual({ sites: { totalCount: 0 }, closed: { totalCount: 1 } });
    const inside = { siteId, name: 'R1', rows: 1, columns: 1 };
    expect(await mutate(client, 'createRack', inside, '... on Rack { id }')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await mutate(client, 'restoreSite', { siteId }, '... on Site { retiredAt }')).toMatchObject({
      retiredAt: null,
    });
    expect(await mutate(client, 'createRack', inside, '... on Rack { id }')).toMatchObject({ __typename: 'Rack' });
  });
});
