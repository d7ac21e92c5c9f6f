import type { Client } from '../client.ts';
import { mutate } from '../builders/operator.ts';
import type { Host, siteOf } from './world.ts';

type Machine = Awaited<ReturnType<typeof siteOf>>['miners'][number];

/** The register of the outlet on which a machine hangs. */
export function registerOf(machine: Machine | undefined): string {
  const id = machine?.feeds[0]?.outlet.register.id;
  if (!id) throw new Error('the machine hangs on no outlet');
  return id;
}

/** What a collector sends of registers (triples of register, instant, Wh), and what it is answered. */
export function sendRegisters(
  { guest }: { guest: (bearer?: string) => Client },
  token: string,
  rows: readonly (readonly [registerId: string, takenAt: string, wh: number])[],
): Promise<{ accepted: number; rejects: { code: string }[] }> {
  const registers = {
    registerId: rows.map(([id]) => id),
    takenAt: rows.map(([, at]) => at),
    registerWh: rows.map(([, , wh]) => String(wh)),
  };
  const sentAt = registers.takenAt.reduce((a, b) => (a > b ? a : b));
  return mutate(guest(token), 'recordReadings', { sequence: 1, sentAt, registers }, recorded);
}

/** What it sends of a machine that hashed steadily, a poll an hour. */
export function sendHashrate(
  { guest }: { guest: (bearer?: string) => Client },
  token: string,
  minerId: string,
  { from, to, ths }: { from: string; to: string; ths: number },
): Promise<{ accepted: number; rejects: { code: string }[] }> {
  const takenAt = hours(from, to);
  const all = <T>(value: T): T[] => takenAt.map(() => value);
  const miners = { minerId: all(minerId), takenAt, answered: all(true), hashing: all(true), hashrateThs: all(ths) };
  return mutate(guest(token), 'recordReadings', { sequence: 1, sentAt: to, miners }, recorded);
}
const recorded = '... on ReadingsRecorded { accepted rejects { code } }';

export function hours(from: string, to: string, everySeconds = 3_600): string[] {
  const list: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += everySeconds * 1_000)
    list.push(new Date(at).toISOString().replace('.000Z', 'Z'));
  return list;
}

const invoiceFields = `id number kind status period currency energyKwh estimatedKwh subtotal { amount } tax { amount } total { amount } balance { amount }
  lines { position component description quantity rate estimatedKwh amount { amount } units { unit energyKwh estimatedKwh registerIds } }
  taxes { code percent taxable { amount } amount { amount } } holds { reason contractNumber register unit from to note releasedBy }`;

/** An invoice as the API shows it; only what tests look at. */
export type ShownInvoice = {
  readonly id: string;
  readonly number: string | null;
  readonly kind: string;
  readonly status: string;
  readonly energyKwh: string;
  readonly estimatedKwh: string;
  readonly tax: { readonly amount: string };
  readonly total: { readonly amount: string };
  readonly lines: readonly {
    readonly component: string;
    readonly description: string;
    readonly quantity: string;
    readonly amount: { readonly amount: string };
    readonly units: readonly { readonly unit: string; readonly energyKwh: string; readonly estimatedKwh: string }[];
  }[];
  readonly taxes: readonly { readonly percent: string; readonly amount: { readonly amount: string } }[];
  readonly holds: readonly { readonly reason: string; readonly from: string | null; readonly to: string | null }[];
};
type Outcome = { readonly outcome: string; readonly invoices: readonly ShownInvoice[] };

/** A run over a month, to its end; answers what became of each customer. */
export async function runOf(
  us: Host,
  { jobs }: { jobs: () => Promise<void> },
  input: { period: string; customerIds?: readonly string[]; skipExisting?: boolean },
): Promise<(Outcome & { readonly customer: { readonly id: string } })[]> {
  const { id } = await us.do('generateInvoices', input, '... on BillingRun { id }');
  await jobs();
  const { billingRun } = await us.ask(
    `query($id: ID!) { billingRun(id: $id) { state outcomes(first: 100) { nodes { outcome errorCode customer { id } invoices { ${invoiceFields} } } } } }`,
    { id },
  );
  if (billingRun.state !== 'FINISHED') throw new Error(`the run is ${billingRun.state}`);
  return billingRun.outcomes.nodes;
}

/** The one invoice that a customer's month comes to. */
export async function billOf(
  us: Host,
  world: { jobs: () => Promise<void> },
  period: string,
  customerId: string,
  skipExisting = true,
): Promise<ShownInvoice> {
  const [{ outcome, invoices } = { outcome: 'none', invoices: [] }] = await runOf(us, world, {
    period,
    customerIds: [customerId],
    skipExisting,
  });
  const [invoice, ...more] = invoices;
  if (!invoice || more.length > 0) throw new Error(`${period} came to ${invoices.length} invoices: ${outcome}`);
  return invoice;
}

/** Its lines as `quantity = amount`. */
export const amountsOf = ({ lines }: ShownInvoice): string[] =>
  lines.map(({ quantity, amount }) => `${quantity} = ${amount.amount}`);
