/**
 * The rating engine: evidence bundle in, bill out. Pure: no I/O, no clock, no Node; runs in a browser's worker as well.
 *
 * `parseEvidence` reads a bundle from parsed JSON, `rate` computes its bill, `verifyBill` compares it with what was billed.
 * `openBill`, `intervals`, `energySeries` and `lineUsage` show the same energy in finer pieces, so that nobody has to compute it twice.
 */
export type { Bill, BillLine, BillTax, LineComponent } from './bill.ts';
export { formatKwh } from './energy.ts';
export * from './evidence.ts';
export { EvidenceReader } from './evidence-reader.ts';
export type {
  AdjustmentRow,
  AssignmentRow,
  ContractRow,
  EstimateRow,
  EvidenceFile,
  FeedRow,
  PriceRow,
  RegisterRow,
} from './evidence-file.ts';
export { type Fraction, roundDivide } from './exact.ts';
export type { Hold, HoldCode } from './holds.ts';
export { type Interval, type IntervalSource, intervals } from './intervals.ts';
export { evidenceSchema } from './json-schema.ts';
export { currencyDecimals, formatMoney, parseMoney } from './money.ts';
export { opaqueNeighbours } from './neighbours.ts';
export { type OpenEvidence, type ReadEvidence, openEvidence, readEvidence } from './open.ts';
export { type Parsed, parseEvidence, parseRegister } from './parse.ts';
export {
  type Instant,
  type LocalDate,
  type ZoneClock,
  formatInstant,
  isTimeZone,
  parseDate,
  parseInstant,
  zoneClock,
} from './period.ts';
export type { Range } from './range.ts';
export { type LineDays, type RatedUsage, lineUsage, rate, rateWithUsage } from './rate.ts';
export { type EnergyStep, type UnitWindows, dayEdges, energySeries, stepEdges } from './series.ts';
export type { Fault } from './shape.ts';
export { type LineTax, type TaxedBill, allocateTax } from './tax.ts';
export { type Trail, type TrailDay, type TrailLine, type TrailUnit, openBill } from './trail.ts';
export type { TrailInterval, TrailQuality, TrailReadings } from './trail-intervals.ts';
export type { GapCode } from './pieces.ts';
export { type Uptime, uptimes } from './uptime.ts';
export type { DayEnergy, UnitDays, UnitUsage } from './usage.ts';
export { type Difference, verifyBill } from './verify.ts';
