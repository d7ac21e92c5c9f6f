import {
  type Contract,
  dayEdges,
  type Evidence,
  energySeries,
  type Instant,
  type LocalDate,
  type Range,
  rate,
  type Bill,
  type Register,
  roundDivide,
  zoneClock,
} from '@hashyard/rating';

/** The month so far, and what its end is between. `low` and `high` are null while nothing tells what the rest will be like. */
export type Accrued = { readonly soFar: Bill; readonly low: Bill | null; readonly high: Bill | null };

/** Energy over time: Wh in so many seconds. */
type Pace = { readonly wh: bigint; readonly seconds: number };

/** The days that a forecast goes by: of them the one with least and the one with most. */
const recentDays = 7;
const hourSeconds = 3_600;
const secondsPerDay = 86_400;

/**
 * Rates the evidence of one contract's month so far, whose period ends after today, and the whole month with the rest filled
 * in: fees and calculated energy by the terms, metered energy and hashrate by the quietest and the busiest of recent days.
 */
export function accrue(evidence: Evidence, now: Instant, monthEnd: LocalDate): Accrued {
  const soFar = rate(untilNow(evidence, now));
  const whole = { ...evidence, period: { ...evidence.period, to: monthEnd } };
  const [contract] = evidence.contracts;
  if (!contract) return { soFar, low: null, high: null };
  const end = zoneClock(contract.timeZone).startOf(Math.min(monthEnd, contract.endsOn));
  if (contract.billingMethod === 'METERED') return { soFar, ...meteredForecast(whole, contract, now, end) };
  if (contract.billingMethod === 'HASH') return { soFar, ...hashForecast(whole, contract, now, end) };
  const all = rate(whole);
  return { soFar, low: all, high: all };
}

/** Calculated energy runs with the clock: of today only what has passed counts. The dates, for fees, stay whole. */
function untilNow(evidence: Evidence, now: Instant): Evidence {
  const contracts = evidence.contracts.map((contract) =>
    contract.billingMethod === 'CALCULATED'
      ? { ...contract, assignments: contract.assignments.flatMap((assignment) => cutAt(assignment, now)) }
      : contract,
  );
  return { ...evidence, contracts };
}

function cutAt<A extends Contract['assignments'][number]>(assignment: A, now: Instant): A[] {
  if (assignment.to <= now) return [assignment];
  const rest = { ...assignment, from: Math.max(assignment.from, now), powerW: { num: 0n, den: 1n } };
  return assignment.from < now ? [{ ...assignment, to: now }, rest] : [rest];
}

function meteredForecast(whole: Evidence, contract: Contract, now: Instant, end: Instant): Omit<Accrued, 'soFar'> {
  const paces = recentPaces(whole, contract, now);
  const [first] = paces;
  if (!first) return { low: null, high: null };
  const slower = (a: Pace, b: Pace) => a.wh * BigInt(b.seconds) <= b.wh * BigInt(a.seconds);
  const quiet = paces.reduce((a, b) => (slower(a, b) ? a : b), first);
  const busy = paces.reduce((a, b) => (slower(a, b) ? b : a), first);
  const at = (pace: Pace) =>
    rate({ ...whole, registers: whole.registers.map((one) => filled(one, contract, pace, now, end)) });
  return { low: at(quiet), high: at(busy) };
}

/** How much ran through one register of one unit on each of the last days, today as far as it has come. */
function recentPaces({ period, registers }: Evidence, contract: Contract, now: Instant): Pace[] {
  const clock = zoneClock(contract.timeZone);
  const from = Math.max(
    clock.startOf(Math.max(period.from, contract.startsOn)),
    now - (recentDays + 1) * secondsPerDay,
  );
  if (from >= now) return [];
  const windows = new Map<string, Range[]>();
  for (const { unit, ...range } of contract.assignments) windows.set(unit, [...(windows.get(unit) ?? []), range]);
  return energySeries(windows, registers, dayEdges({ from, to: now }, clock))
    .filter(({ dueSeconds, coveredSeconds }) => coveredSeconds >= hourSeconds && coveredSeconds * 2 >= dueSeconds)
    .slice(-recentDays)
    .map(({ energyWh, coveredSeconds }) => ({ wh: energyWh ?? 0n, seconds: coveredSeconds }));
}

/** The register with energy at that pace from its last reading to the end, for each of the contract's units that hang on it. */
function filled(register: Register, { assignments }: Contract, pace: Pace, now: Instant, end: Instant): Register {
  const last = register.readings.at[register.readings.at.length - 1] ?? now;
  const rest = register.feeds.flatMap((feed) =>
    assignments
      .filter(({ unit }) => unit === feed.unit)
      .flatMap((assignment) => {
        const known = register.estimates.filter(({ unit }) => unit === feed.unit).map(({ to }) => to);
        const from = Math.max(last, feed.from, assignment.from, ...known);
        const to = Math.min(end, feed.to, assignment.to);
        if (from >= to) return [];
        const wh = roundDivide(pace.wh * BigInt(to - from), BigInt(pace.seconds));
        return [{ unit: feed.unit, from, to, wh, method: 'forecast' }];
      }),
  );
  return { ...register, estimates: [...register.estimates, ...rest] };
}

function hashForecast(whole: Evidence, contract: Contract, now: Instant, end: Instant): Omit<Accrued, 'soFar'> {
  const daily = new Map<number, { sum: number; rows: number }>();
  for (const { from, ths } of whole.hashrate) {
    if (from < now - recentDays * secondsPerDay) continue;
    const day = Math.floor(from / secondsPerDay);
    const { sum, rows } = daily.get(day) ?? { sum: 0, rows: 0 };
    daily.set(day, { sum: sum + Number(ths.num) / Number(ths.den), rows: rows + 1 });
  }
  const means = [...daily.values()].map(({ sum, rows }) => sum / rows);
  if (means.length === 0) return { low: null, high: null };
  const at = (ths: number) =>
    rate({ ...whole, hashrate: [...whole.hashrate, ...restAt(whole, contract, ths, now, end)] });
  return { low: at(Math.min(...means)), high: at(Math.max(...means)) };
}

/** The contract's units at a hashrate, with three decimals as measured ones have, from the last row on. */
function restAt(
  { hashrate }: Evidence,
  { assignments }: Contract,
  ths: number,
  now: Instant,
  end: Instant,
): Evidence['hashrate'] {
  const rounded = { num: BigInt(Math.round(ths * 1000)), den: 1000n };
  return assignments.flatMap(({ unit, from, to }) => {
    const known = hashrate.filter((row) => row.unit === unit).map((row) => row.to);
    const rest = { from: Math.max(from, now, ...known), to: Math.min(to, end) };
    return rest.from < rest.to ? [{ unit, ...rest, ths: rounded }] : [];
  });
}
