import { expect, test } from 'vitest';
import { createSchema } from '../src/schema.ts';
import { newToken } from '../src/modules/identity/index.ts';
import { totp } from '../src/modules/identity/totp.ts';
import { useWorld } from './acceptance/world.ts';
import { member, password } from './builders/organization.ts';
import { mutate } from './builders/operator.ts';
import type { Client } from './client.ts';
import { fromBase32 } from './totp.ts';

/**
 * Every mutation of the schema, run once with the least input that it takes, in an order in which each can succeed. A
 * new mutation needs a case here, or a reason below why it leaves no entry.
 */
const withoutEntry: Record<string, string> = {
  recordReadings: 'readings are kept themselves, by device and time, and never change',
};

// oxlint-disable-next-line no-explicit-any -- an answer has the shape that its selection asks for
type Answer = any;
type By = 'owner' | 'portal' | 'collector' | 'guest';
type Made = Record<string, string>;
type Case = {
  by?: By;
  /** Null for a mutation without one. */
  input: ((made: Made) => object | Promise<object>) | null;
  before?: () => Promise<unknown>;
  /** What of the success the later cases need. */
  select?: string;
  keep?: (answer: Answer, made: Made) => void;
  /** Who did it by the log: `user:` unless a program or a job. */
  actor?: string;
};

const world = useWorld();
/** As the owner of the database. */
const rows = (sql: string, values: unknown[] = []) => world.database().owner.query(sql, values);
const secondPassword = 'another long enough one';
const id = '... on Node { id }';
const at = (day: number, hour = 12) =>
  `2026-06-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;

const cases: Record<string, Case> = {
  setUpInstallation: {
    by: 'guest',
    input: async () => {
      const { token, hash } = newToken();
      await rows('select offer_setup($1)', [hash]);
      return {
        token,
        owner: { name: 'Olive', email: 'olive@example.com', password },
        organization: { name: 'Lone Star', timeZone: 'UTC', currency: 'USD', energyRate: '0.07' },
        site: { name: 'First', timeZone: 'UTC' },
      };
    },
    select: '... on SignedIn { viewer { organization { id } user { id } memberships { id } } }',
    keep: ({ viewer }, made) => {
      made.organization = viewer.organization.id;
      made.owner = viewer.user.id;
      made.own = viewer.memberships[0].id;
    },
  },
  updateOrganization: { input: () => ({ name: 'Renamed' }) },
  updateBillingSettings: { input: () => ({ dueDays: 21, taxes: [{ code: 'TX', name: 'Tax', percent: '8' }] }) },
  updateBranding: { input: () => ({ slogan: 'Cold' }) },
  saveView: {
    input: () => ({ name: 'Hot ones', page: 'machines', query: 'q=1' }),
    select: '... on SavedView { id }',
    keep: keepId('view'),
  },
  removeView: { input: ({ view }) => ({ savedViewId: view }) },

  createSite: {
    input: () => ({ name: 'Second', timeZone: 'UTC', sellableHashrateThs: '1000' }),
    select: id,
    keep: keepId('site'),
  },
  updateSite: { input: ({ site }) => ({ siteId: site, city: 'Odessa' }) },
  createRack: {
    input: ({ site }) => ({ siteId: site, name: 'R1', rows: 1, columns: 2 }),
    select: '... on Rack { id slots { id } }',
    keep: (rack, made) => {
      made.rack = rack.id;
      made.slot = rack.slots[0].id;
    },
  },
  updateRack: { input: ({ rack }) => ({ rackId: rack, name: 'R2' }) },
  updateSlot: { input: ({ slot }) => ({ slotId: slot, label: 'left' }) },
  importRacks: { input: ({ site }) => ({ siteId: site, rows: [{ name: 'R9', rows: 1, columns: 1 }] }) },
  removeRack: { input: ({ rack }) => ({ rackId: rack }) },
  createCollector: {
    input: ({ site }) => ({ siteId: site, name: 'C' }),
    select: '... on CollectorCreated { token collector { id } }',
    keep: ({ token, collector }, made) => {
      made.token = token;
      made.collector = collector.id;
    },
  },
  reportCollector: {
    by: 'collector',
    input: () => ({
      version: '1',
      allowedNetworks: ['10.0.0.0/8'],
      sealingKey: Buffer.alloc(32, 9).toString('base64'),
      spooledReadings: 0,
    }),
    actor: 'collector:',
  },
  startDiscovery: {
    input: ({ site }) => ({ siteId: site, networks: ['10.0.0.0/24'] }),
  },
  addKnownMinerModels: { before: () => rows('delete from miner_model'), input: null },
  createMinerModel: {
    input: () => ({
      make: 'Antminer',
      name: 'S21',
      ratedHashrateThs: '200',
      ratedPowerW: '3500',
      ratedEfficiencyJPerTh: '17.5',
    }),
    select: id,
    keep: keepId('model'),
  },
  updateMinerModel: { input: ({ model }) => ({ minerModelId: model, source: 'Data sheet' }) },
  decideDiscoveries: {
    input: async ({ token }) => {
      const { rows: scans } = await rows('select id from scan');
      await mutate(
        world.guest(token),
        'reportCollector',
        {
          version: '1',
          allowedNetworks: ['10.0.0.0/8'],
          sealingKey: Buffer.alloc(32, 9).toString('base64'),
          spooledReadings: 0,
          scans: [
            { scanId: scans[0].id, done: 1, total: 1, found: [{ kind: 'MINER', address: 'cgminer://10.0.0.77:4028' }] },
          ],
        },
        '',
      );
      const { rows: found } = await rows('select id from discovery');
      return { ignore: [found[0].id] };
    },
  },
  createPdu: {
    input: ({ site, collector }) => ({
      siteId: site,
      collectorId: collector,
      name: 'P1',
      address: 'snmp://10.0.0.9',
      profile: 'raritan-pdu2',
      outlets: 4,
    }),
    select: '... on Pdu { id outlets { id register { id } } }',
    keep: ({ id: pdu, outlets }, made) => {
      made.pdu = pdu;
      made.outlet = outlets[0].id;
      made.register = outlets[0].register.id;
      made.spare = outlets[3].id;
    },
  },
  updatePdu: { input: ({ pdu }) => ({ pduId: pdu, name: 'P2' }) },
  confirmProfile: { input: ({ pdu }) => ({ deviceId: pdu, note: 'Compared with a clamp meter' }) },
  createMeter: {
    input: ({ site, collector }) => ({
      siteId: site,
      collectorId: collector,
      name: 'M1',
      address: 'modbus://10.0.0.8:502?unit=1',
      profile: 'eastron-sdm630',
    }),
    select: id,
    keep: keepId('meter'),
  },
  updateMeter: { input: ({ meter }) => ({ meterId: meter, name: 'M2' }) },
  importMiners: {
    input: ({ site }) => ({
      siteId: site,
      mappedFrom: at(1, 0),
      rows: [1, 2, 3].map((n) => ({
        name: `A${n}`,
        model: 'Antminer S21',
        pdu: 'P2',
        outlet: n,
        address: `10.0.1.${n}`,
      })),
    }),
    select: '... on MinersImported { rows { miner { id } } }',
    keep: (answer, made) => {
      [made.miner, made.other, made.third] = answer.rows.map(({ miner }: { miner: { id: string } }) => miner.id);
    },
  },
  updateMiner: { input: ({ third }) => ({ minerId: third, name: 'A3 renamed' }) },
  mapOutlets: { input: ({ spare, third }) => ({ from: at(20), feeds: [{ outletId: spare, minerId: third }] }) },
  importOutletMap: {
    input: ({ site }) => ({ siteId: site, from: at(21), rows: [{ pdu: 'P2', outlet: '4', machine: '' }] }),
  },
  mapOutletsByPattern: {
    input: async ({ third, pdu }) => {
      const { rows: racks } = await rows(
        "select r.id, s.id as slot from rack r join slot s on s.rack_id = r.id where r.name = 'R9'",
      );
      await mutate(cast.owner, 'updateMiner', { minerId: third, slotId: racks[0].slot }, '');
      return { from: at(22), patterns: [{ pduId: pdu, rackId: racks[0].id, firstOutlet: 4 }] };
    },
  },
  retireDevices: { input: ({ third }) => ({ deviceIds: [third] }) },
  restoreDevices: { input: ({ third }) => ({ deviceIds: [third] }) },

  recordReadings: {
    by: 'collector',
    input: ({ register }) => ({
      sequence: 1,
      sentAt: at(30),
      registers: {
        registerId: Array(30).fill(register),
        takenAt: Array.from({ length: 30 }, (_, day) => at(day + 1)),
        registerWh: Array.from({ length: 30 }, (_, day) => String(day * 72_000)),
      },
    }),
  },
  recordManualReading: {
    input: ({ register }) => ({
      registerId: register,
      takenAt: at(5, 18),
      registerWh: '300000',
      reason: 'Read by eye',
    }),
  },
  recordReplacement: {
    input: ({ register }) => ({
      registerId: register,
      at: at(28, 18),
      finalWh: '1960000',
      initialWh: '0',
      note: 'New PDU',
    }),
  },
  trustReadings: {
    input: ({ register }) => ({ registerId: register, from: at(12), to: at(13), reason: 'A furnace hung there' }),
  },
  voidReadings: { input: ({ register }) => ({ registerId: register, from: at(10), to: at(11), reason: 'Miswired' }) },
  estimateEnergy: {
    input: ({ register }) => ({
      registerId: register,
      from: at(10),
      to: at(11),
      energyWh: '72000',
      reason: 'By the days around',
    }),
  },

  createCustomer: {
    input: () => ({ name: 'Ada', contactEmail: 'ada@example.com' }),
    select: id,
    keep: keepId('customer'),
  },
  importCustomers: { input: () => ({ rows: [{ name: 'Bob', contactEmail: 'bob@example.com' }] }) },
  updateCustomer: { input: ({ customer }) => ({ customerId: customer, notes: 'Call first' }) },
  setBillingHold: { input: ({ customer }) => ({ customerId: customer, held: true, reason: 'Dispute' }) },
  markInDefault: { input: ({ customer }) => ({ customerId: customer, inDefault: true }) },
  sendPortalInvite: { input: ({ customer }) => ({ customerId: customer }) },
  acceptInvite: {
    by: 'guest',
    input: async () => ({
      token: /#([\w-]{43})/.exec(await world.mail('ada@example.com'))?.[1],
      password,
      name: 'Ada',
    }),
    select: '... on SignedIn { viewer { user { id } } }',
  },
  inviteUser: { input: () => ({ email: 'new@example.com', role: 'ADMIN' }) },
  retryMail: {
    input: async () => {
      const { rows: mails } = await rows(
        "update mail set state = 'FAILED' where recipient = 'new@example.com' returning id",
      );
      return { mailId: mails[0].id };
    },
  },
  createApiKey: {
    input: () => ({ name: 'K', permissions: ['customer:read'] }),
    select: '... on ApiKeyCreated { apiKey { id } }',
    keep: ({ apiKey }, made) => {
      made.key = apiKey.id;
    },
  },
  revokeApiKey: { input: ({ key }) => ({ apiKeyId: key }) },

  createContract: {
    input: ({ customer }) => ({
      customerId: customer,
      type: 'LEASE',
      term: 'YEARS_1',
      startsOn: '2026-06-01',
      billingMethod: 'METERED',
      rate: '0.08',
      lease: { monthlyFeePerUnit: '10' },
    }),
    select: id,
    keep: keepId('contract'),
  },
  updateContract: { input: ({ contract }) => ({ contractId: contract, rate: '0.09' }) },
  assignMiners: { input: ({ contract, miner, other }) => ({ contractId: contract, minerIds: [miner, other] }) },
  unassignMiners: { input: ({ contract, other }) => ({ contractId: contract, minerIds: [other], at: at(1, 0) }) },
  activateContract: {
    input: ({ contract }) => ({ contractId: contract }),
    select: '... on Contract { documentSha256 }',
    keep: ({ documentSha256 }, made) => {
      made.document = documentSha256;
    },
  },
  acceptContract: {
    by: 'portal',
    input: ({ contract, document }) => ({ contractId: contract, documentSha256: document, name: 'Ada' }),
  },
  grantCommands: { input: ({ contract }) => ({ contractId: contract, actions: ['REBOOT'] }) },
  changePrice: {
    input: ({ contract }) => ({ contractId: contract, component: 'ENERGY', rate: '0.1', startsOn: '2026-08-01' }),
  },
  suspendContract: { input: ({ contract }) => ({ contractId: contract, reason: 'Debt' }) },
  resumeContract: { input: ({ contract }) => ({ contractId: contract }) },
  extendContract: { input: ({ contract }) => ({ contractId: contract, term: 'MONTHS_3' }) },
  generateInvoices: { input: () => ({ period: '2026-06' }) },
  recomputeInvoice: {
    input: async (made) => {
      made.held = await heldInvoice();
      return { invoiceId: made.held };
    },
  },
  releaseInvoice: { input: release },
  holdInvoice: { input: ({ held }) => ({ invoiceId: held, reason: 'Ask Ada first' }) },
  changeInvoices: { input: ({ held }) => ({ invoiceIds: [held], change: 'RECOMPUTE' }) },
  cancelInvoice: { input: ({ held }) => ({ invoiceId: held, reason: 'Made too early' }) },
  issueInvoice: {
    input: async (made) => {
      await mutate(cast.owner, 'generateInvoices', { period: '2026-06' }, '');
      made.held = await heldInvoice();
      await mutate(cast.owner, 'releaseInvoice', await release(made), '');
      return { invoiceId: made.held };
    },
    select: '... on Invoice { id lines { position } }',
    keep: keepId('invoice'),
  },
  sendInvoice: { input: ({ invoice }) => ({ invoiceId: invoice }) },
  createCreditNote: {
    input: ({ invoice }) => ({
      invoiceId: invoice,
      lines: [{ position: 1, amount: { amount: '1.00', currency: 'USD' } }],
      reason: 'Goodwill',
    }),
  },
  addAdjustment: {
    input: ({ customer }) => ({
      customerId: customer,
      amount: { amount: '-5.00', currency: 'USD' },
      description: 'For the trouble',
    }),
  },
  writeOffInvoice: { input: ({ invoice }) => ({ invoiceId: invoice, reason: 'Bankrupt' }) },
  giveNotice: {
    input: async ({ customer, other }) => {
      const client = cast.owner;
      const draft = {
        customerId: customer,
        type: 'HOSTED',
        term: 'YEARS_1',
        startsOn: '2026-06-01',
        billingMethod: 'METERED',
        autoRenew: true,
      };
      const { id: contractId } = await mutate(client, 'createContract', draft, id);
      await mutate(client, 'assignMiners', { contractId, minerIds: [other] }, '');
      await mutate(client, 'activateContract', { contractId }, '');
      return { contractId };
    },
  },
  terminateContract: { input: ({ contract }) => ({ contractId: contract, endsOn: '2026-08-01', reason: 'Sold' }) },
  assignSites: {
    input: async ({ customer, site }) => {
      const client = cast.owner;
      await mutate(client, 'updateSite', { siteId: site, customerId: customer }, '');
      const draft = {
        customerId: customer,
        type: 'OM',
        term: 'YEARS_1',
        startsOn: '2026-07-01',
        billingMethod: 'FIXED',
        operations: { monthlyFee: '5' },
      };
      const { id: contractId } = await mutate(client, 'createContract', draft, id);
      return { contractId, siteIds: [site] };
    },
    select: id,
    keep: keepId('operations'),
  },
  unassignSites: {
    input: ({ operations, site }) => ({ contractId: operations, siteIds: [site], at: '2026-07-01T00:00:00Z' }),
  },
  discardContract: { input: ({ operations }) => ({ contractId: operations }) },

  removeMinerModel: {
    input: async () => {
      const spare = {
        make: 'Avalon',
        name: 'A15',
        ratedHashrateThs: '200',
        ratedPowerW: '3500',
        ratedEfficiencyJPerTh: '17.5',
      };
      return { minerModelId: (await mutate(cast.owner, 'createMinerModel', spare, id)).id };
    },
  },
  retireSite: {
    input: async () => {
      const { id: siteId } = await mutate(cast.owner, 'createSite', { name: 'Third', timeZone: 'UTC' }, id);
      return { siteId };
    },
    select: id,
    keep: keepId('retired'),
  },
  restoreSite: { input: ({ retired }) => ({ siteId: retired }) },

  startSecondFactor: {
    input: () => ({ password }),
    select: '... on SecondFactorStarted { secret }',
    keep: ({ secret }, made) => {
      made.secret = secret;
    },
  },
  confirmSecondFactor: {
    input: ({ secret }) => ({ oneTimeCode: totp(fromBase32(secret as string), world.clock.now.getTime()) }),
  },
  removeSecondFactor: {
    input: ({ secret }) => {
      world.clock.now = new Date(world.clock.now.getTime() + 30_000);
      return { password, oneTimeCode: totp(fromBase32(secret as string), world.clock.now.getTime()) };
    },
  },
  resetSecondFactor: {
    input: async ({ organization }) => {
      const colleague = await member(world.database().owner, organization as string, 'ADMIN');
      await rows(`insert into second_factor (user_id, sealed, confirmed_at) values ($1, '\\x01', '2026-01-01')`, [
        colleague.userId,
      ]);
      await rows('update app_user set second_factor = true where id = $1', [colleague.userId]);
      return { membershipId: colleague.membershipId };
    },
    select: '... on Membership { id }',
    keep: keepId('colleague'),
  },
  removeMembership: { input: ({ colleague }) => ({ membershipId: colleague }) },
  requestPasswordReset: { by: 'guest', input: () => ({ email: 'olive@example.com' }), actor: 'job:sendPasswordReset' },
  resetPassword: {
    by: 'guest',
    input: async () => ({
      token: /#([\w-]{43})/.exec(await world.mail('olive@example.com'))?.[1],
      password: secondPassword,
    }),
  },
  signIn: { by: 'owner', input: () => ({ email: 'olive@example.com', password: secondPassword }) },
  chooseMembership: { input: ({ own }) => ({ membershipId: own }) },
  endSession: {
    input: async () => {
      const others = (await cast.owner.graphql('{ sessions { id current } }')).data.sessions;
      return { sessionId: others.find(({ current }: { current: boolean }) => !current).id };
    },
  },
  commandDevices: { input: ({ miner }) => ({ targetIds: [miner], action: 'REBOOT', reason: 'Hung' }) },
  rotateCollectorToken: { input: ({ collector }) => ({ collectorId: collector }) },
  revokeCollector: { input: ({ collector }) => ({ collectorId: collector }) },
  viewAsCustomer: { input: ({ customer }) => ({ customerId: customer }) },
  signOut: { input: () => ({}) },
};

function keepId(name: string): (answer: Answer, made: Made) => void {
  return (answer, made) => {
    made[name] = answer.id;
  };
}

/** June's invoice, held, once the worker has made it. */
async function heldInvoice(): Promise<string> {
  await world.jobs();
  return (await rows("select id from invoice where status = 'HELD'")).rows[0].id;
}

async function release({ held }: Made): Promise<object> {
  const { rows: holds } = await rows('select distinct reason from invoice_hold where invoice_id = $1', [held]);
  return { invoiceId: held, next: 'DRAFT', note: 'Talked to Ada', override: holds.map(({ reason }) => reason) };
}

const cast = {} as Record<By, Client>;

test('every mutation has a case or a reason', () => {
  const all = Object.keys(createSchema().getMutationType()?.getFields() ?? {});
  expect(all.filter((name) => !cases[name])).toEqual([]);
  expect(Object.keys(cases).filter((name) => !all.includes(name))).toEqual([]);
});

test('every mutation leaves an entry of who did it', { timeout: 60_000 }, async () => {
  const made: Made = {};
  const findings: string[] = [];
  cast.owner = world.guest();
  cast.portal = world.guest();
  for (const [name, { by = 'owner', actor = 'user:', ...one }] of Object.entries(cases)) {
    const client =
      name === 'setUpInstallation'
        ? cast.owner
        : name === 'acceptInvite'
          ? cast.portal
          : by === 'collector'
            ? world.guest(made.token)
            : by === 'guest'
              ? world.guest()
              : cast[by];
    await one.before?.();
    const since = (await rows('select coalesce(max(id), 0)::text as id from audit_log')).rows[0].id;
    const answer = await run(client, name, one, made).catch((error: Error) => ({ code: error.message }));
    if (answer.code) findings.push(`${name} answered ${JSON.stringify(answer)}`);
    else one.keep?.(answer, made);
    if (actor.startsWith('job:')) await world.jobs();
    const { rowCount } = await rows(
      'select 1 from audit_log where id > $1 and organization_id = $2 and starts_with(actor, $3)',
      [since, made.organization, actor],
    );
    if ((rowCount === 0) !== name in withoutEntry)
      findings.push(`${name} ${rowCount === 0 ? 'left no entry' : 'left an entry'}`);
  }
  expect(findings).toEqual([]);
});

async function run(client: Client, name: string, { input, select = '' }: Case, made: Made): Promise<Answer> {
  if (input) return mutate(client, name, await input(made), select);
  const { data, errors } = await client.graphql(`mutation { ${name} { __typename ... on Refusal { code } } }`);
  return errors ? { code: JSON.stringify(errors) } : data[name];
}
