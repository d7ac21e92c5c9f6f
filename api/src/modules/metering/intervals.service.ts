import { energySeries, type Interval, intervals, type Register as ReadRegister } from '@hashyard/rating';
import type { ViewerContext } from '../../context.ts';
import { readRange } from '../../database/time-range.ts';
import { decodeCursor, encodeCursor, type Page, type PageArgs, pageSize } from '../../graphql/connection.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { jobContext } from '../../jobs.ts';
import type { Register } from '../fleet/fleet.entity.ts';
import type { IntervalType } from './energy.type.ts';
import { dateOf } from './judging.store.ts';
import { readRegister } from './read-register.ts';
import { registerOver } from './registers.service.ts';
import { type ClosedSpan, cutTo } from './span.rules.ts';
import type { EnergyQuality, IntervalRule } from './verdict.words.ts';

const mostIntervals = 5_000;
const quality: Record<Interval['kind'], EnergyQuality> = { known: 'MEASURED', gap: 'GAP', void: 'VOID' };

/** A register's intervals that meet a range, oldest first; for a customer those of its own time on it. */
export async function listIntervals(
  context: ViewerContext,
  register: Register,
  range: ClosedSpan,
  page: PageArgs,
): Promise<Page<IntervalType>> {
  const size = pageSize(page, mostIntervals);
  const after = page.after ? new Date(String(decodeCursor(page.after).value)) : null;
  const found = await judgedIntervals(context, register, range);
  const rest = after ? found.filter(({ from }) => from > after) : found;
  const rows = rest.slice(0, size);
  return {
    rows,
    cursors: rows.map(({ from }) => encodeCursor(from, '')),
    hasNextPage: rest.length > size,
    count: async () => found.length,
  };
}

async function judgedIntervals(context: ViewerContext, register: Register, range: ClosedSpan): Promise<IntervalType[]> {
  const found: IntervalType[] = [];
  for (const span of await spansOf(context, register, range)) {
    const file = await registerOver(context.em, register.id, span);
    const meets = ({ from, to }: IntervalType) => from < span.to && to > span.from;
    found.push(...(file ? intervalsOf(readRegister(file)).filter(meets) : []));
  }
  const verdicts = await verdictsOver(context, register, found);
  return found.map((interval) => ({ ...interval, ...verdicts(interval) }));
}

/** The rating's intervals; one without energy, for all of which energy was put in, is estimated. So is time after the last reading. */
function intervalsOf(register: ReadRegister): IntervalType[] {
  const found = intervals(register);
  const put = energyPutIn(register, found);
  const list = found.map(({ from, to, energyWh, kind }, index): IntervalType => {
    const estimate = energyWh === null ? put(index) : null;
    return {
      from: dateOf(from),
      to: dateOf(to),
      energyWh: estimate?.wh ?? (energyWh === null ? null : String(energyWh)),
      quality: estimate ? 'ESTIMATED' : quality[kind],
      method: estimate?.method ?? null,
      rule: null,
      reason: null,
    };
  });
  const [first, last] = [found[0]?.from, found.at(-1)?.to];
  const beyond = register.estimates.filter(
    ({ from, to }) => first === undefined || last === undefined || to <= first || last <= from,
  );
  return [...list, ...beyond.map(estimated)].sort((a, b) => a.from.getTime() - b.from.getTime());
}

const estimated = ({ from, to, wh, method }: ReadRegister['estimates'][number]): IntervalType => ({
  from: dateOf(from),
  to: dateOf(to),
  energyWh: String(wh),
  quality: 'ESTIMATED',
  method,
  rule: null,
  reason: null,
});

/** For an interval what was put in for it, when that is for all of it and for every unit that hung there. */
function energyPutIn(register: ReadRegister, found: readonly Interval[]) {
  const first = found[0];
  if (!first || register.estimates.length === 0) return () => null;
  const edges = [first.from, ...found.map(({ to }) => to)];
  const all = { from: first.from, to: edges.at(-1) as number };
  const units = new Map(register.feeds.map(({ unit }) => [unit, [all]]));
  const steps = energySeries(units, [register], edges);
  return (index: number) => {
    const step = steps[index];
    const { from, to } = found[index] as Interval;
    if (!step || step.energyWh === null || step.coveredSeconds < step.dueSeconds) return null;
    const methods = register.estimates.filter((row) => row.from < to && from < row.to).map(({ method }) => method);
    return { wh: String(step.energyWh), method: [...new Set(methods)].join(', ') };
  };
}

type VerdictRow = { from_at: string; to_at: string; rule: IntervalRule; reason: string | null };

/** By which rule each interval got its quality. Read as a job does: a run of intervals reaches beyond a customer's time. */
async function verdictsOver(
  { installation, viewer }: ViewerContext,
  { no }: Register,
  found: readonly IntervalType[],
): Promise<(interval: IntervalType) => Pick<IntervalType, 'rule' | 'reason'>> {
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) return () => ({ rule: null, reason: null });
  const { em } = jobContext(installation, viewer.organizationId, 'intervals');
  const rows: VerdictRow[] = await em.execute(
    `select from_at, to_at, rule, inputs ->> 'reason' as reason from register_interval
     where register_no = ? and from_at > ?::timestamptz - interval '1 day' and from_at < ? and to_at > ? order by from_at`,
    [no, first.from, last.to, first.from],
  );
  const runs = rows.map((row) => ({ ...row, from: new Date(row.from_at), to: new Date(row.to_at) }));
  let next = 0;
  return ({ from, to }) => {
    while (next < runs.length && (runs[next]?.to ?? from) <= from) next++;
    const run = runs[next];
    return run && run.from <= from && to <= run.to
      ? { rule: run.rule, reason: run.reason }
      : { rule: null, reason: null };
  };
}

/** The times in which the register is the viewer's to see: always for staff, while it feeds their machines for customers. */
async function spansOf(context: ViewerContext, register: Register, range: ClosedSpan): Promise<ClosedSpan[]> {
  if (range.to <= range.from) return [];
  if (!isCustomers(context)) return [range];
  const rows: { during: string }[] = await context.em.execute(
    `select (r.during * f.during)::text as during from register g join feed f on f.outlet_id = g.outlet_id or f.meter_id = g.meter_id
     join reach r on r.unit_id = f.miner_id and r.during && f.during where g.id = ? order by lower(r.during * f.during)`,
    [register.id],
  );
  return rows.flatMap(({ during }) => cutTo(readRange(during), range) ?? []);
}
