import type { Scope } from '../../database/scope.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { fillPeriod } from '../metering/index.ts';
import { assignmentsIn, contractsIn, spanOf } from './bundle.service.ts';
import { datesWithin } from './contract-window.ts';
import type { Period } from './period.rules.ts';
import { unitIdOf, unitsOf } from './units.ts';

/**
 * Has metering finish a customer's month before it is rated: readings that came a moment ago are judged, and gaps get their
 * estimates. It writes what metering knows, and nothing of any bill.
 */
export async function readyMonth(scope: Scope, customer: Customer, period: Period): Promise<void> {
  const contracts = await contractsIn(scope.em, customer.id, period);
  const assignments = await assignmentsIn(scope.em, contracts, period);
  const parts = contracts.map((contract) => ({
    contract,
    ...datesWithin(contract, period),
    components: new Set<string>(),
    whole: true,
    billingMethod: contract.billingMethod,
  }));
  const units = unitsOf('METERED', parts, assignments, unitIdOf);
  await fillPeriod(scope, customer.organizationId, units, spanOf(contracts, period));
}
