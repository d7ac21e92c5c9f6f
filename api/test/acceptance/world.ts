import { Logger, runOnce } from 'graphile-worker';
import { createClient } from 'graphql-ws';
import { createTransport } from 'nodemailer';
import WebSocket from 'ws';
import { taskList } from '../../src/job-runner.ts';
import type { Role } from '../../src/modules/identity/role.ts';
import { mutate } from '../builders/operator.ts';
import { installation, member, organization, password } from '../builders/organization.ts';
import { type Client, useServer } from '../client.ts';
import { type TestDatabase, useDatabase } from '../database.ts';
import { Inbox } from '../inbox.ts';
import { mailedTo } from '../mails.ts';

// oxlint-disable-next-line no-explicit-any -- an answer has the shape that its query asks for
type Answer = any;

/** A hosting company as its people and programs meet it: everything goes through the API. Only who owns the installation makes organizations. */
export type Host = {
  readonly organizationId: string;
  /** The owner's browser. */
  readonly client: Client;
  /** Runs a mutation and answers its success; a refusal fails the test. */
  do(mutation: string, input: object, success: string): Promise<Answer>;
  /** The refusal of a mutation: its code, path, and the issues of an input. */
  refused(mutation: string, input: object): Promise<Answer>;
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  person(role: Role, customerId?: string): Promise<Client>;
};

/** One server and one database for a file; each test makes its own host. */
export function useWorld(start = '2026-07-01T12:00:00Z') {
  const database = useDatabase();
  const clock = { now: new Date(start) };
  const server = useServer(() => installation(database(), clock));

  async function host(parts: Parameters<typeof organization>[1] = {}): Promise<Host> {
    const organizationId = await organization(database().owner, parts);
    const person = async (role: Role, customerId: string | null = null) =>
      server()
        .client()
        .signIn((await member(database().owner, organizationId, role, customerId)).email, password);
    return { organizationId, person, ...speaking(await person('OWNER')) };
  }

  const guest = (bearer?: string) => server().client(bearer);
  const mail = (recipient: string, form: 'text' | 'html' = 'text') => mailedTo(database(), recipient, form);
  /** What a subscription gets, by a browser's cookie or a program's key; `closed` holds the code when its socket is shut, `failed` that of a refusal. */
  function listen(query: string, as: { cookie?: string | null; bearer?: string }): Inbox & { stop(): void } {
    const inbox = new Inbox();
    const socket = createClient({
      url: `${server().url.replace('http', 'ws')}/graphql`,
      retryAttempts: 0,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { headers: as.cookie ? { cookie: as.cookie } : {} });
        }
      },
      ...(as.bearer ? { connectionParams: { authorization: `Bearer ${as.bearer}` } } : {}),
      on: { closed: (event) => inbox.put({ closed: (event as { code: number }).code }) },
    });
    socket.subscribe(
      { query },
      {
        next: ({ data }) => inbox.put(data as Record<string, unknown>),
        error: (reason) => inbox.put({ failed: Array.isArray(reason) ? reason[0]?.extensions?.code : null }),
        complete: () => {},
      },
    );
    return Object.assign(inbox, { stop: () => void socket.dispose() });
  }
  /** Does something at another time. Sessions from before may have ended by then. */
  async function at<T>(instant: string, work: () => Promise<T>): Promise<T> {
    const before = clock.now;
    clock.now = new Date(instant);
    try {
      return await work();
    } finally {
      clock.now = before;
    }
  }
  /** Runs what is queued until nothing is left; mails go nowhere, they are read from the outbox. */
  const jobs = () => runJobs(database(), clock);
  /** What a worker does every hour: terms end or go on. */
  async function turnTerms(): Promise<void> {
    await database().owner.query("select graphile_worker.add_job('queueTurnOfTerms', '{}')");
    await jobs();
  }
  return { clock, at, host, guest, listen, mail, jobs, turnTerms, server, database };
}

export function speaking(client: Client): Pick<Host, 'client' | 'do' | 'refused' | 'ask'> {
  return {
    client,
    async do(mutation, input, success) {
      const answer = await mutate(client, mutation, input, success);
      if (answer.code) throw new Error(`${mutation} answered ${JSON.stringify(answer)}`);
      return answer;
    },
    async refused(mutation, input) {
      const answer = await mutate(client, mutation, input, '');
      if (!answer.code) throw new Error(`${mutation} was not refused`);
      return answer;
    },
    async ask(query, variables) {
      const { data, errors } = await client.graphql(query, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
  };
}

async function runJobs(database: TestDatabase, clock: { now: Date }): Promise<void> {
  const mail = { transport: createTransport({ jsonTransport: true }), from: 'bills@example.com' };
  await runOnce({
    pgPool: database.owner, // ended with the test, before its database is dropped
    taskList: taskList(installation(database, clock), mail),
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  });
}

/** A site with a collector, a PDU and machines on its outlets, each with its own register. */
export async function siteOf(
  host: Host,
  parts: { machines?: number; name?: string; model?: object; mappedFrom?: string; site?: object } = {},
) {
  const site = await host.do(
    'createSite',
    { name: parts.name ?? 'Odessa', timeZone: 'America/Chicago', ...parts.site },
    '... on Site { id }',
  );
  const { collector, token } = await host.do(
    'createCollector',
    { siteId: site.id, name: `At ${parts.name ?? 'Odessa'}` },
    '... on CollectorCreated { token collector { id } }',
  );
  const machines = parts.machines ?? 2;
  const pdu = await host.do(
    'createPdu',
    {
      siteId: site.id,
      collectorId: collector.id,
      name: 'PDU 1',
      address: 'snmp://10.0.0.9',
      profile: 'raritan-pdu2',
      outlets: machines,
    },
    '... on Pdu { id }',
  );
  const model = await host.do(
    'createMinerModel',
    {
      make: 'Antminer',
      name: `S21 ${site.id.slice(-4)}`,
      ratedHashrateThs: '200',
      ratedPowerW: '3500',
      ratedEfficiencyJPerTh: '17.5',
      ...parts.model,
    },
    '... on MinerModel { id make name }',
  );
  const rows = Array.from({ length: machines }, (_, index) => ({
    name: `${parts.name ?? 'Odessa'} ${index + 1}`,
    model: `${model.make} ${model.name}`,
    pdu: 'PDU 1',
    outlet: index + 1,
  }));
  const { rows: made } = await host.do(
    'importMiners',
    { siteId: site.id, rows, mappedFrom: parts.mappedFrom ?? '2026-06-01T00:00:00Z' },
    '... on MinersImported { rows { miner { id name feeds { outlet { id register { id } } } } } }',
  );
  const miners: { id: string; name: string; feeds: { outlet: { id: string; register: { id: string } } }[] }[] =
    made.map(({ miner }: { miner: object }) => miner);
  return {
    siteId: site.id as string,
    collectorId: collector.id as string,
    pduId: pdu.id as string,
    modelId: model.id as string,
    token: token as string,
    miners,
    minerIds: miners.map(({ id }) => id),
  };
}

/** Hourly register readings of a steady load, as the site's collector sends them. */
export async function metered(
  { guest }: { guest: (bearer?: string) => Client },
  token: string,
  miners: Awaited<ReturnType<typeof siteOf>>['miners'],
  { from, to, powerW }: { from: string; to: string; powerW: number },
): Promise<void> {
  const columns = { registerId: [] as string[], takenAt: [] as string[], registerWh: [] as string[] };
  for (let at = Date.parse(from), hour = 0; at <= Date.parse(to); at += 3_600_000, hour++)
    for (const { feeds } of miners) {
      columns.registerId.push(feeds[0]?.outlet.register.id as string);
      columns.takenAt.push(new Date(at).toISOString().replace('.000Z', 'Z'));
      columns.registerWh.push(String(hour * powerW));
    }
  const answer = await mutate(
    guest(token),
    'recordReadings',
    { sequence: 1, sentAt: columns.takenAt.at(-1), registers: columns },
    '... on ReadingsRecorded { accepted rejects { code } }',
  );
  if (answer.accepted !== columns.registerId.length) throw new Error(JSON.stringify(answer));
}

export const customerOf = async (host: Host, parts: object = {}): Promise<{ id: string; contactEmail: string }> =>
  host.do(
    'createCustomer',
    { name: 'Grace Hash', contactEmail: `grace-${host.organizationId.slice(-6)}@example.com`, ...parts },
    '... on Customer { id contactEmail }',
  );

export const contractFields =
  '... on Contract { id status number displayNumber type term startsOn endsOn endsOnOverridden autoRenew renews rate powerCapKw billingMethod noticeDays noticeBy timeZone prices { component unit rate } }';

/** A draft: Hosted, metered, a year from 1 June 2026 unless said otherwise. */
export const draftOf = (host: Host, customerId: string, parts: object = {}) =>
  host.do(
    'createContract',
    { customerId, type: 'HOSTED', term: 'YEARS_1', startsOn: '2026-06-01', billingMethod: 'METERED', ...parts },
    contractFields,
  );

/** The same with machines, in force. */
export async function contractOf(host: Host, customerId: string, minerIds: readonly string[], parts: object = {}) {
  const { id } = await draftOf(host, customerId, parts);
  await host.do('assignMiners', { contractId: id, minerIds }, '... on Contract { id }');
  return host.do('activateContract', { contractId: id }, contractFields);
}
