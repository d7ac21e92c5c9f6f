import type { Faults } from '../../graphql/faults.ts';
import type { ContractDefaults, ContractWishes } from './contract.terms.ts';
import type { ContractKind, PriceComponent, PriceUnit } from './contract.words.ts';

export type AgreedPrice = { readonly component: PriceComponent; readonly unit: PriceUnit; readonly rate: string };

/** The part of the input that each type has for itself. */
export const partOf = { HOSTED: 'hosted', LEASE: 'lease', INFINITY: 'infinity', OM: 'operations' } as const;

const typeWords: Record<ContractKind, string> = {
  HOSTED: 'A Hosted contract',
  LEASE: 'A Lease contract',
  INFINITY: 'An Infinity contract',
  OM: 'An O&M contract',
};

/** No other type's part is given, and the own one where the type needs it. */
export function checkParts(wishes: ContractWishes, faults: Faults): void {
  const { type } = wishes;
  for (const [other, part] of Object.entries(partOf))
    if (other !== type && wishes[part] != null)
      faults.add('NOT_FOR_TYPE', [part], `${typeWords[type]} has no ${part} part.`);
  const own = partOf[type];
  if ((type === 'LEASE' || type === 'INFINITY') && wishes[own] == null)
    faults.add('REQUIRED', [own], `${typeWords[type]} needs its ${own} part.`);
}

/**
 * The prices of a draft. A fee per unit is HOSTING (LEASE for a Lease), one for the whole contract SERVICE: prices of one
 * component never overlap.
 */
export function agreePrices(
  wishes: ContractWishes,
  currency: string,
  defaults: ContractDefaults,
  faults: Faults,
): AgreedPrice[] {
  const prices: AgreedPrice[] = [];
  const energy = agreeEnergyRate(wishes, currency, defaults, faults);
  if (energy !== null) prices.push({ component: 'ENERGY', unit: 'KWH', rate: energy });
  for (const { component, unit, path, rate } of feesOf(wishes)) {
    const agreed = faults.decimal(rate, path);
    if (agreed !== null) prices.push({ component, unit, rate: agreed });
  }
  if (wishes.type === 'HOSTED' || wishes.type === 'OM') requireFee(wishes, faults);
  return prices;
}

type Fee = Omit<AgreedPrice, 'rate'> & { readonly path: readonly string[]; readonly rate: string | null | undefined };

function feesOf({ type, hosted, lease, infinity, operations }: ContractWishes): Fee[] {
  const fee = (component: PriceComponent, unit: PriceUnit, name: string, rate: string | null | undefined): Fee => ({
    component,
    unit,
    path: [partOf[type], name],
    rate,
  });
  switch (type) {
    case 'HOSTED':
      return [
        fee('HOSTING', 'UNIT_MONTH', 'monthlyFeePerUnit', hosted?.monthlyFeePerUnit),
        fee('SERVICE', 'MONTH', 'monthlyFee', hosted?.monthlyFee),
      ];
    case 'OM':
      return [
        fee('HOSTING', 'UNIT_MONTH', 'monthlyFeePerSite', operations?.monthlyFeePerSite),
        fee('SERVICE', 'MONTH', 'monthlyFee', operations?.monthlyFee),
      ];
    case 'LEASE':
      return [fee('LEASE', 'UNIT_MONTH', 'monthlyFeePerUnit', lease?.monthlyFeePerUnit)];
    case 'INFINITY':
      return [fee('HASHRATE', 'THS_DAY', 'ratePerThsDay', infinity?.ratePerThsDay)];
  }
}

function requireFee(wishes: ContractWishes, faults: Faults): void {
  if (wishes.billingMethod === 'FIXED' && feesOf(wishes).every(({ rate }) => rate == null))
    faults.add('REQUIRED', [partOf[wishes.type]], 'A FIXED contract needs a fee, by unit or by month.');
}

function agreeEnergyRate(
  wishes: ContractWishes,
  currency: string,
  defaults: ContractDefaults,
  faults: Faults,
): string | null {
  if (wishes.billingMethod === 'FIXED' || wishes.type === 'INFINITY') {
    if (wishes.rate != null) faults.add('NOT_FOR_METHOD', ['rate'], 'A FIXED contract bills no energy.');
    return null;
  }
  if (wishes.rate != null) return faults.decimal(wishes.rate, 'rate');
  if (defaults.energyRate !== null && defaults.energyCurrency === currency) return defaults.energyRate;
  faults.add('REQUIRED', ['rate'], `There is no organization's rate in ${currency}; give the contract its own.`);
  return null;
}
