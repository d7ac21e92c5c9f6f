import { asText, count, date, decimal, lastDay, type Tone } from '@hashyard/ui';
import type {
  BillingMethod,
  ContractStatus,
  ContractTerm,
  ContractType,
  PriceComponent,
  PriceUnit,
} from '../../gql/graphql';

export const typeWords: Record<ContractType, string> = {
  HOSTED: 'Hosted',
  LEASE: 'Lease',
  INFINITY: 'Hash streams',
  OM: 'Operations',
};

export const statusWords: Record<ContractStatus, { word: string; tone: Tone }> = {
  DRAFT: { word: 'Draft', tone: 'neutral' },
  ACTIVE: { word: 'Active', tone: 'ok' },
  SUSPENDED: { word: 'Suspended', tone: 'warn' },
  EXPIRED: { word: 'Expired', tone: 'neutral' },
  TERMINATED: { word: 'Terminated', tone: 'neutral' },
  CANCELLED: { word: 'Cancelled', tone: 'neutral' },
};

export const termWords: Record<ContractTerm, string> = {
  MONTH_TO_MONTH: 'Month to month',
  MONTHS_3: '3 months',
  MONTHS_6: '6 months',
  YEARS_1: '1 year',
  YEARS_2: '2 years',
  CUSTOM: 'By its dates',
};

/** How energy is counted, in a sentence a customer can check. */
export const methodWords: Record<BillingMethod, { word: string; meaning: string }> = {
  METERED: { word: 'Metered', meaning: 'By the energy registers of the outlets that feed your machines.' },
  CALCULATED: { word: 'Calculated', meaning: 'Rated power of your machines times the hours they were assigned.' },
  HASH: { word: 'By hashrate', meaning: 'Mean hashrate times rated efficiency times hours.' },
  FIXED: { word: 'Fixed', meaning: 'Fees only; energy isn’t billed.' },
};

const componentWords: Record<PriceComponent, string> = {
  ENERGY: 'Energy',
  HOSTING: 'Hosting',
  LEASE: 'Lease',
  SERVICE: 'Service',
  HASHRATE: 'Hashrate',
};

const unitWords: Record<PriceUnit, string> = {
  KWH: 'kWh',
  UNIT_MONTH: 'machine and month',
  MONTH: 'month',
  THS_DAY: 'TH/s and day',
};

type Price = {
  readonly component: PriceComponent;
  readonly unit: PriceUnit;
  readonly rate: string;
  readonly startsOn?: string | null;
  readonly endsOn?: string | null;
};

export type PriceLine = { readonly label: string; readonly price: string; readonly when: string | null };

/** A price as a line: what for, "0.0725 USD per kWh", and since or until when if it is bounded. */
export function priceLine(price: Price, currency: string): PriceLine {
  return {
    label: componentWords[price.component],
    price: `${rateWords(price.rate)} ${currency} per ${unitWords[price.unit]}`,
    when: spanWords(price.startsOn ?? null, price.endsOn ?? null),
  };
}

/** A rate with all the decimals it has, at least two. */
export const rateWords = (rate: string): string => decimal(rate, 2, 6);

function spanWords(startsOn: string | null, endsOn: string | null): string | null {
  if (startsOn && endsOn) return `${date(startsOn)} to ${date(lastDay(endsOn))}`;
  if (startsOn) return `from ${date(startsOn)}`;
  return endsOn ? `until ${date(lastDay(endsOn))}` : null;
}

type Ending = {
  readonly status: ContractStatus;
  readonly endsOn: string;
  readonly renews: boolean;
  readonly noticeBy?: string | null;
  readonly noticeGivenOn?: string | null;
};

/** What happens at the end of the term, and until when it can be stopped. */
export function endingWords(contract: Ending): string {
  const last = date(lastDay(contract.endsOn));
  if (contract.status !== 'ACTIVE' && contract.status !== 'SUSPENDED') return `Ended; its last day was ${last}.`;
  if (!contract.renews) {
    const given = contract.noticeGivenOn ? `Notice was given on ${date(contract.noticeGivenOn)}. ` : '';
    return `${given}Ends after ${last}.`;
  }
  const notice = contract.noticeBy ? ` Notice is possible until ${date(contract.noticeBy)}.` : '';
  return `Renews on ${date(contract.endsOn)}.${notice}`;
}

/** Whether there is a renewal that notice would stop; whether it is in time the API knows. */
export const canGiveNotice = ({ status, renews, noticeGivenOn }: Omit<Ending, 'endsOn'>): boolean =>
  (status === 'ACTIVE' || status === 'SUSPENDED') && renews && !noticeGivenOn;

export const capWords = (powerCapKw: string | null | undefined): string =>
  powerCapKw == null ? 'None' : asText({ value: decimal(powerCapKw), unit: 'kW' });

/** What stands under a contract, counted: "240 machines", for O&M sites. Hash streams have no equipment. */
export function equipmentCount(type: ContractType, n: number): string {
  if (type === 'INFINITY') return 'no equipment';
  return count(n, type === 'OM' ? 'site' : 'machine');
}

/** What the pool delivers of the hashrate that was sold, for the eye; null while it isn't known. */
export function deliveredThs(streams: { hashrateThs: string; deliveredPercent?: string | null }): number | null {
  return streams.deliveredPercent == null
    ? null
    : (Number(streams.hashrateThs) * Number(streams.deliveredPercent)) / 100;
}
