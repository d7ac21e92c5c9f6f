import type { Faults } from '../../graphql/faults.ts';
import type { ContractKind, PriceComponent, PriceUnit, TermLength } from './contract.words.ts';
import type { CreateContractInput } from './contract.inputs.ts';
import { termEnd } from './term.rules.ts';

/** What was asked for; what is left out or null has its default (a tax code that is null: none). */
export type ContractWishes = Omit<CreateContractInput, 'customerId' | 'supersedesId' | 'notes' | 'idempotencyKey'>;

/** What a contract takes over when nothing else was asked for. */
export type ContractDefaults = {
  readonly currency: string;
  readonly timeZone: string;
  readonly taxCode: string | null;
  readonly taxCodes: ReadonlySet<string>;
  /** The organization's price of energy and the currency that it is in. */
  readonly energyRate: string | null;
  readonly energyCurrency: string;
  readonly noticeDays: number;
  readonly today: (timeZone: string) => string;
};

export type AgreedPrice = { readonly component: PriceComponent; readonly unit: PriceUnit; readonly rate: string };

/** The terms of a draft, as they go into its row, and its prices. Null once a fault was found. */
export function agreeTerms(wishes: ContractWishes, defaults: ContractDefaults, faults: Faults) {
  offeredSoFar(wishes, faults);
  const currency = faults.currency(wishes.currency, 'currency') ?? defaults.currency;
  const timeZone = faults.timeZone(wishes.timeZone, 'timeZone') ?? defaults.timeZone;
  const billingMethod = wishes.billingMethod ?? 'METERED';
  if (!wishes.billingMethod) faults.add('REQUIRED', ['billingMethod'], 'billingMethod is needed.');
  const row = {
    term: wishes.term,
    ...agreeDates(wishes, timeZone, defaults, faults),
    noticeDays: faults.whole(wishes.noticeDays, 'noticeDays', { min: 0, max: 730 }) ?? defaults.noticeDays,
    timeZone,
    currency,
    billingMethod,
    lossFactor: faults.decimal(wishes.lossFactor, 'lossFactor', { above: 0, max: 100 }) ?? '1',
    ...agreePowerCap(wishes, faults),
    taxCode: agreeTaxCode(wishes.taxCode, defaults, faults),
  };
  return { row, prices: agreePrices(wishes, currency, defaults, faults) };
}

const later: Partial<Record<ContractKind, string>> = { LEASE: 'Lease', INFINITY: 'Infinity', OM: 'O&M' };

function offeredSoFar({ type, billingMethod }: ContractWishes, faults: Faults): void {
  const name = later[type];
  if (name) faults.add('NOT_FOR_TYPE', ['type'], `${name} contracts can't be made yet; Hosted ones can.`);
  if (billingMethod === 'HASH')
    faults.add(
      'NOT_FOR_TYPE',
      ['billingMethod'],
      "Billing by hashrate can't be agreed yet; METERED, CALCULATED and FIXED can.",
    );
}

function agreeDates(wishes: ContractWishes, timeZone: string, defaults: ContractDefaults, faults: Faults) {
  const { term, overrideEndsOn } = wishes;
  const startsOn = wishes.startsOn ?? defaults.today(timeZone);
  if (startsOn < '2000-01-01' || startsOn > '2100-01-01')
    faults.add('OUT_OF_RANGE', ['startsOn'], 'startsOn is out of range.');
  if (overrideEndsOn && overrideEndsOn <= startsOn)
    faults.add('END_BEFORE_START', ['overrideEndsOn'], 'The end must come after the start.');
  if (overrideEndsOn && overrideEndsOn > '2200-01-01')
    faults.add('OUT_OF_RANGE', ['overrideEndsOn'], 'overrideEndsOn is out of range.');
  if (term === 'CUSTOM' && !overrideEndsOn) faults.add('REQUIRED', ['overrideEndsOn'], 'A CUSTOM term needs its end.');
  if (term === 'CUSTOM' && wishes.autoRenew)
    faults.add('NOT_FOR_TYPE', ['autoRenew'], "A contract of a CUSTOM term doesn't renew.");
  return {
    startsOn,
    endsOn: overrideEndsOn ?? termEnd(startsOn, term === 'CUSTOM' ? 'MONTH_TO_MONTH' : term),
    endsOnOverridden: Boolean(overrideEndsOn),
    autoRenew: wishes.autoRenew ?? renewsByDefault(term),
  };
}

const renewsByDefault = (term: TermLength): boolean => term === 'MONTH_TO_MONTH';

function agreePowerCap(wishes: ContractWishes, faults: Faults) {
  const powerCapKw = faults.decimal(wishes.powerCapKw, 'powerCapKw', { above: 0 });
  const overageRate = faults.decimal(wishes.overageRate, 'overageRate');
  if (wishes.powerCapKw != null && wishes.billingMethod && wishes.billingMethod !== 'METERED')
    faults.add('NOT_FOR_METHOD', ['powerCapKw'], 'A power cap needs METERED energy.');
  const capPolicy = powerCapKw === null ? null : (wishes.capPolicy ?? 'ALERT_ONLY');
  if (capPolicy === 'OVERAGE' && wishes.overageRate == null)
    faults.add('REQUIRED', ['overageRate'], 'OVERAGE needs its rate.');
  if (capPolicy !== 'OVERAGE' && wishes.overageRate != null)
    faults.add('NOT_FOR_METHOD', ['overageRate'], 'overageRate goes with a power cap and OVERAGE.');
  return { powerCapKw, capPolicy, overageRate };
}

function agreeTaxCode(asked: string | null | undefined, defaults: ContractDefaults, faults: Faults): string | null {
  if (asked === undefined) return defaults.taxCode;
  if (asked === null) return null;
  if (defaults.taxCodes.has(asked)) return asked;
  faults.add('UNKNOWN_TAX_CODE', ['taxCode'], `There is no tax with the code ${asked.slice(0, 40)}.`);
  return null;
}

/** A fee per unit is HOSTING, a fee for the whole contract SERVICE: prices of one component never overlap. */
function agreePrices(
  wishes: ContractWishes,
  currency: string,
  defaults: ContractDefaults,
  faults: Faults,
): AgreedPrice[] {
  const prices: AgreedPrice[] = [];
  const energy = agreeEnergyRate(wishes, currency, defaults, faults);
  if (energy !== null) prices.push({ component: 'ENERGY', unit: 'KWH', rate: energy });
  const perUnit = faults.decimal(wishes.hosted?.monthlyFeePerUnit, ['hosted', 'monthlyFeePerUnit']);
  if (perUnit !== null) prices.push({ component: 'HOSTING', unit: 'UNIT_MONTH', rate: perUnit });
  const flat = faults.decimal(wishes.hosted?.monthlyFee, ['hosted', 'monthlyFee']);
  if (flat !== null) prices.push({ component: 'SERVICE', unit: 'MONTH', rate: flat });
  if (wishes.billingMethod === 'FIXED' && wishes.hosted?.monthlyFeePerUnit == null && wishes.hosted?.monthlyFee == null)
    faults.add('REQUIRED', ['hosted'], 'A FIXED contract needs a fee, by unit or by month.');
  return prices;
}

function agreeEnergyRate(
  wishes: ContractWishes,
  currency: string,
  defaults: ContractDefaults,
  faults: Faults,
): string | null {
  if (wishes.billingMethod === 'FIXED') {
    if (wishes.rate != null) faults.add('NOT_FOR_METHOD', ['rate'], 'A FIXED contract bills no energy.');
    return null;
  }
  if (wishes.rate != null) return faults.decimal(wishes.rate, 'rate');
  if (defaults.energyRate !== null && defaults.energyCurrency === currency) return defaults.energyRate;
  faults.add('REQUIRED', ['rate'], `There is no organization's rate in ${currency}; give the contract its own.`);
  return null;
}
