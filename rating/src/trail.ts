import type { Bill, BillLine } from './bill.ts';
import { formatKwh } from './energy.ts';
import type { BillingMethod, CapPolicy, Evidence } from './evidence.ts';
import { plainDecimal } from './exact.ts';
import { unitDates } from './fixed.ts';
import type { Hold } from './holds.ts';
import { once } from './once.ts';
import { type Charge, charges } from './lines.ts';
import { formatDate, parseDate, parseInstant } from './period.ts';
import { rateCharges } from './rate.ts';
import { type Range, cut, overlap } from './range.ts';
import { type TrailInterval, calculatedIntervals, hashedIntervals, meteredIntervals } from './trail-intervals.ts';
import type { DayEnergy, UnitUsage } from './usage.ts';

/** Energy of a local date. Null: nothing of it is known, which is not zero. `open`: part of it is neither measured nor estimated. */
export type TrailDay = {
  readonly date: string;
  readonly energyKwh: string | null;
  readonly estimatedKwh: string;
  readonly open: boolean;
};

/** A unit's part of a line. */
export type TrailUnit = {
  readonly unit: string;
  readonly energyKwh: string;
  readonly estimatedKwh: string;
  readonly registers: readonly string[];
  readonly days: readonly TrailDay[];
};

/** A line of a bill opened up. All numbers are texts, as in the file and the bill. */
export type TrailLine = {
  readonly line: BillLine;
  readonly timeZone: string | null;
  readonly method: BillingMethod | null;
  /** Above its cap the contract's energy goes elsewhere: days and units have what this line bills, intervals have all. */
  readonly cap: CapPolicy | null;
  /** Of all units together; empty on lines without energy. */
  readonly days: readonly TrailDay[];
  readonly units: readonly TrailUnit[];
  /** What a fee counts: the dates (`to` exclusive) of each unit, or TH/s of a hash stream. */
  readonly counted: readonly { readonly what: string; readonly from: string; readonly to: string }[];
};

/** A bill that opens from its lines down to the readings, by the intervals, shares and cuts it was made of. */
export type Trail = {
  readonly bill: Bill;
  /** By its position, from 0. */
  readonly line: (index: number) => TrailLine;
  /** What a line has of a unit on a local date, in order of time: all of that time, each piece with its quality. */
  readonly intervals: (index: number, unit: string, date: string) => TrailInterval[];
};

export function openBill(evidence: Evidence): Trail {
  const found = charges(evidence);
  const rated = found.charges;
  const { bill, usage, days } = rateCharges(evidence, found);
  const usageOf = once(usage);
  const daysOf = once(days);
  const openTimes = once(() => openTimesOf(bill.held));
  const lineAt = (index: number): BillLine => {
    const line = bill.lines[index];
    if (!line) throw new Error(`the bill has no line ${index}`);
    return line;
  };

  const line = (index: number): TrailLine => {
    const billed = lineAt(index);
    const charge = rated[index];
    if (!charge) return { line: billed, ...nothing };
    const { window, priced } = charge;
    const { from, units } = daysOf()[index] ?? { from: priced.dates.from, units: [] };
    const ofUnit = new Map(units.map((unit) => [unit.unit, unit.days]));
    const open = (unit: string, day: number) => {
      const time = { from: window.clock.startOf(from + day), to: window.clock.startOf(from + day + 1) };
      return (openTimes().get(keyOf(window.contract.number, unit)) ?? []).some((range) => cut(range, time));
    };
    const trailUnits = (usageOf()[index] ?? []).map((one) => trailUnit(one, ofUnit.get(one.unit) ?? [], from, open));
    return {
      line: billed,
      timeZone: window.contract.timeZone,
      method: window.contract.billingMethod,
      cap: window.contract.billingMethod === 'METERED' ? (window.contract.powerCap?.policy ?? null) : null,
      days: sumDays(trailUnits, units),
      units: trailUnits,
      counted: countedBy(charge),
    };
  };

  const unitIntervals = (index: number, unit: string, date: string): TrailInterval[] => {
    lineAt(index);
    const charge = rated[index];
    const day = parseDate(date);
    if (!charge?.energy || Number.isNaN(day)) return [];
    const { window, priced } = charge;
    const time = { from: window.clock.startOf(day), to: window.clock.startOf(day + 1) };
    const windows = overlap(window.units.get(unit) ?? [], overlap([priced.time], [time]));
    const { billingMethod } = window.contract;
    if (billingMethod === 'METERED') return meteredIntervals(evidence.registers, unit, windows);
    const { from, units } = daysOf()[index] ?? { from: day, units: [] };
    const wh = units.find((one) => one.unit === unit)?.days[day - from]?.energyWh ?? 0n;
    if (billingMethod === 'HASH') return hashedIntervals(window.contract, evidence.hashrate, unit, windows, wh);
    return calculatedIntervals(window.contract, unit, windows, wh);
  };

  return { bill, line, intervals: unitIntervals };
}

const nothing = { timeZone: null, method: null, cap: null, days: [], units: [], counted: [] } as const;
const keyOf = (contract: string, unit: string): string => `${contract}\n${unit}`;

/** When each unit of a contract has neither a reading nor an estimate, as the bill's holds say it. */
function openTimesOf(held: readonly Hold[]): ReadonlyMap<string, readonly Range[]> {
  const times = new Map<string, Range[]>();
  for (const { contract, unit, from, to } of held) {
    if (unit === undefined || from === undefined || to === undefined) continue;
    const key = keyOf(contract, unit);
    const ranges = times.get(key) ?? [];
    ranges.push({ from: parseInstant(from), to: parseInstant(to) });
    times.set(key, ranges);
  }
  return times;
}

function trailUnit(
  { unit, energyWh, estimatedWh, registers }: UnitUsage,
  days: readonly DayEnergy[],
  from: number,
  open: (unit: string, day: number) => boolean,
): TrailUnit {
  return {
    unit,
    energyKwh: formatKwh(energyWh),
    estimatedKwh: formatKwh(estimatedWh),
    registers,
    days: days.map((day, i) => trailDay(from + i, day, open(unit, i))),
  };
}

const trailDay = (date: number, { energyWh, estimatedWh }: DayEnergy, open: boolean): TrailDay => ({
  date: formatDate(date),
  energyKwh: energyWh === null ? null : formatKwh(energyWh),
  estimatedKwh: formatKwh(estimatedWh),
  open,
});

function sumDays(
  trailUnits: readonly TrailUnit[],
  units: readonly { readonly days: readonly DayEnergy[] }[],
): TrailDay[] {
  return (trailUnits[0]?.days ?? []).map(({ date }, i) => {
    const known = units.flatMap(({ days }) => days[i]?.energyWh ?? []);
    const estimatedWh = units.reduce((sum, { days }) => sum + (days[i]?.estimatedWh ?? 0n), 0n);
    return {
      date,
      energyKwh: known.length === 0 ? null : formatKwh(known.reduce((sum, wh) => sum + wh, 0n)),
      estimatedKwh: formatKwh(estimatedWh),
      open: trailUnits.some(({ days }) => days[i]?.open),
    };
  });
}

/** What stands behind the quantity of a line without energy. */
function countedBy({ window, priced, component }: Charge): TrailLine['counted'] {
  const dated = (what: string, { from, to }: Range) => ({ what, from: formatDate(from), to: formatDate(to) });
  if (component === 'HASHRATE' || component === 'HASHRATE_CREDIT')
    return window.contract.hashStreams.flatMap((stream) => {
      const dates = cut(stream, priced.dates);
      return dates ? [dated(`${plainDecimal(stream.ths)} TH/s`, dates)] : [];
    });
  if (priced.price.unit !== 'UNIT_MONTH') return [];
  return unitDates(window, priced).flatMap(({ unit, dates }) => dates.map((range) => dated(unit, range)));
}
