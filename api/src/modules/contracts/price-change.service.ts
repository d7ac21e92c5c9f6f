import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { requireHosting } from '../organizations/index.ts';
import { TaxRate } from '../organizations/organization.entity.ts';
import { billedUntilOn } from './assigning.ts';
import { type Contract, Price } from './contract.entity.ts';
import { note } from './contract-event.ts';
import type { ChangePriceInput } from './contract.inputs.ts';
import type { PriceUnit } from './contract.words.ts';
import { findContract, findContractToChange, requireTransition } from './find-contract.ts';
import { componentsOf, priceOn, unitsOf } from './price.rules.ts';
import { renews } from './term.rules.ts';

/** Another price of a component from a date on. Days before keep theirs; a later change that was planned is given up. */
export async function changePrice(context: ViewerContext, input: ChangePriceInput): Promise<Contract> {
  await requireHosting(context);
  return once(context, 'changePrice', input, (scope) => change(scope, input), findContract);
}

async function change(scope: ViewerContext, input: ChangePriceInput): Promise<Contract> {
  const { em } = scope;
  const contract = await findContractToChange(scope, input.contractId);
  requireTransition(contract, 'CHANGE_PRICE');
  const { component, startsOn } = input;
  const prices = await em.find(Price, { contractId: contract.id, component }, { refresh: true });
  const before = priceOn(prices, component, startsOn);
  const { rate, unit, taxCode } = await agreePrice(scope, contract, input, before);
  const billed = await billedUntilOn(scope, contract);
  if (billed && startsOn < billed)
    refuse(new Conflict('PERIOD_BILLED', `The contract is billed until ${billed}.`, ['input', 'startsOn']));
  for (const planned of prices) if (planned.startsOn !== null && planned.startsOn >= startsOn) em.remove(planned);
  if (before && before.startsOn !== startsOn) before.endsOn = startsOn;
  // Away before the new one comes: no two prices of a component on one day, at no time.
  await em.flush();
  const { id: contractId, organizationId } = contract;
  em.create(Price, { id: newId(), organizationId, contractId, component, unit, rate, startsOn, endsOn: null, taxCode });
  note(scope, contractId, 'PRICE_CHANGED', `${component} ${rate} ${contract.currency} from ${startsOn}`);
  await em.flush();
  return contract;
}

async function agreePrice(
  { em }: ViewerContext,
  contract: Contract,
  input: ChangePriceInput,
  before: Price | null,
): Promise<{ rate: string; unit: PriceUnit; taxCode: string | null }> {
  const faults = new Faults();
  const { component, startsOn } = input;
  const rate = faults.decimal(input.rate, 'rate', { required: true });
  const unit = input.unit ?? before?.unit ?? null;
  if (!componentsOf(contract).includes(component))
    faults.add('NOT_FOR_TYPE', ['component'], `This contract has no price for ${component}.`);
  else if (unit === null) faults.add('REQUIRED', ['unit'], `${component} had no price then: unit is needed.`);
  else if (!unitsOf[component].includes(unit))
    faults.add('NOT_FOR_TYPE', ['unit'], `${component} has no price by ${unit}.`);
  if (startsOn < contract.startsOn)
    faults.add('OUT_OF_RANGE', ['startsOn'], `The contract starts on ${contract.startsOn}.`);
  if (!renews(contract) && startsOn >= contract.endsOn)
    faults.add('OUT_OF_RANGE', ['startsOn'], `The contract ends on ${contract.endsOn}.`);
  const taxCode = input.taxCode === undefined ? (before ? before.taxCode : contract.taxCode) : input.taxCode;
  if (input.taxCode != null && (await em.count(TaxRate, { code: input.taxCode })) === 0)
    faults.add('UNKNOWN_TAX_CODE', ['taxCode'], `There is no tax with the code ${input.taxCode.slice(0, 40)}.`);
  faults.refuseIfAny();
  return { rate: rate ?? '0', unit: unit ?? 'MONTH', taxCode };
}
