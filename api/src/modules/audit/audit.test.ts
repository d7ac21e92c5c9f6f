import { expect, test } from 'vitest';
import { draftContract } from '../../../test/builders/contracts.ts';
import {
  customer,
  installation,
  member,
  organization,
  password,
  viewerContext,
} from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { managerFor } from '../../database/scope.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

async function scene() {
  const organizationId = await organization(database().owner);
  const owner = await member(database().owner, organizationId, 'OWNER');
  return { organizationId, owner, client: await server().client().signIn(owner.email, password) };
}

const log = `query($first: Int, $after: String, $filter: AuditFilter) { auditLog(first: $first, after: $after, filter: $filter) {
  nodes { id at actor actorName action table rowId changed before after } totalCount pageInfo { hasNextPage endCursor } } }`;
const rename = `mutation($id: ID!, $name: String!) { updateCustomer(input: { customerId: $id, name: $name }) { __typename } }`;

test('a change is found with who made it, and what was before and after', async () => {
  const { client, organizationId, owner } = await scene();
  const id = await customer(database().owner, organizationId, { name: 'Before' });
  await client.graphql(rename, { id, name: 'Afterwards' });
  const { data } = await client.graphql(log, { filter: { search: 'afterWARDS' } });
  expect(data.auditLog).toMatchObject({
    nodes: [
      {
        actor: `user:${owner.userId}`,
        actorName: 'Pat Person',
        action: 'UPDATE',
        table: 'customer',
        rowId: id,
        changed: ['name'],
      },
    ],
    totalCount: 1,
  });
  const [entry] = data.auditLog.nodes;
  expect([JSON.parse(entry.before).name, JSON.parse(entry.after).name]).toEqual(['Before', 'Afterwards']);
});

test('filters narrow, pages go on from their cursor, newest first', async () => {
  const { client, organizationId, owner } = await scene();
  const id = await customer(database().owner, organizationId);
  for (const name of ['One', 'Two', 'Three']) await client.graphql(rename, { id, name });
  const filter = { rowId: id, action: 'UPDATE', table: 'customer', actor: `user:${owner.userId}` };
  const first = await client.graphql(log, { first: 2, filter });
  expect(first.data.auditLog.nodes.map((entry: { after: string }) => JSON.parse(entry.after).name)).toEqual([
    'Three',
    'Two',
  ]);
  expect(first.data.auditLog).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const second = await client.graphql(log, { first: 2, filter, after: first.data.auditLog.pageInfo.endCursor });
  expect(second.data.auditLog.nodes.map((entry: { after: string }) => JSON.parse(entry.after).name)).toEqual(['One']);
  const none = await client.graphql(log, { filter: { ...filter, to: '2020-01-01T00:00:00Z' } });
  expect(none.data.auditLog.totalCount).toBe(0);
});

test('owners and admins read it, other roles and customers do not, another organization sees none of it', async () => {
  const { organizationId } = await scene();
  const customerId = await customer(database().owner, organizationId);
  const others = [
    await member(database().owner, organizationId, 'BILLING'),
    await member(database().owner, organizationId, 'CUSTOMER_OWNER', customerId),
  ];
  for (const { email } of others) {
    const client = await server().client().signIn(email, password);
    expect((await client.graphql(log)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await client.fetch('/exports/audit.csv')).status).toBe(404);
  }
  const stranger = await scene();
  const seen = await stranger.client.graphql(log, { filter: { rowId: customerId } });
  expect(seen.data.auditLog.nodes).toEqual([]);
});

test("a customer's activity holds what was done about it, its contracts and its people; others' not; the rows are for who audits", async () => {
  const { client, organizationId } = await scene();
  const [id, other] = [
    await customer(database().owner, organizationId),
    await customer(database().owner, organizationId),
  ];
  const portal = await member(database().owner, organizationId, 'CUSTOMER_OWNER', id);
  await client.graphql(rename, { id: other, name: 'Somebody else' });
  const draft = await draftContract(viewerContext(installation(database()), organizationId), id);
  const theirs = await server().client().signIn(portal.email, password);
  await client.graphql(rename, { id, name: 'Renamed' });
  await client.graphql(`mutation { sendPortalInvite(input: { customerId: "${id}" }) { __typename } }`);
  const activity = `query($id: ID!) { customer(id: $id) { activity(first: 100) { totalCount nodes { table rowId action after } } } }`;
  type Entry = { table: string; rowId: string; action: string; after: string | null };
  const seen: Entry[] = (await client.graphql(activity, { id })).data.customer.activity.nodes;
  const tables = new Set(seen.map(({ table, action }) => `${action} ${table}`));
  for (const entry of [
    'UPDATE customer',
    'INSERT contract',
    'INSERT contract_price',
    'INSERT session',
    'INSERT invite',
    'INSERT mail',
  ])
    expect(tables).toContain(entry);
  expect(seen.map(({ rowId }) => rowId)).toContain(draft.id);
  expect(JSON.stringify(seen)).not.toContain('Somebody else');
  expect(JSON.stringify(seen)).toContain('Renamed');
  const reader = await member(database().owner, organizationId, 'READ_ONLY');
  const reading = await server().client().signIn(reader.email, password);
  const less: Entry[] = (await reading.graphql(activity, { id })).data.customer.activity.nodes;
  expect(less.map(({ rowId }) => rowId)).toEqual(seen.map(({ rowId }) => rowId));
  expect(new Set(less.map(({ after }) => after))).toEqual(new Set([null]));
  expect((await theirs.graphql(activity, { id })).data.customer.activity).toEqual({ totalCount: 0, nodes: [] });
});

test('it is exported as CSV, formulas made harmless', async () => {
  const { client, organizationId } = await scene();
  const key = await client.graphql(
    'mutation { createApiKey(input: { name: "=2+5", permissions: ["customer:update"] }) { ... on ApiKeyCreated { token } } }',
  );
  const id = await customer(database().owner, organizationId);
  await server().client(key.data.createApiKey.token).graphql(rename, { id, name: 'By, key' });
  const response = await client.fetch('/exports/audit.csv?from=2020-01-01T00:00:00Z');
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const lines = (await response.text()).split('\r\n');
  expect(lines[0]).toBe('at,actor,actorName,action,table,rowId,changed,before,after');
  expect(lines[1]).toContain(`,'=2+5,UPDATE,customer,${id},name,"{`);
  expect((await client.fetch('/exports/audit.csv?from=yesterday')).status).toBe(400);
});

test('role app can neither write, change nor remove an entry', async () => {
  const { organizationId } = await scene();
  const em = managerFor(database().orm, {
    kind: 'STAFF',
    organizationId,
    customerId: null,
    userId: null,
    actor: 'test',
  });
  for (const attack of [
    `insert into audit_log (organization_id, table_name, action) values ('${organizationId}', 'customer', 'UPDATE')`,
    `update audit_log set actor = 'user:somebody'`,
    'delete from audit_log',
    'truncate audit_log',
  ])
    await expect(em.execute(attack)).rejects.toThrow(/permission denied/);
});

const audited =
  'organization branding billing_settings tax_rate customer customer_file app_user membership session invite api_key mail ' +
  'site miner collector contract contract_price assignment invoice';

test.each(audited.split(' '))('the database itself writes an entry for a change of %s', async (table) => {
  const { rows } = await database().owner.query(
    `select 1 from pg_trigger where tgrelid = $1::regclass and tgname = 'audit' and tgenabled = 'O'`,
    [table],
  );
  expect(rows).toHaveLength(1);
});
