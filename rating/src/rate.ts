import type { Bill, BillLine } from './bill.ts';
import type { LocalDate } from './period.ts';
import type { UnitDays, UnitUsage } from './usage.ts';
import { formatKwh } from './energy.ts';
import type { Adjustment, Evidence } from './evidence.ts';
import { toFixed } from './exact.ts';
import { listHolds } from './holds.ts';
import { type Charge, charges } from './lines.ts';
import { amountOf, formatMoney, parseMoney } from './money.ts';
import { taxGroups } from './tax.ts';

/** The bill of a bundle: a pure function of it and of the run time's zone data. `billed` is not looked at. */
export function rate(evidence: Evidence): Bill {
  return rateWithUsage(evidence).bill;
}

/** A line's units by local date, from its price row's first date on. Empty on lines without energy. */
export type LineDays = { readonly from: LocalDate; readonly units: readonly UnitDays[] };
export type RatedUsage = {
  readonly bill: Bill;
  /** Per line of the bill its units, empty on lines without energy. Worked out when asked. */
  readonly usage: () => (readonly UnitUsage[])[];
  readonly days: () => LineDays[];
};

/** The bill, and for each of its lines the energy of each unit, in all and by local date. */
export function rateWithUsage(evidence: Evidence): RatedUsage {
  return rateCharges(evidence, charges(evidence));
}

/** The same, from charges that are worked out already. */
export function rateCharges(evidence: Evidence, rated: ReturnType<typeof charges>): RatedUsage {
  const { currency, adjustments, taxes } = evidence;
  const lines = [
    ...rated.charges.map((charge) => lineOf(charge, currency)),
    ...adjustments.map((adjustment) => adjustmentLine(adjustment, currency)),
  ];
  const taxed = taxGroups(
    taxes,
    lines.map(({ amount, line: { taxCode } }) => ({ amount, taxCode })),
  );
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0n);
  const tax = taxed.reduce((sum, { amount }) => sum + amount, 0n);
  const money = (minor: bigint) => formatMoney(minor, currency);
  return {
    bill: {
      currency,
      lines: lines.map(({ line }) => line),
      taxes: taxed.map(({ row, taxable, amount }) => ({
        code: row.code,
        taxable: money(taxable),
        percent: row.percent,
        amount: money(amount),
      })),
      subtotal: money(subtotal),
      tax: money(tax),
      total: money(subtotal + tax),
      held: listHolds(rated.holds),
    },
    usage: () => [...rated.charges.map(({ energy }) => energy?.usage() ?? []), ...adjustments.map(() => [])],
    days: () => [
      ...rated.charges.map(({ priced, energy }) => ({ from: priced.dates.from, units: energy?.days() ?? [] })),
      ...adjustments.map(() => ({ from: evidence.period.from, units: [] })),
    ],
  };
}

/** The energy of each unit in each line of the bill: the units of a line add up to it, whole Wh. */
export function lineUsage(evidence: Evidence): (readonly UnitUsage[])[] {
  return rateWithUsage(evidence).usage();
}

type PrintedLine = { readonly line: BillLine; readonly amount: bigint };

function lineOf(
  { window, component, unit, rate: perUnit, taxCode, quantity, energy }: Charge,
  currency: string,
): PrintedLine {
  const amount = amountOf(quantity, perUnit, currency);
  return {
    amount,
    line: {
      contract: window.contract.number,
      component,
      quantity: energy ? formatKwh(energy.wh) : toFixed(quantity, 6),
      unit,
      rate: toFixed(perUnit, 6),
      estimated: energy ? formatKwh(energy.estimatedWh) : null,
      amount: formatMoney(amount, currency),
      taxCode,
    },
  };
}

function adjustmentLine({ amount: given, taxCode }: Adjustment, currency: string): PrintedLine {
  const amount = parseMoney(given, currency);
  const text = formatMoney(amount, currency);
  return {
    amount,
    line: {
      contract: null,
      component: 'ADJUSTMENT',
      quantity: '1.000000',
      unit: 'EACH',
      rate: text,
      estimated: null,
      amount: text,
      taxCode,
    },
  };
}
