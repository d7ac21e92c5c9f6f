import { describe, expect, test } from 'vitest';
import { collector, collectorContext, miner, site } from '../../../test/builders/fleet.ts';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { installation, organization } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId } from '../../ids.ts';
import { instructionSource } from './instruction.source.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

async function scene() {
  const { owner } = database();
  const { client, organizationId } = await operator(database(), server().client());
  return { owner, client, organizationId, siteId: await site(owner, organizationId) };
}

const fields = '... on CollectorCreated { token commandKey collector { id name online site { id } allowedNetworks } }';
const plan = '{ collectorPlan { devices { name } } }';

describe('a new collector', () => {
  test('gets a token that works, and the key by which it knows commands', async () => {
    const { client, siteId } = await scene();
    const made = await mutate(client, 'createCollector', { siteId, name: 'North' }, fields);
    expect(made.collector).toMatchObject({ name: 'North', online: false, site: { id: siteId }, allowedNetworks: [] });
    expect(Buffer.from(made.commandKey, 'base64')).toHaveLength(32);
    const { data } = await server().client(made.token).graphql(plan);
    expect(data.collectorPlan).toEqual({ devices: [] });
  });

  test('has the command key of the whole installation, whose private half lies sealed and out of reach', async () => {
    const [mine, theirs] = [await scene(), await scene()];
    const keys = await Promise.all(
      [mine, theirs].map(({ client, siteId }) => mutate(client, 'createCollector', { siteId, name: 'C' }, fields)),
    );
    expect(keys[0].commandKey).toBe(keys[1].commandKey);
    const { rows } = await mine.owner.query(
      "select encode(sealed, 'escape') like '%PRIVATE%' as clear, has_table_privilege('app', 'installation_key', 'select') as open from installation_key",
    );
    expect(rows).toEqual([{ clear: false, open: false }]);
  });

  test('keeps its token nowhere but as a hash, and tells the same one to who asks again with the same key', async () => {
    const { owner, client, siteId } = await scene();
    const input = { siteId, name: 'C', idempotencyKey: 'k' };
    const first = await mutate(client, 'createCollector', input, fields);
    const again = await mutate(client, 'createCollector', input, fields);
    expect(again).toEqual(first);
    const { rows } = await owner.query('select c::text as row from collector c where id = $1', [first.collector.id]);
    expect(rows[0].row).not.toContain(first.token);
    const other = await mutate(client, 'createCollector', { siteId, name: 'D' }, fields);
    expect(other.token).not.toBe(first.token);
  });

  test("takes over what nobody reads when it is the site's only one", async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const old = await collector(owner, organizationId, { siteId });
    await miner(owner, organizationId, { siteId, name: 'left by the old one', collectorId: old.id });
    await miner(owner, organizationId, { siteId, name: 'never read' });
    await mutate(client, 'revokeCollector', { collectorId: old.id }, '... on Collector { id }');
    const made = await mutate(client, 'createCollector', { siteId, name: 'New' }, fields);
    const { data } = await server().client(made.token).graphql(plan);
    expect(data.collectorPlan.devices).toEqual([{ name: 'left by the old one' }, { name: 'never read' }]);
    const second = await mutate(client, 'createCollector', { siteId, name: 'Beside it' }, fields);
    expect((await server().client(second.token).graphql(plan)).data.collectorPlan.devices).toEqual([]);
  });

  test('is refused without a name, with one that is taken, and at a site of somebody else', async () => {
    const { owner, client, siteId } = await scene();
    const make = (input: object) => mutate(client, 'createCollector', { siteId, name: 'C', ...input }, fields);
    await make({});
    expect(await make({})).toMatchObject({ code: 'NAME_TAKEN', path: ['input', 'name'] });
    expect(await make({ name: ' ' })).toMatchObject({ issues: [{ code: 'REQUIRED', path: ['input', 'name'] }] });
    const foreign = await site(owner, await organization(owner));
    expect(await make({ siteId: foreign })).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'siteId'] });
  });
});

describe('revoking', () => {
  const revoked = '... on Collector { id revokedAt online }';

  test('kills the token at once, and a second time changes nothing', async () => {
    const { owner, client, siteId } = await scene();
    const { token, collector: made } = await mutate(client, 'createCollector', { siteId, name: 'C' }, fields);
    const first = await mutate(client, 'revokeCollector', { collectorId: made.id }, revoked);
    expect(first).toMatchObject({ revokedAt: '2026-07-01T12:00:00Z', online: false });
    const { errors } = await server().client(token).graphql(plan);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await mutate(client, 'revokeCollector', { collectorId: made.id }, revoked)).toEqual(first);
    const { rows } = await owner.query(
      "select action from audit_log where table_name = 'collector' and row_id = $1 order by id",
      [made.id],
    );
    expect(rows).toEqual([{ action: 'INSERT' }, { action: 'UPDATE' }]);
  });

  test("doesn't reach another organization's collector", async () => {
    const { owner, client } = await scene();
    const theirs = await scene();
    const foreign = await collector(owner, theirs.organizationId, { siteId: theirs.siteId });
    for (const collectorId of [foreign.id, newId(), 'x'])
      expect(await mutate(client, 'revokeCollector', { collectorId }, revoked)).toEqual({
        __typename: 'NotFound',
        code: 'NOT_FOUND',
        path: ['input', 'collectorId'],
      });
  });
});

describe('a new token', () => {
  const rotated = '... on CollectorCreated { token commandKey collector { id name } }';

  test('ends the one before at once, is told this once and belongs to the same collector', async () => {
    const { owner, client, siteId } = await scene();
    const made = await mutate(client, 'createCollector', { siteId, name: 'C' }, fields);
    const input = { collectorId: made.collector.id, idempotencyKey: 'k' };
    const next = await mutate(client, 'rotateCollectorToken', input, rotated);
    expect(next).toMatchObject({ collector: { id: made.collector.id }, commandKey: made.commandKey });
    expect(next.token).not.toBe(made.token);
    expect(await mutate(client, 'rotateCollectorToken', input, rotated)).toEqual(next);
    const { errors } = await server().client(made.token).graphql(plan);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await server().client(next.token).graphql(plan)).data.collectorPlan).toEqual({ devices: [] });
    const again = await mutate(client, 'rotateCollectorToken', { collectorId: made.collector.id }, rotated);
    expect(again.token).not.toBe(next.token);
    const { rows } = await owner.query('select c::text as row from collector c where id = $1', [made.collector.id]);
    expect(rows[0].row).not.toContain(again.token);
  });

  test('is refused to a revoked collector and to another organization’s', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const gone = await collector(owner, organizationId, { siteId });
    await mutate(client, 'revokeCollector', { collectorId: gone.id }, '... on Collector { id }');
    expect(await mutate(client, 'rotateCollectorToken', { collectorId: gone.id }, rotated)).toMatchObject({
      code: 'WRONG_STATE',
    });
    const theirs = await scene();
    const foreign = await collector(owner, theirs.organizationId, { siteId: theirs.siteId });
    for (const collectorId of [foreign.id, 'x'])
      expect(await mutate(client, 'rotateCollectorToken', { collectorId }, rotated)).toMatchObject({
        code: 'NOT_FOUND',
        path: ['input', 'collectorId'],
      });
  });

  test('and a revoked collector’s name is free for the next one', async () => {
    const { client, siteId } = await scene();
    const make = () => mutate(client, 'createCollector', { siteId, name: 'C' }, fields);
    const { collector: old } = await make();
    expect(await make()).toMatchObject({ code: 'NAME_TAKEN' });
    await mutate(client, 'revokeCollector', { collectorId: old.id }, '... on Collector { id }');
    expect(await make()).toMatchObject({ __typename: 'CollectorCreated' });
  });
});

test('a scan reaches its collector with the next instruction, and until it is done', async () => {
  const { owner, client, organizationId, siteId } = await scene();
  const asking = await collector(owner, organizationId, { siteId });
  await owner.query(
    "update collector_state set allowed_networks = '{10.0.0.0/8}', last_seen_at = '2026-07-01T12:00:00Z' where id = $1",
    [asking.id],
  );
  const source = instructionSource(await collectorContext(installation(database()), asking));
  expect(await source.snapshot()).toMatchObject({ scans: [] });
  const input = { siteId, networks: ['10.0.0.0/24'], ports: [4028, 161] };
  await mutate(client, 'startDiscovery', input, '... on Collector { id }');
  const told = await source.changes();
  expect(told?.scans).toEqual([{ id: expect.any(String), networks: ['10.0.0.0/24'], ports: [4028, 161] }]);
  await owner.query("update scan set finished_at = '2026-07-01T12:00:00Z' where collector_id = $1", [asking.id]);
  expect(await source.snapshot()).toMatchObject({ scans: [] });
});
