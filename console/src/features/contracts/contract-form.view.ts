import { blankToNull, blankToUndefined } from '@hashyard/ui';
import { notNumbers, plainDecimal } from '../forms/refusal.view.ts';
import type {
  BillingMethod,
  CapPolicy,
  ContractTerm,
  CreateContractInput,
  UpdateContractInput,
} from '../../gql/graphql.ts';
import { addDays, addMonths } from '../time/local-day.ts';

/** Step 1 of the wizard. Fields by their path in the input, texts as typed. */
export type ContractValues = {
  customerId: string;
  type: 'HOSTED';
  term: ContractTerm;
  startsOn: string;
  /** Not an input field: whether `overrideEndsOn` is taken. */
  overridesEnd: boolean;
  overrideEndsOn: string;
  autoRenew: boolean;
  billingMethod: BillingMethod;
  rate: string;
  powerCapKw: string;
  capPolicy: CapPolicy;
  overageRate: string;
  'hosted.monthlyFeePerUnit': string;
  'hosted.monthlyFee': string;
  notes: string;
};

export type ContractDefaults = {
  readonly customerId: string;
  readonly today: string;
  readonly energyRate: string | null | undefined;
};

export const newContract = ({ customerId, today, energyRate }: ContractDefaults): ContractValues => ({
  customerId,
  type: 'HOSTED',
  term: 'YEARS_1',
  startsOn: today,
  overridesEnd: false,
  overrideEndsOn: '',
  autoRenew: false,
  billingMethod: 'METERED',
  rate: plainDecimal(energyRate ?? ''),
  powerCapKw: '',
  capPolicy: 'ALERT_ONLY',
  overageRate: '',
  'hosted.monthlyFeePerUnit': '',
  'hosted.monthlyFee': '',
  notes: '',
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

export const renewsByDefault = (term: ContractTerm): boolean => term === 'MONTH_TO_MONTH';
export const canRenew = (term: ContractTerm): boolean => term !== 'CUSTOM';

const decimal = (text: string): string | undefined => blankToUndefined(plainDecimal(text));

/** What the API couldn't even read. */
export const unreadable = (values: ContractValues) =>
  notNumbers(values, ['rate', 'powerCapKw', 'overageRate', 'hosted.monthlyFeePerUnit', 'hosted.monthlyFee']);

/** Only what the method and the cap's policy have use for is sent; the rest would be refused. */
export function createInput(values: ContractValues, idempotencyKey: string): CreateContractInput {
  const metered = values.billingMethod === 'METERED';
  const cap = metered ? decimal(values.powerCapKw) : undefined;
  return {
    customerId: values.customerId,
    type: values.type,
    term: values.term,
    startsOn: blankToUndefined(values.startsOn),
    overrideEndsOn: endIsTyped(values) ? endFromLastDay(values.overrideEndsOn) : undefined,
    autoRenew: canRenew(values.term) ? values.autoRenew : undefined,
    billingMethod: values.billingMethod,
    rate: values.billingMethod === 'FIXED' ? undefined : decimal(values.rate),
    powerCapKw: cap,
    capPolicy: cap === undefined ? undefined : values.capPolicy,
    overageRate: cap !== undefined && values.capPolicy === 'OVERAGE' ? decimal(values.overageRate) : undefined,
    hosted: {
      monthlyFeePerUnit: decimal(values['hosted.monthlyFeePerUnit']),
      monthlyFee: decimal(values['hosted.monthlyFee']),
    },
    notes: blankToUndefined(values.notes),
    idempotencyKey,
  };
}

/** Back from step 2: the same draft, changed. Null clears what was typed before. */
export function updateInput(contractId: string, values: ContractValues): UpdateContractInput {
  const created = createInput(values, '');
  return {
    contractId,
    term: created.term,
    startsOn: created.startsOn,
    overrideEndsOn: created.overrideEndsOn ?? null,
    autoRenew: created.autoRenew,
    billingMethod: created.billingMethod,
    rate: created.rate,
    powerCapKw: created.powerCapKw ?? null,
    capPolicy: created.capPolicy,
    overageRate: created.overageRate ?? null,
    hosted: {
      monthlyFeePerUnit: created.hosted?.monthlyFeePerUnit ?? null,
      monthlyFee: created.hosted?.monthlyFee ?? null,
    },
    notes: blankToNull(values.notes),
  };
}
