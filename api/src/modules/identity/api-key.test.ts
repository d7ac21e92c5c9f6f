import { createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import type { Role } from './role.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));

async function scene(role: Role = 'OWNER') {
  const organizationId = await organization(database().owner);
  const customerId = await customer(database().owner, organizationId);
  const isPortal = role.startsWith('CUSTOMER');
  const maker = await member(database().owner, organizationId, role, isPortal ? customerId : null);
  const client = await server().client().signIn(maker.email, password);
  return { organizationId, customerId, maker, client };
}

const create = `mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename
  ... on ApiKeyCreated { token apiKey { id name permissions customer { id } expiresAt lastUsedAt revokedAt } }
  ... on InvalidInput { issues { code path } } ... on Refusal { code path } } }`;
const revoke = `mutation($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { __typename ... on ApiKey { revokedAt } ... on Refusal { code } } }`;
const look = '{ viewer { kind name role permissions customer { id } user { id } memberships { id } } }';

test('a key is a viewer of its own, with its permissions and no more; its token is kept as a hash', async () => {
  const { client, customerId } = await scene();
  const { data } = await client.graphql(create, {
    input: { name: 'ERP', permissions: ['customer:read', 'customer:update'] },
  });
  const { token, apiKey } = data.createApiKey;
  expect(token).toMatch(/^hyk_[\w-]{43}$/);
  const program = server().client(token);
  expect((await program.graphql(look)).data.viewer).toEqual({
    kind: 'API_KEY',
    name: 'ERP',
    role: null,
    permissions: ['customer:read', 'customer:update'],
    customer: null,
    user: null,
    memberships: [],
  });
  const update = `mutation { updateCustomer(input: { customerId: "${customerId}", name: "Via key" }) { __typename } }`;
  expect((await program.graphql(update)).data.updateCustomer.__typename).toBe('Customer');
  expect((await program.graphql('{ invoices { totalCount } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const { rows } = await database().owner.query(
    `select (select actor from audit_log where table_name = 'customer' and row_id = $1 order by id desc limit 1) as actor, last_used_at, row_to_json(k)::text like '%' || $2 || '%' as in_clear from api_key k where id = $3`,
    [customerId, token.slice(4), apiKey.id],
  );
  expect(rows).toEqual([{ actor: `key:${apiKey.id}`, last_used_at: clock.now, in_clear: false }]);
});

test('a revoked or expired key is nobody', async () => {
  const { client } = await scene();
  const [one, two] = await Promise.all([
    client.graphql(create, { input: { name: 'Revoked', permissions: ['customer:read'] } }),
    client.graphql(create, {
      input: { name: 'Short', permissions: ['customer:read'], expiresAt: '2026-07-01T13:00:00Z' },
    }),
  ]);
  const answer = await client.graphql(revoke, { id: one.data.createApiKey.apiKey.id });
  expect(answer.data.revokeApiKey).toEqual({ __typename: 'ApiKey', revokedAt: '2026-07-01T12:00:00Z' });
  clock.now = new Date('2026-07-01T13:00:00Z');
  for (const { data } of [one, two])
    expect((await server().client(data.createApiKey.token).graphql(look)).data.viewer).toBeNull();
  const stranger = await scene();
  expect((await stranger.client.graphql(revoke, { id: one.data.createApiKey.apiKey.id })).data.revokeApiKey.code).toBe(
    'NOT_FOUND',
  );
  expect((await stranger.client.graphql('{ apiKeys { id } }')).data.apiKeys).toEqual([]);
});

test('a key of one customer sees that customer alone', async () => {
  const { client, customerId, organizationId } = await scene();
  await customer(database().owner, organizationId, { name: 'Somebody Else' });
  await database().owner.query(`update customer_file set notes = 'secret' where id = $1`, [customerId]);
  const { data } = await client.graphql(create, {
    input: { name: 'Theirs', permissions: ['customer:read'], customerId },
  });
  const program = server().client(data.createApiKey.token);
  expect((await program.graphql('{ customers { nodes { id notes } } }')).data.customers.nodes).toEqual([
    { id: customerId, notes: null },
  ]);
  await database().owner.query('update customer set portal_access = false where id = $1', [customerId]);
  expect((await program.graphql(look)).data.viewer).toBeNull();
});

test("a portal owner's key is limited to its customer, and a member makes none", async () => {
  const { client, customerId, organizationId } = await scene('CUSTOMER_OWNER');
  const { data } = await client.graphql(create, { input: { name: 'Mine', permissions: ['contract:read'] } });
  expect(data.createApiKey.apiKey.customer).toEqual({ id: customerId });
  expect((await client.graphql('{ apiKeys { name } }')).data.apiKeys).toEqual([{ name: 'Mine' }]);
  expect((await client.graphql(revoke, { id: data.createApiKey.apiKey.id })).data.revokeApiKey.__typename).toBe(
    'ApiKey',
  );
  const other = await customer(database().owner, organizationId);
  const foreign = await client.graphql(create, {
    input: { name: 'X', permissions: ['contract:read'], customerId: other },
  });
  expect(foreign.data.createApiKey).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'customerId'] });
  const mate = await member(database().owner, organizationId, 'CUSTOMER_MEMBER', customerId);
  const member2 = await server().client().signIn(mate.email, password);
  expect(
    (await member2.graphql(create, { input: { name: 'X', permissions: ['contract:read'] } })).data.createApiKey.code,
  ).toBe('FORBIDDEN');
  expect((await member2.graphql('{ apiKeys { name } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test.each([
  {
    name: 'an unknown permission',
    input: { permissions: ['customer:read', 'world:rule'] },
    issue: { code: 'UNKNOWN_PERMISSION', path: ['input', 'permissions', '1'] },
  },
  { name: 'no permission', input: { permissions: [] }, issue: { code: 'REQUIRED', path: ['input', 'permissions'] } },
  {
    name: 'an end in the past',
    input: { expiresAt: '2026-07-01T12:00:00Z' },
    issue: { code: 'OUT_OF_RANGE', path: ['input', 'expiresAt'] },
  },
  { name: 'no name', input: { name: ' ' }, issue: { code: 'REQUIRED', path: ['input', 'name'] } },
])('$name is refused', async ({ input, issue }) => {
  const { client } = await scene();
  const { data } = await client.graphql(create, { input: { name: 'K', permissions: ['customer:read'], ...input } });
  expect(data.createApiKey.issues).toEqual([issue]);
});

test("a key ends with its maker's place, and never makes keys itself", async () => {
  const { client, maker } = await scene();
  const { data } = await client.graphql(create, {
    input: { name: 'K', permissions: ['customer:read', 'api-key:manage'] },
  });
  const program = server().client(data.createApiKey.token);
  const child = await program.graphql(create, { input: { name: 'Child', permissions: ['customer:read'] } });
  expect(child.data.createApiKey.code).toBe('FORBIDDEN');
  await database().owner.query('update membership set ended_at = $2 where id = $1', [maker.membershipId, clock.now]);
  expect((await program.graphql(look)).data.viewer).toBeNull();
});

test('repeated with its idempotency key, the same key and token come back, and there is one', async () => {
  const { client } = await scene();
  const input = { name: 'Once', permissions: ['customer:read'], idempotencyKey: 'k-1' };
  const answers = await Promise.all([1, 2].map(() => client.graphql(create, { input })));
  expect(answers[1]?.data.createApiKey).toEqual(answers[0]?.data.createApiKey);
  expect((await client.graphql('{ apiKeys { name } }')).data.apiKeys).toEqual([{ name: 'Once' }]);
  expect((await server().client(answers[1]?.data.createApiKey.token).graphql(look)).data.viewer.name).toBe('Once');
});

test('over WebSocket a key subscribes, and loses its socket within 5 seconds of being revoked', async () => {
  const { client } = await scene();
  const { data } = await client.graphql(create, { input: { name: 'Live', permissions: ['telemetry:read'] } });
  let close: (code: number) => void = () => {};
  const closed = new Promise<number>((resolve) => {
    close = resolve;
  });
  const socket = createClient({
    url: `${server().url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${data.createApiKey.token}` },
    on: { closed: (event) => close((event as { code: number }).code) },
  });
  const totals = socket.iterate({ query: 'subscription { fleetTotals { miners } }' });
  expect((await totals.next()).value?.data).toEqual({ fleetTotals: { miners: 0 } });
  const ended = totals.next().catch(() => null);
  const revokedAt = performance.now();
  await client.graphql(revoke, { id: data.createApiKey.apiKey.id });
  expect(await closed).toBe(4403);
  expect(performance.now() - revokedAt).toBeLessThan(5_000);
  await ended;
  await socket.dispose();
});
