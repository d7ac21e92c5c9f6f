import { type Bill, formatKwh, parseMoney } from '@hashyard/rating';
import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { isId } from '../../ids.ts';
import { Contract } from '../contracts/contract.entity.ts';
import { Customer } from '../customers/customer.entity.ts';
import { requireHosting } from '../organizations/index.ts';
import { invoicesOf } from './bill-customer.service.ts';
import type { FoundHold } from './holds.rules.ts';
import type { InvoiceKind } from './invoice.words.ts';
import { readPeriod } from './period.rules.ts';
import { type Plan, planInvoices } from './plan-invoices.service.ts';
import { readyMonth } from './ready-month.service.ts';
import { changePercent } from './status.rules.ts';
import { lineIn } from './write-invoice.service.ts';

/** An invoice that would be made. */
export type Preview = {
  readonly customer: Customer;
  readonly kind: InvoiceKind;
  readonly currency: string;
  readonly lines: readonly PreviewLine[];
  readonly bill: Bill;
  readonly holds: readonly FoundHold[];
  readonly changePercent: string | null;
};
/** A line of it, with what a written one would be asked for. */
export type PreviewLine = ReturnType<typeof previewLines>[number];

const mostCustomers = 50;

/** What a run would make now: the same work, and nothing written. Customers who would be skipped are left out. */
export async function previewInvoices(
  context: ViewerContext,
  given: { readonly period: string; readonly customerIds: readonly string[]; readonly skipExisting: boolean },
): Promise<Preview[]> {
  await requireHosting(context);
  const faults = new Faults([], []);
  const period = readPeriod(given.period);
  if (!period) faults.add('OUT_OF_RANGE', ['period'], 'period is a month like 2026-06.');
  if (given.customerIds.length > mostCustomers)
    faults.add('TOO_MANY', ['customerIds'], `At most ${mostCustomers} customers.`);
  faults.refuseIfAny();
  if (!period) throw new Error('unreachable: the fault was added above');
  const previews: Preview[] = [];
  // One transaction a customer: what is seen of them is seen at once.
  for (const id of new Set(given.customerIds.filter(isId)))
    await inTransaction(context, async (scope) => {
      const { em } = scope;
      const customer = await em.findOne(Customer, { id });
      if (!customer) return;
      const existing = await invoicesOf(em, id, period);
      if (given.skipExisting && existing.length > 0) return;
      await readyMonth(scope, customer, period);
      const { plans } = await planInvoices({ em, customer, period, existing });
      for (const plan of plans) {
        const { currency } = plan.rated.bill;
        previews.push(previewOf(context, customer, plan, await formerTotal(em, id, currency, period.startsOn)));
      }
    });
  return previews;
}

function previewOf({ em }: ViewerContext, customer: Customer, plan: Plan, former: bigint | null): Preview {
  const { kind, rated, holds } = plan;
  const { bill } = rated;
  return {
    customer,
    kind,
    currency: bill.currency,
    lines: previewLines(plan, em),
    bill,
    holds,
    changePercent: changePercent(parseMoney(bill.total, bill.currency), former),
  };
}

function previewLines({ bundle, rated: { bill, usage } }: Plan, em: ViewerContext['em']) {
  return bill.lines.map((line, index) => {
    const { contractId, description } = lineIn(bundle, bill, index);
    return {
      position: index + 1,
      contractNumber: line.contract,
      contract: contractId === null ? null : em.getReference(Contract, contractId, { wrapped: true }),
      component: line.component,
      description,
      quantity: line.quantity,
      unit: line.unit,
      rate: line.rate,
      estimatedKwh: line.estimated,
      amount: parseMoney(line.amount, bill.currency),
      taxCode: line.taxCode,
      currency: bill.currency,
      usage: (usage[index] ?? []).map(({ unit, energyWh, estimatedWh, registers }) => ({
        unit,
        energyKwh: formatKwh(energyWh),
        estimatedKwh: formatKwh(estimatedWh),
        registerIds: registers.flatMap((register) => bundle.registerId.get(register) ?? []),
      })),
    };
  });
}

async function formerTotal(
  em: ViewerContext['em'],
  customerId: string,
  currency: string,
  startsOn: string,
): Promise<bigint | null> {
  const [row]: { total: string }[] = await em.execute(
    `select total from invoice where customer_id = ? and currency = ? and kind = 'USAGE' and status <> 'CANCELLED' and starts_on < ?
     order by starts_on desc limit 1`,
    [customerId, currency, startsOn],
  );
  return row ? BigInt(row.total) : null;
}
