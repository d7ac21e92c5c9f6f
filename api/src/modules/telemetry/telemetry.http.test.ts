import { beforeAll, describe, expect, test } from 'vitest';
import { collector, miner, site, type TestCollector, type TestMiner } from '../../../test/builders/fleet.ts';
import { installation, member, organization, password } from '../../../test/builders/organization.ts';
import { type Client, useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';

const database = useDatabase();
const now = new Date('2026-07-01T12:00:00Z');
const server = useServer(() => installation(database(), { now }));

let organizationId = '';
let asking: TestCollector;
let machine: TestMiner;
let device: Client;

beforeAll(async () => {
  const { owner } = database();
  organizationId = await organization(owner);
  const siteId = await site(owner, organizationId);
  asking = await collector(owner, organizationId, { siteId });
  machine = await miner(owner, organizationId, { siteId, collectorId: asking.id });
  device = server().client(asking.token);
});

const mutation = `mutation($input: RecordReadingsInput!) { recordReadings(input: $input) { __typename
  ... on ReadingsRecorded { acknowledgedSequence accepted duplicates rejects { part row code } } ... on Refusal { code path } } }`;

const input = (miners: object, parts: object = {}) => ({
  sequence: 41,
  sentAt: '2026-07-01T12:00:01Z',
  miners: { minerId: [machine.id], takenAt: ['2026-07-01T12:00:00.250Z'], answered: [true], ...miners },
  ...parts,
});

/** Sends a body as it stands: JSON that no serializer would write. */
async function raw(body: string): Promise<{ data?: unknown; errors?: { extensions: { code: string } }[] }> {
  const response = await device.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return (await response.json()) as { data?: unknown };
}

describe('recordReadings over HTTP', () => {
  test("takes a batch by the collector's token and answers its sequence", async () => {
    const { data } = await device.graphql(mutation, {
      input: input({ hashrateThs: [201.5], faults: [['fan']], fansRpm: [[5000]] }),
    });
    expect(data.recordReadings).toEqual({
      __typename: 'ReadingsRecorded',
      acknowledgedSequence: 41,
      accepted: 1,
      duplicates: 0,
      rejects: [],
    });
  });

  test('an empty batch is acknowledged', async () => {
    const { data } = await device.graphql(mutation, { input: { sequence: 42, sentAt: '2026-07-01T12:00:01Z' } });
    expect(data.recordReadings).toMatchObject({ acknowledgedSequence: 42, accepted: 0 });
  });

  test.each([
    { name: 'an unknown word', miners: { powerKind: ['GUESSED'], powerW: [1] } },
    { name: 'text for a number', miners: { hashrateThs: ['200'] } },
    { name: 'an instant that is none', miners: { takenAt: ['yesterday'] } },
    { name: 'null for an id', miners: { minerId: [null] } },
  ])('refuses $name as bad input', async ({ miners }) => {
    expect((await device.graphql(mutation, { input: input(miners) })).errors?.[0]?.extensions.code).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('refuses a number beyond all numbers', async () => {
    const body = JSON.stringify({ query: mutation, variables: { input: input({ hashrateThs: ['huge'] }) } });
    expect((await raw(body.replace('"huge"', '1e999'))).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('unequal columns name the column', async () => {
    const { data } = await device.graphql(mutation, { input: input({ hashrateThs: [] }) });
    expect(data.recordReadings).toEqual({
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      path: ['input', 'miners', 'hashrateThs'],
    });
  });

  test('is for collectors alone, of this very organization', async () => {
    const staff = await server()
      .client()
      .signIn((await member(database().owner, organizationId, 'OWNER')).email, password);
    expect((await staff.graphql(mutation, { input: input({}) })).data.recordReadings).toMatchObject({
      __typename: 'Forbidden',
      code: 'FORBIDDEN',
    });
    expect(
      (
        await server()
          .client()
          .graphql(mutation, { input: input({}) })
      ).data.recordReadings,
    ).toMatchObject({ code: 'UNAUTHENTICATED' });
    const strangers = await organization(database().owner);
    const theirs = await collector(database().owner, strangers, { siteId: await site(database().owner, strangers) });
    const { data } = await server()
      .client(theirs.token)
      .graphql(mutation, { input: input({}) });
    expect(data.recordReadings).toMatchObject({
      accepted: 0,
      rejects: [{ part: 'MINERS', row: 0, code: 'UNKNOWN_DEVICE' }],
    });
  });

  test('a collector reaches nothing else', async () => {
    for (const query of [
      '{ miners { totalCount } }',
      '{ sites { totalCount } }',
      '{ fleetTotals { miners } }',
      '{ collectors { totalCount } }',
    ])
      expect((await device.graphql(query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
