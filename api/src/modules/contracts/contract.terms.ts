import type { Faults } from '../../graphql/faults.ts';
import type { CreateContractInput, InfinityInput } from './contract.inputs.ts';
import type { BillingMethod, ContractKind, TermLength } from './contract.words.ts';
import { agreePrices, checkParts } from './price.terms.ts';
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
  readonly maxExtensions: number;
  readonly today: (timeZone: string) => string;
};

/** The terms of a draft, as they go into its rows, and its prices. Meaningless once a fault was found. */
export function agreeTerms(wishes: ContractWishes, defaults: ContractDefaults, faults: Faults) {
  checkParts(wishes, faults);
  const currency = faults.currency(wishes.currency, 'currency') ?? defaults.currency;
  const timeZone = faults.timeZone(wishes.timeZone, 'timeZone') ?? defaults.timeZone;
  const row = {
    term: wishes.term,
    ...agreeDates(wishes, timeZone, defaults, faults),
    noticeDays: faults.whole(wishes.noticeDays, 'noticeDays', { min: 0, max: 730 }) ?? defaults.noticeDays,
    timeZone,
    currency,
    billingMethod: agreeMethod(wishes, faults),
    lossFactor: faults.decimal(wishes.lossFactor, 'lossFactor', { above: 0, max: 100 }) ?? '1',
    ...agreePowerCap(wishes, faults),
    taxCode: agreeTaxCode(wishes.taxCode, defaults, faults),
    maxExtensions: wishes.type === 'LEASE' ? agreeExtensions(wishes, defaults, faults) : null,
  };
  return {
    row,
    prices: agreePrices(wishes, currency, defaults, faults),
    infinity: wishes.type === 'INFINITY' && wishes.infinity ? agreeInfinity(wishes.infinity, faults) : null,
  };
}

/** A site has no nameplate: what is run for its owner is metered, or has a fee alone. */
function agreeMethod({ type, billingMethod }: ContractWishes, faults: Faults): BillingMethod {
  if (type === 'INFINITY') {
    if (billingMethod && billingMethod !== 'FIXED')
      faults.add('NOT_FOR_TYPE', ['billingMethod'], 'An Infinity contract is FIXED.');
    return 'FIXED';
  }
  if (type === 'OM' && (billingMethod === 'CALCULATED' || billingMethod === 'HASH'))
    faults.add('NOT_FOR_TYPE', ['billingMethod'], 'An O&M contract is METERED or FIXED.');
  if (!billingMethod) faults.add('REQUIRED', ['billingMethod'], 'billingMethod is needed.');
  return billingMethod ?? 'METERED';
}

function agreeExtensions({ lease }: ContractWishes, defaults: ContractDefaults, faults: Faults): number {
  const asked = lease?.maxExtensions;
  if (asked != null && (asked < 0 || asked > 100))
    faults.add('OUT_OF_RANGE', ['lease', 'maxExtensions'], 'maxExtensions must be between 0 and 100.');
  return asked ?? defaults.maxExtensions;
}

/** The ids in it are looked up by who writes the draft. */
function agreeInfinity(wishes: InfinityInput, faults: Faults) {
  const decimal = (name: 'hashrateThs' | 'guaranteedPercent' | 'connectorFeePercent', rule: object) =>
    faults.decimal(wishes[name], ['infinity', name], rule);
  const { quantity, payoutWallet } = wishes;
  if (quantity != null && (quantity < 1 || quantity > 1_000_000))
    faults.add('OUT_OF_RANGE', ['infinity', 'quantity'], 'quantity must be between 1 and 1000000.');
  const wallet = payoutWallet?.trim() || null;
  if (wallet && !/^[\x21-\x7e]{1,200}$/.test(wallet))
    faults.add(
      'UNSAFE_TEXT',
      ['infinity', 'payoutWallet'],
      'payoutWallet is an address: up to 200 letters and digits.',
    );
  return {
    hashrateThs: decimal('hashrateThs', { above: 0 }) ?? '0',
    guaranteedPercent: decimal('guaranteedPercent', { above: 0, max: 100 }),
    quantity: quantity ?? null,
    connectorFeePercent: decimal('connectorFeePercent', { max: 100 }),
    payoutWallet: wallet,
  };
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
  if (wishes.autoRenew) checkRenewal(wishes, faults);
  return {
    startsOn,
    endsOn: overrideEndsOn ?? termEnd(startsOn, term === 'CUSTOM' ? 'MONTH_TO_MONTH' : term),
    endsOnOverridden: Boolean(overrideEndsOn),
    autoRenew: wishes.autoRenew ?? (term === 'MONTH_TO_MONTH' && wishes.type !== 'LEASE'),
  };
}

/** Leased machines revert at the end, and a CUSTOM term has no length to renew by. */
export function checkRenewal({ type, term }: { type: ContractKind; term: TermLength }, faults: Faults): void {
  if (type === 'LEASE') faults.add('NOT_FOR_TYPE', ['autoRenew'], "A Lease doesn't renew; it is extended.");
  else if (term === 'CUSTOM') faults.add('NOT_FOR_TYPE', ['autoRenew'], "A contract of a CUSTOM term doesn't renew.");
}

type CapWishes = Pick<ContractWishes, 'type' | 'billingMethod' | 'powerCapKw' | 'capPolicy' | 'overageRate'>;

export function agreePowerCap(wishes: CapWishes, faults: Faults) {
  const powerCapKw = faults.decimal(wishes.powerCapKw, 'powerCapKw', { above: 0 });
  const overageRate = faults.decimal(wishes.overageRate, 'overageRate');
  if (
    wishes.powerCapKw != null &&
    ((wishes.billingMethod && wishes.billingMethod !== 'METERED') || wishes.type === 'INFINITY')
  )
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
