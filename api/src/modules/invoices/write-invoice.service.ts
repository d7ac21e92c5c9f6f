import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type Bill,
  type Evidence,
  type LineDays,
  parseEvidence,
  parseMoney,
  rateWithUsage,
  type UnitUsage,
} from '@hashyard/rating';
import { insertRows } from '../../database/insert-rows.ts';
import type { Scope } from '../../database/scope.ts';
import { newId } from '../../ids.ts';
import { Customer, CustomerFile } from '../customers/customer.entity.ts';
import type { Bundle } from './bundle.service.ts';
import { keepEvidence } from '../documents/index.ts';
import { holdsOf } from './holds.rules.ts';
import { BillingRun, Hold, Invoice, InvoiceLine, InvoiceTax, LineUsage } from './invoice.entity.ts';
import { energyOf, lineDescription } from './line.rules.ts';
import type { Period } from './period.rules.ts';
import { storedDays } from './unit-days.rules.ts';
import { unverifiedUse } from './unverified.service.ts';

type Write = Scope & { readonly customer: Customer; readonly period: Period; readonly run: BillingRun | null };

/**
 * Rates a bundle and writes its invoice, a draft or held, in the caller's transaction, which has locked the customer. With
 * `replaces` that draft or held invoice gets the new lines instead.
 */
export async function writeInvoice(write: Write, bundle: Bundle, replaces: Invoice | null = null): Promise<Invoice> {
  const evidence = readBundle(bundle);
  const rated = rateWithUsage(evidence);
  const { bill } = rated;
  const usage = rated.usage();
  const { em, customer } = write;
  const at = write.now();
  const file = await em.findOneOrFail(CustomerFile, { id: customer.id });
  const unverified = await unverifiedUse(em, bill, usage, bundle.registerId);
  const holds = holdsOf(bill, file, bundle.undelivered, unverified);
  const evidenceSha256 = await keepEvidence(
    { em, organizationId: customer.organizationId, at },
    { ...bundle.file, billed: bill },
  );
  const head = {
    ...headOf(write, bundle),
    ...totalsOf(bill),
    evidenceSha256,
    status: holds.length > 0 ? 'HELD' : 'DRAFT',
  } as const;
  const invoice =
    replaces ??
    em.create(Invoice, {
      ...emptyInvoice,
      ...head,
      id: newId(at.getTime()),
      organizationId: customer.organizationId,
      customer,
      createdAt: at,
    });
  if (replaces) {
    await clear(em, replaces, at);
    em.assign(replaces, head);
  }
  await em.flush();
  const row = { organizationId: customer.organizationId, invoiceId: invoice.id };
  holds.forEach((hold, index) =>
    em.create(Hold, { ...row, ...hold, id: newId(), position: index + 1, releasedBy: null, note: null }),
  );
  writeLines(em, row, bill, bundle);
  writeTaxes(em, row, bill);
  await em.flush();
  await writeUsage(em, invoice, { usage, days: rated.days() }, bundle);
  await claim(em, invoice, bundle);
  return invoice;
}

const emptyInvoice = {
  kind: 'USAGE',
  number: null,
  issuedOn: null,
  issuedAt: null,
  dueOn: null,
  sentAt: null,
  sentTo: null,
  seller: null,
  pdfSha256: null,
  cancelReason: null,
} as const;

/** The bundle as the rating reads it; a fault in it is this program's. */
function readBundle({ file, contracts }: Bundle): Evidence {
  const parsed = parseEvidence(file);
  if (parsed.ok) return parsed.bundle;
  const faults = parsed.faults.map(({ path, message }) => `${path}: ${message}`).slice(0, 20);
  throw new Error(`the evidence bundle of ${[...contracts.keys()].join(', ')} is invalid: ${faults.join('; ')}`);
}

const headOf = ({ customer, period, run }: Write, { file, contracts }: Bundle) => ({
  currency: file.currency,
  period: period.name,
  startsOn: period.startsOn,
  endsOn: period.endsOn,
  timeZone: [...contracts.values()][0]?.timeZone ?? 'UTC',
  billToName: customer.companyName ?? customer.name,
  billToAddress: customer.address,
  billingRun: run,
});

function totalsOf(bill: Bill) {
  const money = (text: string) => parseMoney(text, bill.currency);
  const { energyWh, estimatedWh } = energyOf(bill.lines);
  return { subtotal: money(bill.subtotal), tax: money(bill.tax), total: money(bill.total), energyWh, estimatedWh };
}

type PartOf = { readonly organizationId: string; readonly invoiceId: string };

function writeLines(em: EntityManager, row: PartOf, bill: Bill, { contracts }: Bundle): void {
  bill.lines.forEach((line, index) => {
    const contract = line.contract === null ? null : (contracts.get(line.contract) ?? null);
    em.create(InvoiceLine, {
      ...row,
      id: newId(),
      position: index + 1,
      contract,
      contractNumber: line.contract,
      component: line.component,
      description: lineDescription(line, contract),
      quantity: line.quantity,
      unit: line.unit,
      rate: line.rate,
      estimatedKwh: line.estimated,
      amount: parseMoney(line.amount, bill.currency),
      taxCode: line.taxCode,
    });
  });
}

function writeTaxes(em: EntityManager, row: PartOf, bill: Bill): void {
  bill.taxes.forEach(({ code, taxable, percent, amount }, index) => {
    const money = (text: string) => parseMoney(text, bill.currency);
    em.create(InvoiceTax, {
      ...row,
      id: newId(),
      position: index + 1,
      code,
      percent,
      taxable: money(taxable),
      amount: money(amount),
    });
  });
}

/** A row for each unit of each energy line: many, so in one statement. */
async function writeUsage(
  em: EntityManager,
  invoice: Invoice,
  { usage, days }: { readonly usage: readonly (readonly UnitUsage[])[]; readonly days: readonly LineDays[] },
  { registerId }: Bundle,
): Promise<void> {
  const lines = await em.find(InvoiceLine, { invoiceId: invoice.id });
  const idAt = new Map(lines.map(({ position, id }) => [position, id]));
  const rows = usage.flatMap((units, line) => {
    const daysOf = storedDays(days[line] ?? { from: 0, units: [] }, invoice);
    return units.map((unit, index) => ({
      id: newId(),
      organization_id: invoice.organizationId,
      invoice_id: invoice.id,
      line_id: idAt.get(line + 1),
      position: index + 1,
      unit: unit.unit,
      energy_wh: String(unit.energyWh),
      estimated_wh: String(unit.estimatedWh),
      register_ids: unit.registers.map((register) => registerId.get(register)),
      days: daysOf.get(unit.unit) ?? null,
    }));
  });
  await insertRows(em, 'invoice_line_usage', rows);
}

/** Claims the days that are billed; one that is claimed already fails the whole. */
async function claim(em: EntityManager, { id, organizationId }: Invoice, { claims }: Bundle): Promise<void> {
  const rows = claims.map(({ contractId, component, startsOn, endsOn }) => ({
    id: newId(),
    organization_id: organizationId,
    invoice_id: id,
    contract_id: contractId,
    component,
    starts_on: startsOn,
    ends_on: endsOn,
  }));
  await insertRows(em, 'billed_claim', rows);
}

/** Takes everything out of a draft or held invoice that a new rating writes again. */
async function clear(em: EntityManager, { id }: Invoice, at: Date): Promise<void> {
  await em.nativeDelete(LineUsage, { invoiceId: id });
  await em.nativeDelete(InvoiceLine, { invoiceId: id });
  await em.nativeDelete(InvoiceTax, { invoiceId: id });
  await em.nativeDelete(Hold, { invoiceId: id });
  await em.execute('update billed_claim set released_at = ? where invoice_id = ? and released_at is null', [at, id]);
}
