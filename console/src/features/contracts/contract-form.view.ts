import { blankToNull, blankToUndefined, addDays, addMonths } from '@hashyard/ui';
import { notNumbers, plainDecimal } from '../forms/refusal.view.ts';
import type {
  BillingMethod,
  CapPolicy,
  ContractTerm,
  ContractType,
  CreateContractInput,
  UpdateContractInput,
} from '../../gql/graphql.ts';

/** Step 1 of the wizard. Fields by their path in the input, texts as typed; what another type has use for waits unsent. */
export type ContractValues = {
  customerId: string;
  type: ContractType;
  term: ContractTerm;
  startsOn: string;
  /** Not an input field: whether `overrideEndsOn` is taken. */
  overridesEnd: boolean;
  overrideEndsOn: string;
  autoRenew: boolean;
  noticeDays: string;
  billingMethod: BillingMethod;
  rate: string;
  lossFactor: string;
  powerCapKw: string;
  capPolicy: CapPolicy;
  overageRate: string;
  'hosted.monthlyFeePerUnit': string;
  'hosted.monthlyFee': string;
  'lease.monthlyFeePerUnit': string;
  'lease.maxExtensions': string;
  'infinity.siteId': string;
  'infinity.hashrateThs': string;
  'infinity.ratePerThsDay': string;
  'infinity.guaranteedPercent': string;
  'infinity.modelId': string;
  'infinity.quantity': string;
  'infinity.connectorFeePercent': string;
  'infinity.payoutWallet': string;
  'operations.monthlyFeePerSite': string;
  'operations.monthlyFee': string;
  notes: string;
  /** The contract that this one takes the place of, or blank. */
  supersedesId: string;
};

export type ContractDefaults = {
  readonly customerId: string;
  readonly today: string;
  readonly energyRate: string | null | undefined;
  readonly supersedesId?: string;
};

export const newContract = ({
  customerId,
  today,
  energyRate,
  supersedesId = '',
}: ContractDefaults): ContractValues => ({
  customerId,
  type: 'HOSTED',
  term: 'YEARS_1',
  startsOn: today,
  overridesEnd: false,
  overrideEndsOn: '',
  autoRenew: false,
  noticeDays: '',
  billingMethod: 'METERED',
  rate: plainDecimal(energyRate ?? ''),
  lossFactor: '',
  powerCapKw: '',
  capPolicy: 'ALERT_ONLY',
  overageRate: '',
  'hosted.monthlyFeePerUnit': '',
  'hosted.monthlyFee': '',
  'lease.monthlyFeePerUnit': '',
  'lease.maxExtensions': '',
  'infinity.siteId': '',
  'infinity.hashrateThs': '',
  'infinity.ratePerThsDay': '',
  'infinity.guaranteedPercent': '',
  'infinity.modelId': '',
  'infinity.quantity': '',
  'infinity.connectorFeePercent': '',
  'infinity.payoutWallet': '',
  'operations.monthlyFeePerSite': '',
  'operations.monthlyFee': '',
  notes: '',
  supersedesId,
});

const months: Record<Exclude<ContractTerm, 'CUSTOM'>, number> = {
  MONTH_TO_MONTH: 1,
  MONTHS_3: 3,
  MONTHS_6: 6,
  YEARS_1: 12,
  YEARS_2: 24,
};

/** The end as the term gives it (exclusive), to be shown; null for CUSTOM or without a start. The API computes the one that counts. */
export function computedEnd(term: ContractTerm, startsOn: string): string | null {
  return term === 'CUSTOM' || startsOn === '' ? null : addMonths(startsOn, months[term]);
}

/** CUSTOM ends on a date of its own; any term may. */
export const endIsTyped = (values: Pick<ContractValues, 'term' | 'overridesEnd'>): boolean =>
  values.term === 'CUSTOM' || values.overridesEnd;

/** People name the last day, the API the day after it. */
export const endFromLastDay = (lastDay: string): string | undefined => (lastDay ? addDays(lastDay, 1) : undefined);

type Renewal = Pick<ContractValues, 'type' | 'term'>;
/** A lease is extended by hand, and a term of its own dates ends with them. */
export const canRenew = ({ type, term }: Renewal): boolean => type !== 'LEASE' && term !== 'CUSTOM';
export const renewsByDefault = (kind: Renewal): boolean => canRenew(kind) && kind.term === 'MONTH_TO_MONTH';

/** INFINITY sells hashrate at a price of its own; energy is no part of it. */
export const sellsEnergy = ({ type, billingMethod }: Pick<ContractValues, 'type' | 'billingMethod'>): boolean =>
  type !== 'INFINITY' && billingMethod !== 'FIXED';
const isMetered = (values: ContractValues) => values.type !== 'INFINITY' && values.billingMethod === 'METERED';
/** Energy from a computation may be multiplied by what is lost on the way to the machine. */
export const takesLossFactor = (values: Pick<ContractValues, 'type' | 'billingMethod'>): boolean =>
  sellsEnergy(values) && values.billingMethod !== 'METERED';

const numbers = [
  'rate',
  'lossFactor',
  'powerCapKw',
  'overageRate',
  'hosted.monthlyFeePerUnit',
  'hosted.monthlyFee',
  'lease.monthlyFeePerUnit',
  'infinity.hashrateThs',
  'infinity.ratePerThsDay',
  'infinity.guaranteedPercent',
  'infinity.connectorFeePercent',
  'operations.monthlyFeePerSite',
  'operations.monthlyFee',
] as const;
const wholeNumbers = ['noticeDays', 'lease.maxExtensions', 'infinity.quantity'] as const;

const partOf = { HOSTED: 'hosted', LEASE: 'lease', INFINITY: 'infinity', OM: 'operations' } as const;
/** Whether a field is one that the chosen type shows. */
const isShown = (type: ContractType) => (field: string) => !field.includes('.') || field.startsWith(`${partOf[type]}.`);

/** What the API couldn't even read. */
export function unreadable(values: ContractValues) {
  const shown = isShown(values.type);
  const fractions = wholeNumbers.filter((field) => shown(field) && !/^\d{0,9}$/.test(values[field].trim()));
  return [
    ...notNumbers(values, numbers.filter(shown)),
    ...fractions.map((field) => ({
      code: 'NOT_WHOLE',
      message: 'This is a whole number.',
      path: ['input', ...field.split('.')],
    })),
  ];
}

const decimal = (text: string): string | undefined => blankToUndefined(plainDecimal(text));
const whole = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/** The part that the type names; a needed value left blank goes out as it is, for the API to say so at its field. */
function partOfType(values: ContractValues): Partial<CreateContractInput> {
  switch (values.type) {
    case 'HOSTED':
      return {
        hosted: {
          monthlyFeePerUnit: decimal(values['hosted.monthlyFeePerUnit']),
          monthlyFee: decimal(values['hosted.monthlyFee']),
        },
      };
    case 'LEASE':
      return {
        lease: {
          monthlyFeePerUnit: plainDecimal(values['lease.monthlyFeePerUnit']),
          maxExtensions: whole(values['lease.maxExtensions']),
        },
      };
    case 'INFINITY':
      return {
        infinity: {
          siteId: values['infinity.siteId'],
          hashrateThs: plainDecimal(values['infinity.hashrateThs']),
          ratePerThsDay: plainDecimal(values['infinity.ratePerThsDay']),
          guaranteedPercent: decimal(values['infinity.guaranteedPercent']),
          modelId: blankToUndefined(values['infinity.modelId']),
          quantity: whole(values['infinity.quantity']),
          connectorFeePercent: decimal(values['infinity.connectorFeePercent']),
          payoutWallet: blankToUndefined(values['infinity.payoutWallet']),
        },
      };
    case 'OM':
      return {
        operations: {
          monthlyFeePerSite: decimal(values['operations.monthlyFeePerSite']),
          monthlyFee: decimal(values['operations.monthlyFee']),
        },
      };
  }
}

/** Needed by the schema itself: left blank, the API would refuse the request as a whole without naming a field. */
const needed: Record<ContractType, readonly (keyof ContractValues)[]> = {
  HOSTED: [],
  LEASE: ['lease.monthlyFeePerUnit'],
  INFINITY: ['infinity.siteId', 'infinity.hashrateThs', 'infinity.ratePerThsDay'],
  OM: [],
};
export const missing = (values: ContractValues) =>
  (['customerId', ...needed[values.type]] as const)
    .filter((field) => String(values[field]).trim() === '')
    .map((field) => ({ code: 'REQUIRED', message: 'This is needed.', path: ['input', ...field.split('.')] }));

/** Only what type, method and the cap's policy have use for is sent; the rest would be refused. */
export function createInput(values: ContractValues, idempotencyKey: string): CreateContractInput {
  const cap = isMetered(values) ? decimal(values.powerCapKw) : undefined;
  return {
    customerId: values.customerId,
    type: values.type,
    term: values.term,
    startsOn: blankToUndefined(values.startsOn),
    overrideEndsOn: endIsTyped(values) ? endFromLastDay(values.overrideEndsOn) : undefined,
    autoRenew: canRenew(values) ? values.autoRenew : undefined,
    noticeDays: whole(values.noticeDays),
    billingMethod: values.type === 'INFINITY' ? undefined : values.billingMethod,
    rate: sellsEnergy(values) ? decimal(values.rate) : undefined,
    lossFactor: takesLossFactor(values) ? decimal(values.lossFactor) : undefined,
    powerCapKw: cap,
    capPolicy: cap === undefined ? undefined : values.capPolicy,
    overageRate: cap !== undefined && values.capPolicy === 'OVERAGE' ? decimal(values.overageRate) : undefined,
    ...partOfType(values),
    supersedesId: blankToUndefined(values.supersedesId),
    notes: blankToUndefined(values.notes),
    idempotencyKey,
  };
}

/** In an update what is left out stays: an optional field that was emptied has to say null. */
const cleared = <Part extends object>(part: Part | null | undefined): Part | undefined =>
  part ? (Object.fromEntries(Object.entries(part).map(([name, value]) => [name, value ?? null])) as Part) : undefined;

/** Back from step 2: the same draft, changed. Null clears what was typed before. */
export function updateInput(contractId: string, values: ContractValues): UpdateContractInput {
  const created = createInput(values, '');
  const part = created.hosted ?? created.lease ?? created.infinity ?? created.operations;
  return {
    contractId,
    term: created.term,
    startsOn: created.startsOn,
    overrideEndsOn: created.overrideEndsOn ?? null,
    autoRenew: created.autoRenew,
    noticeDays: created.noticeDays,
    billingMethod: created.billingMethod,
    rate: created.rate,
    lossFactor: takesLossFactor(values) ? (created.lossFactor ?? null) : undefined,
    powerCapKw: created.powerCapKw ?? null,
    capPolicy: created.capPolicy,
    overageRate: created.overageRate ?? null,
    [partOf[values.type]]: cleared(part),
    notes: blankToNull(values.notes),
  };
}

/** Where the wizard goes from step 1: INFINITY has no equipment, so its draft is complete. */
export const stepAfter: Record<ContractType, { readonly words: string; readonly page: '/equipment' | '' }> = {
  HOSTED: { words: 'Next: Assign Equipment', page: '/equipment' },
  LEASE: { words: 'Next: Assign Equipment', page: '/equipment' },
  INFINITY: { words: 'Complete Setup', page: '' },
  OM: { words: 'Next: Assign Sites', page: '/equipment' },
};
