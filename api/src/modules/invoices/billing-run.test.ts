import { createClient } from 'graphql-ws';
import { createTransport } from 'nodemailer';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { meteredMiners, steadyLoad } from '../../../test/builders/contracts.ts';
import { julyStart, juneStart } from '../../../test/builders/invoices.ts';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { type Client, useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { Inbox } from '../../../test/inbox.ts';
import { startJobs } from '../../job-runner.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));
const mail = { transport: createTransport({ jsonTransport: true }), from: 'bills@example.com' };

/** What a mutation answers: its success, or the refusal's code. */
async function mutate(
  client: Client,
  name: string,
  type: string,
  fields: string,
  input: object,
): Promise<Record<string, never>> {
  const query = `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename ... on Refusal { code message } ${fields} } }`;
  const { data, errors } = await client.graphql(query, { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return data[name];
}

function watch(client: Client, query: string, variables: Record<string, unknown>): Inbox {
  const inbox = new Inbox();
  const socket = createClient({
    url: `${server().url.replace('http', 'ws')}/graphql`,
    retryAttempts: 0,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers: { cookie: client.cookie ?? '' } });
      }
    },
  });
  socket.subscribe(
    { query, variables },
    {
      next: ({ data }) => inbox.put(data as Record<string, unknown>),
      error: (error) => inbox.put({ error }),
      complete: () => inbox.put({ complete: true }),
    },
  );
  return inbox;
}

test('from contract to bill through the API, watched while it runs', async () => {
  const { owner } = database();
  const organizationId = await organization(owner);
  const customerId = await customer(owner, organizationId);
  const miners = await meteredMiners(owner, organizationId, 2);
  for (const { outlet } of miners)
    await steadyLoad(owner, organizationId, outlet.register.no, { from: juneStart, to: julyStart, powerW: 3_000 });
  const client = await server()
    .client()
    .signIn((await member(owner, organizationId, 'OWNER')).email, password);

  const draft = await mutate(
    client,
    'createContract',
    'CreateContract',
    '... on Contract { id displayNumber rate endsOn timeZone prices { component unit rate } }',
    {
      customerId,
      type: 'HOSTED',
      term: 'YEARS_1',
      startsOn: '2026-06-01',
      billingMethod: 'METERED',
    },
  );
  expect(draft).toMatchObject({
    __typename: 'Contract',
    rate: '0.072500',
    endsOn: '2027-06-01',
    timeZone: 'America/Chicago',
  });
  const contractId = draft.id;
  await mutate(client, 'assignMiners', 'AssignMiners', '... on Contract { id }', {
    contractId,
    minerIds: miners.map(({ id }) => id),
  });
  const active = await mutate(
    client,
    'activateContract',
    'ActivateContract',
    '... on Contract { number status timeline { kind } }',
    { contractId },
  );
  expect(active).toMatchObject({
    number: 'HC-000001',
    status: 'ACTIVE',
    timeline: [{ kind: 'CREATED' }, { kind: 'ASSIGNED' }, { kind: 'ACTIVATED' }],
  });

  const generate = { period: '2026-06', idempotencyKey: 'double click' };
  const run = await mutate(
    client,
    'generateInvoices',
    'GenerateInvoices',
    '... on BillingRun { id state progress { done total } }',
    generate,
  );
  expect(run).toMatchObject({ __typename: 'BillingRun', state: 'QUEUED', progress: { done: 0, total: 1 } });
  const again = await mutate(client, 'generateInvoices', 'GenerateInvoices', '... on BillingRun { id }', generate);
  expect(again.id).toBe(run.id);

  const progress = watch(
    client,
    'subscription($id: ID!) { billingRunProgress(id: $id) { state progress { done total counts { outcome count } } } }',
    { id: run.id },
  );
  await progress.wait((message) => 'billingRunProgress' in message);
  const jobs = await startJobs(installation(database()), database().ownerUrl, mail);
  const finished = await progress.wait(
    (message) => (message.billingRunProgress as { state?: string } | undefined)?.state === 'FINISHED',
  );
  expect(finished).toMatchObject({
    billingRunProgress: { progress: { done: 1, total: 1, counts: [{ outcome: 'DRAFTED', count: 1 }] } },
  });
  await progress.wait((message) => message.complete === true);
  await jobs.stop();

  const { data } = await client.graphql(
    'query($id: ID!) { billingRun(id: $id) { outcomes { nodes { outcome customer { id } invoices { id status total { amount } changePercent } } } } }',
    { id: run.id },
  );
  const [outcome] = data.billingRun.outcomes.nodes;
  expect(outcome).toMatchObject({
    outcome: 'DRAFTED',
    customer: { id: customerId },
    invoices: [{ status: 'DRAFT', total: { amount: '313.20' }, changePercent: null }],
  });
  const issued = await mutate(client, 'issueInvoice', 'IssueInvoice', '... on Invoice { number status pdfUrl }', {
    invoiceId: outcome.invoices[0].id,
  });
  expect(issued).toMatchObject({ number: 'INV-000001', status: 'ISSUED' });
  expect((await client.fetch(issued.pdfUrl ?? '')).status).toBe(200);
});

test('a run is nothing to a customer, nor to another organization', async () => {
  const { owner } = database();
  const organizationId = await organization(owner);
  const client = await server()
    .client()
    .signIn((await member(owner, organizationId, 'OWNER')).email, password);
  const run = await mutate(client, 'generateInvoices', 'GenerateInvoices', '... on BillingRun { id }', {
    period: '2026-06',
  });
  const customerId = await customer(owner, organizationId);
  const theirs = await server()
    .client()
    .signIn((await member(owner, organizationId, 'CUSTOMER_OWNER', customerId)).email, password);
  const foreign = await server()
    .client()
    .signIn((await member(owner, await organization(owner), 'OWNER')).email, password);
  const query = 'query($id: ID!) { billingRun(id: $id) { id } }';
  expect((await theirs.graphql(query, { id: run.id })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await foreign.graphql(query, { id: run.id })).data).toEqual({ billingRun: null });
  expect((await client.graphql(query, { id: 'nonsense' })).data).toEqual({ billingRun: null });
  const list = 'query { billingRuns(first: 10) { totalCount nodes { id } } }';
  expect((await theirs.graphql(list)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await foreign.graphql(list)).data.billingRuns).toEqual({ totalCount: 0, nodes: [] });
  expect((await client.graphql(list)).data.billingRuns).toEqual({ totalCount: 1, nodes: [{ id: run.id }] });
});
