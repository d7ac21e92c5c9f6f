import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { NotFound, refuse } from '../../graphql/refusals.ts';
import { isId, newId } from '../../ids.ts';
import { Contract } from '../contracts/contract.entity.ts';
import { Customer } from '../customers/customer.entity.ts';
import { requireHosting } from '../organizations/index.ts';
import { TaxRate } from '../organizations/organization.entity.ts';
import { Adjustment } from './adjustment.entity.ts';
import type { AddAdjustmentInput } from './invoice.inputs.ts';

/** Puts a line onto the customer's next invoice in its currency. A draft that is there takes it up when it is rated anew. */
export async function addAdjustment(context: ViewerContext, input: AddAdjustmentInput): Promise<Adjustment> {
  await requireHosting(context);
  return once(
    context,
    'addAdjustment',
    input,
    (scope) => add(scope, input),
    ({ em }, id) => em.findOneOrFail(Adjustment, { id }),
  );
}

async function add(scope: ViewerContext, input: AddAdjustmentInput): Promise<Adjustment> {
  const { em, viewer } = scope;
  const customer = isId(input.customerId) ? await lockCustomer(scope, input.customerId) : null;
  if (!customer) return refuse(new NotFound(['input', 'customerId']));
  const contract = input.contractId == null ? null : await contractOf(scope, customer, input.contractId);
  const faults = new Faults();
  const description = faults.line(input.description, 'description', { max: 500, required: true });
  const currency = faults.currency(input.amount.currency, 'amount');
  const amount = currency && faults.money(input.amount, ['amount'], contract?.currency ?? currency);
  if (amount === 0n) faults.add('OUT_OF_RANGE', ['amount'], 'An adjustment of nothing changes nothing.');
  const taxCode = input.taxCode ?? null;
  if (taxCode !== null && (await em.count(TaxRate, { code: taxCode })) === 0)
    faults.add('UNKNOWN_TAX_CODE', ['taxCode'], `There is no tax code ${taxCode}.`);
  faults.refuseIfAny();
  const at = scope.now();
  const adjustment = em.create(Adjustment, {
    id: newId(at.getTime()),
    organizationId: viewer.organizationId,
    customer,
    contract,
    currency: currency as string,
    description: description as string,
    amount: amount as bigint,
    taxCode,
    invoice: null,
    corrects: null,
    correctsPosition: null,
    evidenceSha256: null,
    createdBy: viewer.name,
    createdAt: at,
  });
  await em.flush();
  return adjustment;
}

/** As billing does: a bill has the adjustment or has it not, and never half of it. */
async function lockCustomer({ em }: ViewerContext, id: string): Promise<Customer | null> {
  await em.execute('select 1 from customer where id = ? for no key update', [id]);
  return em.findOne(Customer, { id });
}

async function contractOf({ em }: ViewerContext, customer: Customer, id: string): Promise<Contract> {
  const contract = isId(id) ? await em.findOne(Contract, { id, customer: customer.id }) : null;
  return contract ?? refuse(new NotFound(['input', 'contractId']));
}
