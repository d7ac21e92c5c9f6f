import { asText, date, decimal, energy, type MoneyValue, money, type Tone } from '@hashyard/ui';
import type { InvoiceStatus, LineUnit } from '../../gql/graphql';

const statuses: Record<InvoiceStatus, { word: string; tone: Tone }> = {
  DRAFT: { word: 'Draft', tone: 'neutral' },
  HELD: { word: 'Held', tone: 'warn' },
  ISSUED: { word: 'To pay', tone: 'accent' },
  PARTIALLY_PAID: { word: 'Partly paid', tone: 'accent' },
  OVERDUE: { word: 'Overdue', tone: 'bad' },
  PAID: { word: 'Paid', tone: 'ok' },
  WRITTEN_OFF: { word: 'Written off', tone: 'neutral' },
  CANCELLED: { word: 'Cancelled', tone: 'neutral' },
};

export const billStatus = (status: InvoiceStatus): { word: string; tone: Tone } => statuses[status];

const OPEN: readonly InvoiceStatus[] = ['ISSUED', 'PARTIALLY_PAID', 'OVERDUE'];

/** What is still to do, beside the total: "Due on 15 Jul 2026"; the amount too where it isn't the total any more. */
export function dueWords(bill: {
  readonly status: InvoiceStatus;
  readonly total: MoneyValue;
  readonly balance: MoneyValue;
  readonly dueOn?: string | null;
}): string {
  if (bill.status === 'PAID') return 'Nothing is due';
  if (!OPEN.includes(bill.status)) return billStatus(bill.status).word;
  const what = bill.balance.amount === bill.total.amount ? 'Due' : `${money(bill.balance)} still due`;
  if (!bill.dueOn) return what;
  return bill.status === 'OVERDUE' ? `${what} since ${date(bill.dueOn)}` : `${what} on ${date(bill.dueOn)}`;
}

const units: Record<LineUnit, string> = {
  KWH: 'kWh',
  UNIT_MONTH: 'machine months',
  MONTH: 'months',
  THS_DAY: 'TH/s days',
  EACH: '',
};

type Line = { readonly quantity: string; readonly unit: LineUnit; readonly rate: string; readonly amount: MoneyValue };

/** How a line comes to its amount: "53,961.120 kWh × 0.0725 USD". */
export function lineSum(line: Line): string {
  const quantity =
    line.unit === 'KWH' ? asText(energy(line.quantity, 'bill')) : `${decimal(line.quantity, 0, 6)} ${units[line.unit]}`;
  return `${quantity.trim()} × ${decimal(line.rate, 2, 6)} ${line.amount.currency}`;
}

/** Three decimals as whole watt-hours, so that nothing is lost in subtracting. */
const wattHours = (kwh: string): bigint => {
  const [whole = '0', rest = ''] = kwh.replace('-', '').split('.');
  const size = BigInt(whole) * 1000n + BigInt(rest.padEnd(3, '0').slice(0, 3));
  return kwh.startsWith('-') ? -size : size;
};

const kilowattHours = (wh: bigint): string => {
  const size = wh < 0n ? -wh : wh;
  return `${wh < 0n ? '-' : ''}${size / 1000n}.${String(size % 1000n).padStart(3, '0')}`;
};

export type EnergyParts = {
  readonly measuredKwh: string;
  readonly estimatedKwh: string;
  /** 0 to 1, for a bar; never for a sum. */
  readonly estimatedShare: number;
};

/** Energy told apart by how it is known. */
export function energyParts(energyKwh: string, estimatedKwh: string): EnergyParts {
  const all = wattHours(energyKwh);
  const estimated = wattHours(estimatedKwh);
  return {
    measuredKwh: kilowattHours(all - estimated),
    estimatedKwh: kilowattHours(estimated),
    estimatedShare: all > 0n ? Number((estimated * 10_000n) / all) / 10_000 : 0,
  };
}
