import { mutate } from '../builders/operator.ts';
import { type Cases, id, keepId, type Made, type Stage } from './case.ts';

/** Contracts and invoices, each through its life. */
export const contractCases = (stage: Stage): Cases => ({
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
  unassignMiners: {
    input: ({ contract, other }) => ({ contractId: contract, minerIds: [other], at: '2026-06-01T00:00:00Z' }),
  },
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
      made.held = await heldInvoice(stage);
      return { invoiceId: made.held };
    },
  },
  releaseInvoice: { input: (made) => release(stage, made) },
  holdInvoice: { input: ({ held }) => ({ invoiceId: held, reason: 'Ask Ada first' }) },
  changeInvoices: { input: ({ held }) => ({ invoiceIds: [held], change: 'RECOMPUTE' }) },
  cancelInvoice: { input: ({ held }) => ({ invoiceId: held, reason: 'Made too early' }) },
  issueInvoice: {
    input: async (made) => {
      await mutate(stage.cast.owner, 'generateInvoices', { period: '2026-06' }, '');
      made.held = await heldInvoice(stage);
      await mutate(stage.cast.owner, 'releaseInvoice', await release(stage, made), '');
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
    select: '... on CreditNote { id }',
    keep: keepId('creditNote'),
  },
  sendCreditNote: { input: ({ creditNote }) => ({ creditNoteId: creditNote }) },
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
      const client = stage.cast.owner;
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
      const client = stage.cast.owner;
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
});

/** June's invoice, held, once the worker has made it. */
async function heldInvoice({ world, rows }: Stage): Promise<string> {
  await world.jobs();
  return (await rows("select id from invoice where status = 'HELD'")).rows[0].id;
}

async function release({ rows }: Stage, { held }: Made): Promise<object> {
  const { rows: holds } = await rows('select distinct reason from invoice_hold where invoice_id = $1', [held]);
  return { invoiceId: held, next: 'DRAFT', note: 'Talked to Ada', override: holds.map(({ reason }) => reason) };
}
