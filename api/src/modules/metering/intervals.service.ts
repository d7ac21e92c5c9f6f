import { type Interval, intervals } from '@hashyard/rating';
import type { Context } from '../../context.ts';
import { decodeCursor, encodeCursor, type Page, type PageArgs, pageSize } from '../../graphql/connection.ts';
import { readRange } from '../../database/time-range.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import type { Register } from '../fleet/fleet.entity.ts';
import { readRegister } from './energy.service.ts';
import type { EnergyQuality, IntervalType } from './energy.type.ts';
import { registerOver } from './registers.service.ts';
import { type ClosedSpan, cutTo } from './span.rules.ts';

const mostIntervals = 5_000;
const quality: Record<Interval['kind'], EnergyQuality> = { known: 'MEASURED', gap: 'GAP', void: 'VOID' };

/** A register's intervals that meet a range, oldest first; for a customer those of its own time on it. */
export async function listIntervals(
  context: Context,
  register: Register,
  range: ClosedSpan,
  page: PageArgs,
): Promise<Page<IntervalType>> {
  const size = pageSize(page, mostIntervals);
  const after = page.after ? new Date(String(decodeCursor(page.after).value)) : null;
  const found = (await intervalsIn(context, register, range)).map(shown);
  const rest = after ? found.filter(({ from }) => from > after) : found;
  const rows = rest.slice(0, size);
  return {
    rows,
    cursors: rows.map(({ from }) => encodeCursor(from, '')),
    hasNextPage: rest.length > size,
    count: async () => found.length,
  };
}

const shown = ({ from, to, energyWh, kind }: Interval): IntervalType => ({
  from: new Date(from * 1000),
  to: new Date(to * 1000),
  energyWh: energyWh === null ? null : String(energyWh),
  quality: quality[kind],
  method: null,
});

async function intervalsIn(context: Context, register: Register, range: ClosedSpan): Promise<Interval[]> {
  const found: Interval[] = [];
  for (const span of await spansOf(context, register, range)) {
    const file = await registerOver(context.em, register.id, span);
    const meets = ({ from, to }: Interval) => from * 1000 < span.to.getTime() && to * 1000 > span.from.getTime();
    found.push(...(file ? intervals(readRegister(file)).filter(meets) : []));
  }
  return found;
}

/** The times in which the register is the viewer's to see: always for staff, while it feeds their machines for customers. */
async function spansOf(context: Context, register: Register, range: ClosedSpan): Promise<ClosedSpan[]> {
  if (range.to <= range.from) return [];
  if (!isCustomers(context)) return [range];
  const rows: { during: string }[] = await context.em.execute(
    `select (r.during * f.during)::text as during from register g join feed f on f.outlet_id = g.outlet_id or f.meter_id = g.meter_id
     join reach r on r.unit_id = f.miner_id and r.during && f.during where g.id = ? order by lower(r.during * f.during)`,
    [register.id],
  );
  return rows.flatMap(({ during }) => cutTo(readRange(during), range) ?? []);
}
