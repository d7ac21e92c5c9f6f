import { describe, expect, test } from 'vitest';
import { activeContract, meteredMiners } from '../../../test/builders/contracts.ts';
import { site } from '../../../test/builders/fleet.ts';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { customer, installation, organization, viewerContext } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId } from '../../ids.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));
const staff = (parts: Parameters<typeof operator>[2] = {}) => operator(database(), server().client(), parts);

const fields =
  '... on Site { id name city region country timeZone capacityKw energyCostPerKwh sellableHashrateThs customer { id } }';
const everything = {
  name: 'Abilene One',
  city: 'Abilene',
  region: 'Texas',
  country: 'US',
  timeZone: 'America/Chicago',
  capacityKw: '2500.5',
  energyCostPerKwh: '0.041',
  sellableHashrateThs: '90000',
};

describe('a new site', () => {
  test('is recorded with every field', async () => {
    const { client, organizationId } = await staff();
    const customerId = await customer(database().owner, organizationId);
    expect(await mutate(client, 'createSite', { ...everything, customerId }, fields)).toEqual({
      __typename: 'Site',
      id: expect.any(String),
      ...everything,
      customer: { id: customerId },
    });
  });

  test.each([
    { name: 'no name', input: { name: ' ' }, code: 'REQUIRED', field: 'name' },
    { name: 'a name of two lines', input: { name: 'a\nb' }, code: 'UNSAFE_TEXT', field: 'name' },
    { name: 'no zone', input: { timeZone: '' }, code: 'REQUIRED', field: 'timeZone' },
    { name: 'an unknown zone', input: { timeZone: 'Texas' }, code: 'UNKNOWN_TIME_ZONE', field: 'timeZone' },
    { name: 'a negative capacity', input: { capacityKw: '-1' }, code: 'NEGATIVE', field: 'capacityKw' },
    {
      name: 'a rate of 7 decimals',
      input: { energyCostPerKwh: '0.0000001' },
      code: 'TOO_PRECISE',
      field: 'energyCostPerKwh',
    },
  ])('with $name is refused at its field', async ({ input, code, field }) => {
    const { client } = await staff();
    expect(await mutate(client, 'createSite', { ...everything, ...input }, fields)).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ code, path: ['input', field] }],
    });
  });

  test("can't have the name of another one, nor a customer of somebody else", async () => {
    const { client } = await staff();
    await mutate(client, 'createSite', everything, fields);
    expect(await mutate(client, 'createSite', everything, fields)).toMatchObject({
      __typename: 'Conflict',
      code: 'NAME_TAKEN',
      path: ['input', 'name'],
    });
    const foreign = await customer(database().owner, await organization(database().owner));
    expect(
      await mutate(client, 'createSite', { ...everything, name: 'Two', customerId: foreign }, fields),
    ).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'customerId'] });
  });

  test('asked for twice with one key is made once', async () => {
    const { client } = await staff();
    const input = { ...everything, idempotencyKey: 'k' };
    const [first, second] = await Promise.all([1, 2].map(() => mutate(client, 'createSite', input, fields)));
    expect(first.id).toBe(second.id);
    expect(await mutate(client, 'createSite', { ...input, city: 'Odessa' }, fields)).toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
  });

  test('needs the right to make one', async () => {
    const { client } = await staff({ role: 'BILLING' });
    const { errors, data } = await client.graphql(
      'mutation($input: CreateSiteInput!) { createSite(input: $input) { ... on Refusal { code } } }',
      { input: everything },
    );
    expect(data?.createSite?.code ?? errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('a change of a site', () => {
  test('leaves what it leaves out and clears what is null, and stands in the audit log', async () => {
    const { client, userId } = await staff();
    const { id } = await mutate(client, 'createSite', everything, fields);
    const changed = await mutate(client, 'updateSite', { siteId: id, name: 'Abilene', capacityKw: null }, fields);
    expect(changed).toMatchObject({ ...everything, name: 'Abilene', capacityKw: null });
    const { rows } = await database().owner.query(
      "select actor, action from audit_log where table_name = 'site' and row_id = $1 order by id",
      [id],
    );
    expect(rows).toEqual([
      { actor: `user:${userId}`, action: 'INSERT' },
      { actor: `user:${userId}`, action: 'UPDATE' },
    ]);
  });

  test.each([null, ' '])('never takes the name away (%o)', async (name) => {
    const { client, organizationId } = await staff();
    const siteId = await site(database().owner, organizationId);
    expect(await mutate(client, 'updateSite', { siteId, name }, fields)).toMatchObject({
      issues: [{ code: 'REQUIRED', path: ['input', 'name'] }],
    });
  });

  test("is refused for another organization's site as for none", async () => {
    const { client } = await staff();
    const foreign = await site(database().owner, await organization(database().owner));
    const answers = await Promise.all(
      [foreign, newId(), 'nonsense'].map((siteId) => mutate(client, 'updateSite', { siteId, name: 'Mine' }, fields)),
    );
    for (const answer of answers)
      expect(answer).toEqual({ __typename: 'NotFound', code: 'NOT_FOUND', path: ['input', 'siteId'] });
  });

  test('keeps the zone once a contract has begun there', async () => {
    const { owner } = database();
    const { client, organizationId } = await staff();
    const siteId = await site(owner, organizationId);
    const update = (timeZone: string) => mutate(client, 'updateSite', { siteId, timeZone }, fields);
    expect(await update('America/Denver')).toMatchObject({ timeZone: 'America/Denver' });
    const [miner] = await meteredMiners(owner, organizationId, 1, { siteId });
    const context = viewerContext(installation(database()), organizationId);
    await activeContract(context, await customer(owner, organizationId), [miner?.id as string]);
    expect(await update('America/Chicago')).toMatchObject({ code: 'IN_USE', path: ['input', 'timeZone'] });
    expect(await update('America/Denver')).toMatchObject({ timeZone: 'America/Denver' });
  });
});
