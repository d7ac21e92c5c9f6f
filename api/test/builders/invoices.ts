import type { ViewerContext } from '../../src/context.ts';
import { type JobContext, jobContext } from '../../src/jobs.ts';
import type { Contract } from '../../src/modules/contracts/contract.entity.ts';
import { billCustomer, issueInvoice, periodOf } from '../../src/modules/invoices/index.ts';
import { Invoice, InvoiceLine } from '../../src/modules/invoices/invoice.entity.ts';
import type { TestDatabase } from '../database.ts';
import { activeContract, type MeteredMiner, meteredMiners, steadyLoad } from './contracts.ts';
import { customer, installation, organization, viewerContext } from './organization.ts';

export const june = periodOf('2026-06');
/** The first of June and of July in Chicago. */
export const [juneStart, julyStart] = ['2026-06-01T05:00:00Z', '2026-07-01T05:00:00Z'];

export type BillingScene = {
  readonly owner: TestDatabase['owner'];
  readonly organizationId: string;
  readonly customerId: string;
  readonly miners: MeteredMiner[];
  readonly contract: Contract;
  readonly clock: { now: Date };
  context(): ViewerContext;
  job(): JobContext;
};

type Parts = {
  miners?: number;
  load?: (miner: MeteredMiner, organizationId: string) => Promise<void>;
  contract?: Parameters<typeof activeContract>[3];
  /** Before the contract is made, which takes on what is agreed then. */
  before?: (organizationId: string, customerId: string) => Promise<unknown>;
};

/** An operator with a customer, an active contract from 1 June on, and machines of 3 kW whose registers ran all of it. */
export async function billingScene(database: TestDatabase, parts: Parts = {}): Promise<BillingScene> {
  const { owner } = database;
  const organizationId = await organization(owner);
  const customerId = await customer(owner, organizationId);
  const miners = await meteredMiners(owner, organizationId, parts.miners ?? 1);
  const clock = { now: new Date('2026-07-01T12:00:00Z') };
  const place = installation(database, clock);
  const context = () => viewerContext(place, organizationId);
  const steady = ({ outlet }: MeteredMiner) =>
    steadyLoad(owner, organizationId, outlet.register.no, { from: juneStart, to: julyStart, powerW: 3_000 });
  for (const miner of miners) await (parts.load ?? steady)(miner, organizationId);
  await parts.before?.(organizationId, customerId);
  const contract = await activeContract(
    context(),
    customerId,
    miners.map(({ id }) => id),
    parts.contract,
  );
  const job = () => jobContext(place, organizationId, 'test');
  return { owner, organizationId, customerId, miners, contract, clock, context, job };
}

/** June's invoice of the scene's customer, a draft or held. */
export async function juneInvoice({ job, context, customerId }: BillingScene): Promise<Invoice> {
  const { invoiceIds } = await billCustomer(job(), customerId, june, { skipExisting: true });
  return context().em.findOneOrFail(Invoice, { id: invoiceIds[0] as string });
}

/** The same, issued. */
export const issuedJune = async (set: BillingScene): Promise<Invoice> =>
  issueInvoice(set.context(), { invoiceId: (await juneInvoice(set)).id });

/** Bills a month of the scene's customer, as a run would. */
export const bill = (set: Pick<BillingScene, 'job' | 'customerId'>, period = june, skipExisting = false) =>
  billCustomer(set.job(), set.customerId, period, { skipExisting });

/** What stands on an invoice, in its order. */
export const linesOf = async ({ context }: Pick<BillingScene, 'context'>, invoiceId: string) =>
  (await context().em.find(InvoiceLine, { invoiceId }, { orderBy: { position: 'asc' } })).map(
    ({ component, quantity, amount, description }) => ({ component, quantity, amount, description }),
  );

export const usd = (amount: string) => ({ amount, currency: 'USD' });
