import { describe, expect, test } from 'vitest';
import { activeContract, meteredMiners } from '../../../test/builders/contracts.ts';
import { collector, miner, minerModel, rack, site } from '../../../test/builders/fleet.ts';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { customer, installation, organization, viewerContext } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId } from '../../ids.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

async function scene() {
  const { owner } = database();
  const { client, organizationId } = await operator(database(), server().client());
  const siteId = await site(owner, organizationId);
  return { owner, client, organizationId, siteId };
}

describe('a rack', () => {
  const fields = '... on Rack { id name group rows columns site { id } slots { row column label } }';

  test('comes with its slots, row by row from the top left', async () => {
    const { client, siteId } = await scene();
    const made = await mutate(
      client,
      'createRack',
      { siteId, name: 'R1', group: 'Hall A', rows: 2, columns: 3 },
      fields,
    );
    expect(made).toMatchObject({ name: 'R1', group: 'Hall A', rows: 2, columns: 3, site: { id: siteId } });
    expect(made.slots.map(({ label }: { label: string }) => label)).toEqual(['1-1', '1-2', '1-3', '2-1', '2-2', '2-3']);
  });

  test.each([
    { name: 'no rows', input: { rows: 0 }, code: 'OUT_OF_RANGE', field: 'rows' },
    { name: 'too many columns', input: { columns: 201 }, code: 'OUT_OF_RANGE', field: 'columns' },
    { name: 'too many slots', input: { rows: 100, columns: 51 }, code: 'TOO_MANY', field: 'columns' },
    { name: 'no name', input: { name: '' }, code: 'REQUIRED', field: 'name' },
  ])('with $name is refused', async ({ input, code, field }) => {
    const { client, siteId } = await scene();
    const answer = await mutate(client, 'createRack', { siteId, name: 'R1', rows: 2, columns: 3, ...input }, fields);
    expect(answer).toMatchObject({ issues: [{ code, path: ['input', field] }] });
  });

  test('has a name of its own at its site, and is made once with one key', async () => {
    const { client, siteId } = await scene();
    const input = { siteId, name: 'R1', rows: 1, columns: 1 };
    const first = await mutate(client, 'createRack', { ...input, idempotencyKey: 'k' }, fields);
    expect((await mutate(client, 'createRack', { ...input, idempotencyKey: 'k' }, fields)).id).toBe(first.id);
    expect(await mutate(client, 'createRack', input, fields)).toMatchObject({ code: 'NAME_TAKEN' });
  });

  test("can't stand at another organization's site", async () => {
    const { client } = await scene();
    const foreign = await site(database().owner, await organization(database().owner));
    const answer = await mutate(client, 'createRack', { siteId: foreign, name: 'R1', rows: 1, columns: 1 }, fields);
    expect(answer).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'siteId'] });
  });
});

describe('a miner model', () => {
  const fields = '... on MinerModel { id make name ratedHashrateThs ratedPowerW ratedEfficiencyJPerTh source }';
  const s21 = {
    make: 'Antminer',
    name: 'S21',
    ratedHashrateThs: '200',
    ratedPowerW: '3500',
    ratedEfficiencyJPerTh: '17.5',
  };

  test('is added once by make and name', async () => {
    const { client } = await scene();
    expect(await mutate(client, 'createMinerModel', s21, fields)).toMatchObject(s21);
    expect(await mutate(client, 'createMinerModel', s21, fields)).toMatchObject({ code: 'NAME_TAKEN' });
  });

  test('is corrected field by field, under the name of no other', async () => {
    const { client } = await scene();
    const made = await mutate(client, 'createMinerModel', { ...s21, source: 'data sheet of May' }, fields);
    await mutate(client, 'createMinerModel', { ...s21, name: 'S21+' }, fields);
    const update = (input: object) => mutate(client, 'updateMinerModel', { minerModelId: made.id, ...input }, fields);
    expect(await update({ ratedPowerW: '3550', source: null })).toMatchObject({
      ...s21,
      ratedPowerW: '3550',
      source: null,
    });
    expect(await update({ name: 'S21+' })).toMatchObject({ code: 'NAME_TAKEN', path: ['input', 'name'] });
    expect(await update({ ratedHashrateThs: null, make: ' ' })).toMatchObject({
      issues: [
        { code: 'REQUIRED', path: ['input', 'make'] },
        { code: 'REQUIRED', path: ['input', 'ratedHashrateThs'] },
      ],
    });
  });

  test('leaves the list only while no machine has it', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const made = await mutate(client, 'createMinerModel', s21, fields);
    const remove = (minerModelId: string) => mutate(client, 'removeMinerModel', { minerModelId }, fields);
    const { id } = await miner(owner, organizationId, { siteId, modelId: made.id });
    expect(await remove(made.id)).toMatchObject({ code: 'IN_USE' });
    await owner.query('delete from miner where id = $1', [id]);
    expect(await remove(made.id)).toMatchObject({ id: made.id });
    expect(await remove(made.id)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'minerModelId'] });
    const theirs = await minerModel(owner, (await scene()).organizationId);
    expect(await remove(theirs)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('of the current ones comes along, without touching those that are there', async () => {
    const { client } = await scene();
    await mutate(
      client,
      'createMinerModel',
      { ...s21, make: 'bitmain', name: 'Antminer S21', ratedPowerW: '3333' },
      fields,
    );
    const add = async () =>
      (
        await client.graphql(
          'mutation { addKnownMinerModels { ... on KnownMinerModelsAdded { models { make name ratedHashrateThs source } } } }',
        )
      ).data.addKnownMinerModels.models;
    const added = await add();
    expect(added).toContainEqual({
      make: 'Bitmain',
      name: 'Antminer S21 XP',
      ratedHashrateThs: '270',
      source: 'Maker’s nameplate, 270 TH/s version',
    });
    expect(added.map(({ name }: { name: string }) => name)).not.toContain('Antminer S21');
    expect(await add()).toEqual([]);
  });

  test('has a nameplate above zero', async () => {
    const { client } = await scene();
    expect(await mutate(client, 'createMinerModel', { ...s21, ratedPowerW: '0' }, fields)).toMatchObject({
      issues: [{ code: 'OUT_OF_RANGE', path: ['input', 'ratedPowerW'] }],
    });
  });
});

describe('a change of a miner', () => {
  const fields = `... on Miner { id name address ratedPowerW maintenance maintenanceSince maintenanceReason status
    slot { id } owner { id } site { id } collector { id } }`;

  test('gives it a slot that is free, and refuses one that is taken', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const { slotIds } = await rack(owner, organizationId, siteId);
    const [first, second] = [
      await miner(owner, organizationId, { siteId, slotId: slotIds[0] as string }),
      await miner(owner, organizationId, { siteId }),
    ];
    const put = (minerId: string, slotId: string | null) => mutate(client, 'updateMiner', { minerId, slotId }, fields);
    expect(await put(second.id, slotIds[0] as string)).toMatchObject({ code: 'SLOT_TAKEN', path: ['input', 'slotId'] });
    expect(await put(second.id, slotIds[1] as string)).toMatchObject({ slot: { id: slotIds[1] } });
    expect(await put(first.id, null)).toMatchObject({ slot: null });
    expect(await put(second.id, slotIds[0] as string)).toMatchObject({ slot: { id: slotIds[0] } });
  });

  test("to a slot of another site takes it there, to that site's collector", async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const old = await collector(owner, organizationId, { siteId });
    const { id } = await miner(owner, organizationId, { siteId, collectorId: old.id });
    const elsewhere = await site(owner, organizationId);
    const reader = await collector(owner, organizationId, { siteId: elsewhere });
    const { slotIds } = await rack(owner, organizationId, elsewhere);
    expect(await mutate(client, 'updateMiner', { minerId: id, slotId: slotIds[0] }, fields)).toMatchObject({
      site: { id: elsewhere },
      collector: { id: reader.id },
    });
  });

  test('into maintenance has a beginning and a reason, both gone at its end', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const { id } = await miner(owner, organizationId, { siteId });
    const update = (input: object) => mutate(client, 'updateMiner', { minerId: id, ...input }, fields);
    expect(await update({ maintenance: true, maintenanceReason: 'fan swap' })).toMatchObject({
      maintenance: true,
      maintenanceSince: '2026-07-01T12:00:00Z',
      maintenanceReason: 'fan swap',
      status: 'MAINTENANCE',
    });
    expect(await update({ maintenance: false })).toMatchObject({ maintenanceSince: null, maintenanceReason: null });
    expect(await update({ maintenanceReason: 'none' })).toMatchObject({
      issues: [{ code: 'NOT_FOR_TYPE', path: ['input', 'maintenanceReason'] }],
    });
  });

  test('keeps one form of an address, which no other machine of its collector has', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const reader = await collector(owner, organizationId, { siteId });
    const [first, second] = [
      await miner(owner, organizationId, { siteId, collectorId: reader.id }),
      await miner(owner, organizationId, { siteId, collectorId: reader.id }),
    ];
    const move = (minerId: string, address: string) => mutate(client, 'updateMiner', { minerId, address }, fields);
    expect(await move(first.id, '10.9.9.9')).toMatchObject({ address: 'cgminer://10.9.9.9:4028' });
    expect(await move(second.id, 'cgminer://10.9.9.9')).toMatchObject({
      code: 'ADDRESS_TAKEN',
      path: ['input', 'address'],
    });
    expect(await move(second.id, 'miner.local')).toMatchObject({
      issues: [{ code: 'NOT_A_URL', path: ['input', 'address'] }],
    });
  });

  test('stays within the networks that its collector has told', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const reader = await collector(owner, organizationId, { siteId });
    await owner.query("update collector_state set allowed_networks = '{10.5.0.0/16}' where id = $1", [reader.id]);
    const { id } = await miner(owner, organizationId, { siteId, collectorId: reader.id });
    expect(await mutate(client, 'updateMiner', { minerId: id, address: '10.6.0.1' }, fields)).toMatchObject({
      issues: [{ code: 'ADDRESS_NOT_ALLOWED', path: ['input', 'address'] }],
    });
  });

  test('of its owner is refused while a contract needs it', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const [machine] = await meteredMiners(owner, organizationId, 1, { siteId });
    const id = machine?.id as string;
    const [mine, other] = [await customer(owner, organizationId), await customer(owner, organizationId)];
    const give = (ownerId: string | null) => mutate(client, 'updateMiner', { minerId: id, ownerId }, fields);
    expect(await give(mine)).toMatchObject({ owner: { id: mine } });
    await activeContract(viewerContext(installation(database()), organizationId), mine, [id]);
    expect(await give(other)).toMatchObject({ code: 'OWNER_BOUND', path: ['input', 'ownerId'] });
    expect(await give(mine)).toMatchObject({ owner: { id: mine } });
  });

  test('to another model takes its nameplate', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const modelId = await minerModel(owner, organizationId, { ratedPowerW: '2760' });
    const { id } = await miner(owner, organizationId, { siteId });
    const change = (to: string) => mutate(client, 'updateMiner', { minerId: id, modelId: to }, fields);
    expect(await change(modelId)).toMatchObject({ ratedPowerW: '2760' });
    expect(await change(newId())).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'modelId'] });
  });

  test('names nothing that is another organization’s', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const { id } = await miner(owner, organizationId, { siteId });
    const theirs = await scene();
    const foreignSlot = (await rack(owner, theirs.organizationId, theirs.siteId)).slotIds[0];
    const foreignCollector = await collector(owner, theirs.organizationId, { siteId: theirs.siteId });
    const foreignMiner = await miner(owner, theirs.organizationId, { siteId: theirs.siteId });
    for (const [input, field] of [
      [{ slotId: foreignSlot }, 'slotId'],
      [{ collectorId: foreignCollector.id }, 'collectorId'],
      [{ ownerId: await customer(owner, theirs.organizationId) }, 'ownerId'],
      [{ minerId: foreignMiner.id, name: 'Mine' }, 'minerId'],
    ] as const)
      expect(await mutate(client, 'updateMiner', { minerId: id, ...input }, fields)).toMatchObject({
        code: 'NOT_FOUND',
        path: ['input', field],
      });
  });

  test('to a name that another has is refused, and nothing of it is written', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const modelId = await minerModel(owner, organizationId);
    const [first, second] = [
      await miner(owner, organizationId, { siteId, modelId }),
      await miner(owner, organizationId, { siteId, modelId }),
    ];
    const input = { minerId: second.id, name: first.name, ratedPowerW: '3100' };
    expect(await mutate(client, 'updateMiner', input, fields)).toMatchObject({
      code: 'NAME_TAKEN',
      path: ['input', 'name'],
    });
    const { rows } = await owner.query('select name, rated_power_w from miner where id = $1', [second.id]);
    expect(rows).toEqual([{ name: second.name, rated_power_w: null }]);
  });
});
