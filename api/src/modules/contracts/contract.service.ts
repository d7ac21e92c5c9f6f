import { randomBytes } from 'node:crypto';
import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId, newId } from '../../ids.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { findCustomer } from '../customers/index.ts';
import { requireHosting } from '../organizations/index.ts';
import { BillingSettings, Organization, TaxRate } from '../organizations/organization.entity.ts';
import type { Site } from '../sites/site.entity.ts';
import { moveAssignments } from './assignment.service.ts';
import { Contract, ContractFile, InfinityTerms, Price, Term } from './contract.entity.ts';
import { note } from './contract-event.ts';
import type { CreateContractInput, UpdateContractInput } from './contract.inputs.ts';
import { agreeTerms, checkRenewal, type ContractDefaults } from './contract.terms.ts';
import { wishesAfter } from './draft.rules.ts';
import { findContract, findContractToChange, requireTransition } from './find-contract.ts';
import { infinitySources, writeInfinity } from './infinity.service.ts';
import { changePowerCap } from './power-cap.service.ts';
import type { AgreedPrice } from './price.terms.ts';
import { localDate } from './term.rules.ts';
import type { ContractKind } from './contract.words.ts';

/** Makes a draft under a temporary number. */
export async function createContract(context: ViewerContext, input: CreateContractInput): Promise<Contract> {
  await requireHosting(context);
  return once(context, 'createContract', input, (scope) => draft(scope, input), findContract);
}

async function draft(context: ViewerContext, input: CreateContractInput): Promise<Contract> {
  const customer = await findCustomer(context, input.customerId);
  if (!customer.active)
    refuse(new Conflict('CUSTOMER_INACTIVE', 'The customer is not active.', ['input', 'customerId']));
  const supersedes = await findSuperseded(context, customer, input.supersedesId);
  const sources = await infinitySources(context, input.infinity);
  const faults = new Faults();
  const notes = faults.prose(input.notes, 'notes', 10_000);
  const { row, prices, infinity } = agreeTerms(
    // Left out or null, a new contract has its customer's.
    { ...input, taxCode: input.taxCode ?? undefined },
    await defaultsFor(context, customer, input.type, sources?.site),
    faults,
  );
  faults.refuseIfAny();
  const id = newId(context.now().getTime());
  const { organizationId } = context.viewer;
  const contract = context.em.create(Contract, {
    ...row,
    id,
    organizationId,
    customer,
    type: input.type,
    status: 'DRAFT',
    number: null,
    draftNumber: `DRAFT-${randomBytes(4).toString('hex').toUpperCase()}`,
    noticeGivenOn: null,
    supersedes,
    createdAt: context.now(),
    activatedAt: null,
    snapshot: null,
    documentSha256: null,
  });
  await context.em.flush();
  context.em.create(ContractFile, { id, organizationId, notes });
  if (infinity && sources) writeInfinity(context, contract, infinity, sources);
  writeTermAndPrices(context, contract, prices);
  note(context, id, 'CREATED');
  await context.em.flush();
  return contract;
}

async function findSuperseded(
  { em }: ViewerContext,
  customer: Customer,
  id: string | null | undefined,
): Promise<Contract | null> {
  if (!id) return null;
  const found = isId(id) ? await em.findOne(Contract, { id, customer }) : null;
  return found ?? refuse(new NotFound(['input', 'supersedesId']));
}

/** A draft: everything. Later whether it renews, the notes, and the power cap of the months to come. */
export async function updateContract(context: ViewerContext, input: UpdateContractInput): Promise<Contract> {
  await requireHosting(context);
  return inTransaction(context, async (scope) => {
    const contract = await findContractToChange(scope, input.contractId);
    const faults = new Faults();
    const notes = faults.prose(input.notes, 'notes', 10_000);
    const text =
      contract.status === 'DRAFT'
        ? await rewriteDraft(scope, contract, input, faults)
        : await changeInForce(scope, contract, input, faults);
    if (input.notes !== undefined)
      scope.em.assign(await scope.em.findOneOrFail(ContractFile, { id: contract.id }), { notes });
    note(scope, contract.id, 'UPDATED', text);
    await scope.em.flush();
    return contract;
  });
}

async function rewriteDraft(
  context: ViewerContext,
  contract: Contract,
  input: UpdateContractInput,
  faults: Faults,
): Promise<null> {
  const { em } = context;
  const customer = await contract.customer.loadOrFail();
  const before = {
    prices: await em.find(Price, { contractId: contract.id }),
    infinity: await em.findOne(InfinityTerms, { id: contract.id }),
  };
  const wishes = wishesAfter(contract, before, input);
  const sources = await infinitySources(context, wishes.infinity);
  const { row, prices, infinity } = agreeTerms(
    wishes,
    await defaultsFor(context, customer, contract.type, sources?.site),
    faults,
  );
  faults.refuseIfAny();
  const { startsOn, timeZone } = contract;
  await em.nativeDelete(Term, { contractId: contract.id });
  await em.nativeDelete(Price, { contractId: contract.id });
  for (const price of before.prices) em.getUnitOfWork().unsetIdentity(price);
  em.assign(contract, row);
  if (infinity && sources) writeInfinity(context, contract, infinity, sources, before.infinity);
  writeTermAndPrices(context, contract, prices);
  await em.flush();
  await moveAssignments(context, contract, { startsOn, timeZone });
  return null;
}

async function changeInForce(
  context: ViewerContext,
  contract: Contract,
  input: UpdateContractInput,
  faults: Faults,
): Promise<string | null> {
  const { contractId: _, notes: __, autoRenew, powerCapKw, capPolicy, overageRate, ...rest } = input;
  requireTransition(contract, Object.values(rest).some((value) => value !== undefined) ? 'REWRITE' : 'AMEND');
  if (autoRenew) checkRenewal(contract, faults);
  const text = await changePowerCap(context, contract, { powerCapKw, capPolicy, overageRate }, faults);
  faults.refuseIfAny();
  if (autoRenew != null) contract.autoRenew = autoRenew;
  return text;
}

function writeTermAndPrices({ em }: ViewerContext, contract: Contract, prices: readonly AgreedPrice[]): void {
  const row = { organizationId: contract.organizationId, contractId: contract.id };
  const { startsOn, endsOn, taxCode } = contract;
  em.create(Term, { ...row, id: newId(), number: 1, origin: 'INITIAL', extensionNo: null, startsOn, endsOn });
  for (const price of prices)
    em.create(Price, { ...row, ...price, id: newId(), startsOn: null, endsOn: null, taxCode });
}

/** What the organization, its site and the customer give a contract that doesn't say otherwise. */
async function defaultsFor(
  { em, now, viewer }: ViewerContext,
  customer: Customer,
  type: ContractKind,
  source: Site | undefined,
): Promise<ContractDefaults> {
  const organization = await em.findOneOrFail(Organization, { id: viewer.organizationId });
  const settings = await em.findOneOrFail(BillingSettings, { id: viewer.organizationId });
  const taxes = await em.find(TaxRate, {});
  const zones: { time_zone: string }[] = await em.execute(
    'select distinct time_zone from site where customer_id is not distinct from ?::uuid',
    [type === 'OM' ? customer.id : null],
  );
  return {
    currency: customer.billingCurrency ?? settings.currency,
    // Most contracts have no site of their own yet: where all sites share a zone, it is theirs.
    timeZone: source?.timeZone ?? (zones.length === 1 && zones[0] ? zones[0].time_zone : organization.timeZone),
    taxCode: customer.taxCode ?? settings.defaultTaxCode,
    taxCodes: new Set(taxes.map((tax) => tax.code)),
    energyRate: settings.energyRate,
    energyCurrency: settings.currency,
    noticeDays: settings.noticeDays,
    maxExtensions: settings.maxExtensions,
    today: (timeZone) => localDate(now(), timeZone),
  };
}
