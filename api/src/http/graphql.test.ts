import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { customer, installation, member, organization, password } from '../../test/builders/organization.ts';
import { useServer } from '../../test/client.ts';
import { useDatabase } from '../../test/database.ts';
import { limits } from '../graphql/limits.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));

const json = { 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = json) =>
  server().client().fetch('/graphql', { method: 'POST', headers, body });

test('an answer is JSON that nobody keeps', async () => {
  const response = await post('{"query":"{ __typename }"}');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
});

test.each([
  { name: 'no JSON', body: '{"query":', status: 400 },
  { name: 'nothing', body: '', status: 400 },
  { name: 'a list of operations', body: '[{"query":"{ __typename }"}]', status: 400 },
  {
    name: "a form's text, which another site's page could send",
    body: '{}',
    headers: { 'content-type': 'text/plain' },
    status: 400,
  },
  { name: 'something compressed', body: 'x', headers: { ...json, 'content-encoding': 'gzip' }, status: 415 },
  { name: 'more than a body may have', body: `{"query":"${'x'.repeat(limits.bodyBytes)}"}`, status: 413 },
])('$name is refused in the form of every other answer', async ({ body, headers, status }) => {
  const response = await post(body, headers);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
});

test('a query in the address needs the header that no form of another site sends', async () => {
  const path = `/graphql?query=${encodeURIComponent('{ __typename }')}`;
  expect((await server().client().fetch(path)).status).toBe(400);
  const asked = await server()
    .client()
    .fetch(path, { headers: { 'apollo-require-preflight': 'yes' } });
  expect(await asked.json()).toEqual({ data: { __typename: 'Query' } });
});

test("another site's page gets nothing", async () => {
  const response = await post('{"query":"{ __typename }"}', { ...json, origin: 'https://elsewhere.example' });
  expect(response.status).toBe(403);
});

test('who leaves in the middle of asking harms nobody', async () => {
  const { port } = new URL(server().url);
  const socket = connect(Number(port), '127.0.0.1');
  await new Promise<void>((resolve) => {
    const head =
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"query"';
    socket.write(head, () => resolve());
  });
  socket.resetAndDestroy();
  expect((await post('{"query":"{ __typename }"}')).status).toBe(200);
});

test('the session cookie is set for pages of this server alone, and cleared at the end', async () => {
  const organizationId = await organization(database().owner);
  const { email } = await member(database().owner, organizationId, 'OWNER');
  const client = server().client();
  const ask = (query: string) =>
    client.fetch('/graphql', { method: 'POST', headers: json, body: JSON.stringify({ query }) });
  const entered = await ask(
    `mutation { signIn(input: { email: ${JSON.stringify(email)}, password: ${JSON.stringify(password)} }) { __typename } }`,
  );
  expect(entered.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^hashyard=[\w-]{43}; Path=\/; Expires=Wed, 15 Jul 2026 12:00:00 GMT; HttpOnly; SameSite=Lax$/,
    ),
  ]);
  const left = await ask('mutation { signOut(input: {}) { __typename } }');
  expect(left.headers.getSetCookie()).toEqual([
    'hashyard=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax',
  ]);
});

test('of many who ask at once each is who it is, and whose session has just ended is nobody', async () => {
  const organizationId = await organization(database().owner);
  const customerId = await customer(database().owner, organizationId);
  const people = [
    await member(database().owner, organizationId, 'OWNER'),
    await member(database().owner, organizationId, 'ADMIN'),
    await member(database().owner, organizationId, 'CUSTOMER_OWNER', customerId),
  ];
  const clients = await Promise.all(people.map(({ email }) => server().client().signIn(email, password)));
  const whoAll = () =>
    Promise.all(
      clients.map(async (client) => {
        const { data } = await client.graphql('{ viewer { kind user { email } } }');
        return data.viewer?.user.email ?? null;
      }),
    );
  const emails = people.map(({ email }) => email);
  expect(await whoAll()).toEqual(emails);
  await database().owner.query('update session set ended_at = now() where user_id = $1', [people[1]?.userId]);
  expect(await whoAll()).toEqual([emails[0], null, emails[2]]);
  await database().owner.query('update customer set portal_access = false where id = $1', [customerId]);
  expect(await whoAll()).toEqual([emails[0], null, null]);
});
