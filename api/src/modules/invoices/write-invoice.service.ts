import type { EntityManager } from '@mikro-orm/postgresql';
import { type Bill, type LineDays, parseMoney } from '@hashyard/rating';
import { insertRows } from '../../database/insert-rows.ts';
import type { Scope } from '../../database/scope.ts';
import { newId } from '../../ids.ts';
import { Contract } from '../contracts/contract.entity.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { keepEvidence } from '../documents/index.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { Adjustment } from './adjustment.entity.ts';
import type { Bundle } from './bundle.service.ts';
import { evidenceText } from './evidence-text.ts';
import { noteEvent } from './invoice-events.ts';
import { type BillingRun, Hold, Invoice, InvoiceLine, InvoiceTax, LineUsage } from './invoice.entity.ts';
import { energyOf, lineDescription } from './line.rules.ts';
import { checkAgainstMeters } from './meter-check.service.ts';
import type { Period } from './period.rules.ts';
import type { Plan } from './plan-invoices.service.ts';
import type { Rated } from './rate-bundle.ts';
import { storedDays } from './unit-days.rules.ts';
import { noteSeen, type SeenChanges } from './seen-changes.ts';

export type Write = Scope & {
  readonly customer: Customer;
  readonly period: Period;
  readonly run: BillingRun | null;
  /** Who asked for it. */
  readonly actor: string;
};

/**
 * Writes a planned invoice, a draft or held, in the caller's transaction, which has locked the customer. The one that it
 * replaces gets the new lines instead; it has let go of what it had (`letGo`).
 */
export async function writeInvoice(write: Write, plan: Plan, seen: SeenChanges): Promise<Invoice> {
  const { em, customer } = write;
  const { kind, replaces, bundle, holds } = plan;
  const { bill, usage, days } = plan.rated;
  const at = write.now();
  const keeper = { em, organizationId: customer.organizationId, at };
  const evidenceSha256 = await keepEvidence(keeper, evidenceText(bundle, bill));
  const head = {
    ...(await headOf(write, bundle)),
    ...totalsOf(bill),
    evidenceSha256,
    status: holds.length > 0 ? 'HELD' : 'DRAFT',
  } as const;
  const invoice =
    replaces ??
    em.create(Invoice, {
      ...emptyInvoice,
      ...head,
      kind,
      billingRun: write.run,
      id: newId(at.getTime()),
      organizationId: customer.organizationId,
      customer,
      createdAt: at,
    });
  if (replaces) {
    await clear(em, replaces);
    em.assign(replaces, write.run ? { ...head, billingRun: write.run } : head);
  }
  await em.flush();
  const row = { organizationId: customer.organizationId, invoiceId: invoice.id };
  holds.forEach((hold, index) =>
    em.create(Hold, { note: null, ...row, ...hold, id: newId(), position: index + 1, releasedBy: null }),
  );
  const byDate = days();
  const lines = linesOf(em, row, bill, bundle);
  await checkAgainstMeters(em, lines, byDate);
  writeTaxes(em, row, bill);
  noteEvent(write, invoice, replaces ? 'RECOMPUTED' : 'GENERATED', write.actor);
  await em.flush();
  await writeUsage(em, invoice, lines, { usage, days: byDate }, bundle);
  await claim(em, invoice, bundle);
  if (bundle.adjustments.length > 0) await carryAdjustments(em, invoice);
  await noteSeen(em, invoice, seen);
  return invoice;
}

/** Takes what waits for the customer's next invoice in its currency onto this one. */
async function carryAdjustments(em: EntityManager, invoice: Invoice): Promise<void> {
  const { customer, currency } = invoice;
  await em.nativeUpdate(Adjustment, { customer: customer.id, currency, invoice: null }, { invoice: invoice.id });
}

const emptyInvoice = {
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

async function headOf({ em, customer, period }: Write, { file, parts }: Bundle) {
  const [first] = parts;
  const ofOrganization = async () => (await em.findOneOrFail(Organization, { id: customer.organizationId })).timeZone;
  return {
    currency: file.currency,
    period: period.name,
    startsOn: period.startsOn,
    endsOn: period.endsOn,
    timeZone: first?.contract.timeZone ?? (await ofOrganization()),
    billToName: customer.companyName ?? customer.name,
    billToAddress: customer.address,
  };
}

function totalsOf(bill: Bill) {
  const money = (text: string) => parseMoney(text, bill.currency);
  const { energyWh, estimatedWh } = energyOf(bill.lines);
  return { subtotal: money(bill.subtotal), tax: money(bill.tax), total: money(bill.total), energyWh, estimatedWh };
}

type PartOf = { readonly organizationId: string; readonly invoiceId: string };

function linesOf(em: EntityManager, row: PartOf, bill: Bill, bundle: Bundle): InvoiceLine[] {
  return bill.lines.map((line, index) => {
    const about = lineIn(bundle, bill, index);
    return em.create(InvoiceLine, {
      ...row,
      id: newId(),
      position: index + 1,
      contract: about.contractId === null ? null : em.getReference(Contract, about.contractId, { wrapped: true }),
      contractNumber: line.contract,
      component: line.component,
      description: about.description,
      quantity: line.quantity,
      unit: line.unit,
      rate: line.rate,
      estimatedKwh: line.estimated,
      amount: parseMoney(line.amount, bill.currency),
      taxCode: line.taxCode,
      meteredWh: null,
    });
  });
}

/** What a line of a bundle's bill is about: adjustments come last, in the order of the bundle. */
export function lineIn(
  { contracts, adjustments }: Bundle,
  { lines }: Bill,
  index: number,
): { readonly contractId: string | null; readonly description: string } {
  const adjustment = adjustments[index - (lines.length - adjustments.length)];
  if (adjustment) return adjustment;
  const line = lines[index] as Bill['lines'][number];
  const contract = (line.contract !== null && contracts.get(line.contract)) || null;
  return { contractId: contract?.id ?? null, description: lineDescription(line, contract) };
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
  lines: readonly InvoiceLine[],
  { usage, days }: { readonly usage: Rated['usage']; readonly days: readonly LineDays[] },
  { registerId }: Bundle,
): Promise<void> {
  const rows = usage.flatMap((units, line) => {
    const daysOf = storedDays(days[line] ?? { from: 0, units: [] }, invoice);
    return units.map((unit, index) => ({
      id: newId(),
      organization_id: invoice.organizationId,
      invoice_id: invoice.id,
      line_id: lines[line]?.id,
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
async function claim(em: EntityManager, { id, organizationId }: Invoice, { parts }: Bundle): Promise<void> {
  const rows = parts.flatMap(({ contract, components, startsOn, endsOn }) =>
    [...components].map((component) => ({
      id: newId(),
      organization_id: organizationId,
      invoice_id: id,
      contract_id: contract.id,
      component,
      starts_on: startsOn,
      ends_on: endsOn,
    })),
  );
  await insertRows(em, 'billed_claim', rows);
}

/** Takes everything out of a draft or held invoice that a new rating writes again. */
async function clear(em: EntityManager, { id }: Invoice): Promise<void> {
  await em.nativeDelete(LineUsage, { invoiceId: id });
  await em.nativeDelete(InvoiceLine, { invoiceId: id });
  await em.nativeDelete(InvoiceTax, { invoiceId: id });
  await em.nativeDelete(Hold, { invoiceId: id });
}

/** What an invoice has taken is free again: its days for another bill, its adjustments for the next one. */
export async function letGo(em: EntityManager, invoiceId: string, at: Date): Promise<void> {
  await em.execute('update billed_claim set released_at = ? where invoice_id = ? and released_at is null', [
    at,
    invoiceId,
  ]);
  await em.nativeUpdate(Adjustment, { invoice: invoiceId }, { invoice: null });
}
