import { formatKwh, formatMoney, type Uptime } from '@hashyard/rating';
import type { PostalAddress } from '../../../graphql/address.type.ts';
import type { Invoice, InvoiceLine, InvoiceTax, LineUsage } from '../invoice.entity.ts';
import type { LineUnit } from '../invoice.words.ts';
import { variancePercent } from '../meter-check.rules.ts';
import { dayBefore } from '../period.rules.ts';
import { type AppendixView, viewUsage } from './appendix.view.ts';
import type { ExcludedView } from './excluded.view.ts';
import { grouped } from './numbers.ts';

/** Everything that stands on the paper, as texts. */
export type InvoiceView = {
  readonly number: string;
  readonly issuedAt: Date;
  readonly logo: Buffer | null;
  readonly seller: readonly string[];
  readonly billTo: readonly string[];
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly currency: string;
  readonly lines: readonly LineView[];
  readonly sums: readonly (readonly [label: string, amount: string])[];
  readonly total: string;
  /** As the evidence file has it, ungrouped. */
  readonly exactTotal: string;
  readonly evidenceSha256: string;
  readonly appendix: readonly AppendixView[];
  readonly excluded: ExcludedView;
};
export type LineView = {
  readonly description: string;
  readonly contract: string | null;
  readonly detail: string | null;
  readonly quantity: string;
  readonly unit: string;
  readonly rate: string;
  readonly amount: string;
};

export type InvoiceParts = {
  readonly lines: readonly InvoiceLine[];
  readonly taxes: readonly InvoiceTax[];
  readonly usage: readonly LineUsage[];
  /** Names of the sites whose machines it bills. */
  readonly sites: readonly string[];
  /** The host's, a PNG. */
  readonly logo: Buffer | null;
  /** Of each ENERGY line, in order. */
  readonly uptimes: readonly ReadonlyMap<string, Uptime>[];
  readonly excluded: ExcludedView;
};

export function viewInvoice(invoice: Invoice, parts: InvoiceParts): InvoiceView {
  const { lines, taxes, usage, sites, logo, uptimes, excluded } = parts;
  if (!invoice.number || !invoice.issuedAt || !invoice.issuedOn || !invoice.dueOn || !invoice.seller)
    throw new Error(`invoice ${invoice.id} is not issued: it has no paper`);
  const { currency } = invoice;
  const money = (minor: bigint) => grouped(formatMoney(minor, currency));
  const energyLines = lines.filter(({ component }) => component === 'ENERGY');
  return {
    number: invoice.number,
    issuedAt: invoice.issuedAt,
    logo,
    seller: sellerLines(invoice),
    billTo: billToLines(invoice),
    facts: [
      ['Invoice', invoice.number],
      ['Issued', invoice.issuedOn],
      ['Due', invoice.dueOn],
      ['Period', `${invoice.startsOn} to ${dayBefore(invoice.endsOn)}`],
      ['Time zone', invoice.timeZone],
      ['Contract', [...new Set(lines.flatMap(({ contractNumber }) => contractNumber ?? []))].join(', ') || 'none'],
      ...(sites.length > 0 ? [['Site', sites.join(', ')] as const] : []),
    ],
    currency,
    lines: lines.map((line) => viewLine(line, money, isMetered(line))),
    sums: [
      ['Subtotal', money(invoice.subtotal)],
      ...taxes.map(
        ({ code, percent, taxable, amount }) => [`${code} ${percent} % of ${money(taxable)}`, money(amount)] as const,
      ),
    ],
    total: money(invoice.total),
    exactTotal: formatMoney(invoice.total, currency),
    evidenceSha256: invoice.evidenceSha256,
    appendix: lines.flatMap((line) =>
      viewUsage(
        line,
        usage.filter(({ lineId }) => lineId === line.id),
        invoice.startsOn,
        uptimes[energyLines.indexOf(line)],
      ),
    ),
    excluded,
  };
}

/** Who sells, as it stood when the invoice was issued. */
export const sellerLines = ({ seller }: Invoice): string[] => [
  seller?.name ?? '',
  ...addressLines(seller?.address ?? null),
  ...(seller?.taxNumber ? [`Tax number ${seller.taxNumber}`] : []),
];

export const billToLines = ({ billToName, billToAddress }: Invoice): string[] => [
  billToName,
  ...addressLines(billToAddress),
];

const unitWords: Record<LineUnit, string> = {
  KWH: 'kWh',
  UNIT_MONTH: 'unit-months',
  MONTH: 'months',
  THS_DAY: 'TH/s-days',
  EACH: '',
};

const isMetered = ({ contract }: InvoiceLine): boolean =>
  contract === null || contract.getEntity().billingMethod === 'METERED';

function viewLine(line: InvoiceLine, money: (minor: bigint) => string, metered: boolean): LineView {
  return {
    description: line.description,
    contract: line.contractNumber,
    detail: line.estimatedKwh === null ? null : energyDetail(line, line.estimatedKwh, metered),
    quantity: grouped(line.quantity),
    unit: unitWords[line.unit],
    rate: shortRate(line.rate),
    amount: money(line.amount),
  };
}

/** Calculated energy is never called measured; beside it stands what the meters counted, where they did. */
function energyDetail(line: InvoiceLine, estimatedKwh: string, metered: boolean): string {
  const variance = variancePercent([line]);
  if (metered) return [measuredAndEstimated(line.quantity, estimatedKwh), ...varianceText(variance)].join('; ');
  if (line.meteredWh === null || variance === null) return 'calculated, not metered';
  return `calculated; PDU meters counted ${grouped(formatKwh(line.meteredWh))} kWh, variance ${variance} % (${band(variance)})`;
}

const varianceText = (variance: string | null): string[] =>
  variance === null ? [] : [`variance to the meters ${variance} % (${band(variance)})`];

function band(variance: string): string {
  const size = Math.abs(Number(variance));
  if (size < 5) return 'under 5 %';
  return size < 20 ? 'under 20 %' : 'from 20 %';
}

/** Estimated energy is always marked, also where there is none of it. */
function measuredAndEstimated(quantity: string, estimated: string): string {
  const measured = formatKwh(BigInt(quantity.replace('.', '')) - BigInt(estimated.replace('.', '')));
  return `measured ${grouped(measured)} kWh, estimated ${grouped(estimated)} kWh`;
}

function addressLines(address: PostalAddress | null): string[] {
  if (!address) return [];
  const place = [address.city, address.region, address.postalCode].filter(Boolean).join(', ');
  return [...address.lines, place, address.country ?? ''].filter(Boolean);
}

/** A rate keeps the digits that say something, two at least: `0.0725`, `185.00`. */
const shortRate = (rate: string): string => grouped(rate.replace(/(\.\d\d\d*?)0+$/, '$1'));
