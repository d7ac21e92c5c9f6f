import type { EntityManager } from '@mikro-orm/postgresql';
import type { Range } from '@hashyard/rating';
import { GraphQLError } from 'graphql';
import type { ViewerContext } from '../../context.ts';
import { readRange } from '../../database/time-range.ts';
import { decodeCursor, encodeCursor, type Page, type PageArgs, pageSize } from '../../graphql/connection.ts';
import { isId } from '../../ids.ts';
import { coverageOf, type Seconds, type Stretches } from './coverage.rules.ts';
import { arrayOf, dateOf, secondsOf } from './judging.store.ts';
import type { Coverage, MeterData, MeterDataFilter } from './meter-data.type.ts';

const daySeconds = 86_400;
const mostDays = 62;
const mostRows = 200;
/** Readings of the last half hour may still be on their way: that time is not called missing. */
const onTheWaySeconds = 1_800;

export type MeterDataQuestion = {
  readonly siteId: string;
  readonly from: Date;
  readonly to: Date;
  readonly filter: MeterDataFilter | null;
};

/** A site's registers and how well each is known over a time, the worst first. Time to come is not asked for. */
export async function listMeterData(
  { em, now }: ViewerContext,
  { siteId, from, to, filter }: MeterDataQuestion,
  page: PageArgs,
): Promise<Page<MeterData>> {
  const size = pageSize(page, mostRows);
  const range = rangeOf(from, to, now());
  const registers = isId(siteId) ? await registersAt(em, siteId, filter?.search?.trim() ?? '') : [];
  const known = await stretchesOf(em, registers, range);
  const all = registers
    .map((register) => ({ ...register, seconds: coverageOf(range, known(register.no)) }))
    .filter(({ seconds }) => !filter?.incomplete || seconds.measured < range.to - range.from)
    .sort((a, b) => a.seconds.measured - b.seconds.measured || a.name.localeCompare(b.name, 'en', { numeric: true }));
  const start = page.after ? Number(decodeCursor(page.after).value) + 1 : 0;
  const rows = all.slice(start, start + size);
  const days = await stretchesOf(em, rows, range, true);
  return {
    rows: rows.map(({ id, no, seconds }) => ({
      registerId: id,
      total: shown(range, seconds),
      days: daysOf(range).map((day) => shown(day, coverageOf(day, days(no)))),
    })),
    cursors: rows.map(({ id }, index) => encodeCursor(start + index, id)),
    hasNextPage: start + size < all.length,
    count: async () => all.length,
  };
}

function rangeOf(from: Date, to: Date, now: Date): Range {
  const bad = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  const range = { from: secondsOf(from), to: Math.min(secondsOf(to), secondsOf(now) - onTheWaySeconds) };
  if (range.to <= range.from) throw bad('to must be after from, and from in the past.');
  if (range.to - range.from > mostDays * daySeconds) throw bad(`At most ${mostDays} days at once.`);
  return range;
}

function daysOf({ from, to }: Range): Range[] {
  const days: Range[] = [];
  for (let at = from; at < to; ) {
    const next = Math.min(to, (Math.floor(at / daySeconds) + 1) * daySeconds);
    days.push({ from: at, to: next });
    at = next;
  }
  return days;
}

const shown = ({ from, to }: Range, seconds: Seconds): Coverage => ({
  from: dateOf(from),
  to: dateOf(to),
  measuredSeconds: seconds.measured,
  estimatedSeconds: seconds.estimated,
  gapSeconds: seconds.gap,
  voidSeconds: seconds.void,
  missingSeconds: seconds.missing,
});

type RegisterRow = { readonly id: string; readonly no: number; readonly name: string };

/** Registers of devices that stand there, and of retired ones none. */
const registersAt = (em: EntityManager, siteId: string, search: string): Promise<RegisterRow[]> =>
  em.execute(
    `select g.id, g.no, g.name from register g left join outlet o on o.id = g.outlet_id left join pdu p on p.id = o.pdu_id left join meter m on m.id = g.meter_id
     where coalesce(p.site_id, m.site_id) = ? and coalesce(p.retired_at, m.retired_at) is null and position(lower(?) in lower(g.name)) > 0 order by g.name, g.no`,
    [siteId, search],
  );

type Run = { no: number; quality: 'MEASURED' | 'GAP' | 'VOID'; from: string; to: string };

/**
 * What is known of registers: runs of verdicts as they stand, or, where only sums are asked for, neighbouring measured
 * ones of a register as one.
 */
async function stretchesOf(
  em: EntityManager,
  registers: readonly RegisterRow[],
  { from, to }: Range,
  byDay = false,
): Promise<(no: number) => Stretches> {
  const nos = arrayOf(registers.map(({ no }) => no));
  const [start, end] = [dateOf(from), dateOf(to)];
  const runs: Run[] = await em.execute(
    byDay
      ? `select register_no as no, quality, extract(epoch from from_at)::bigint::text as "from", extract(epoch from to_at)::bigint::text as "to"
         from register_interval where register_no = any (?::int[]) and from_at > ?::timestamptz - interval '40 days' and from_at < ? and to_at > ?`
      : `select no, quality, extract(epoch from min(from_at))::bigint::text as "from", extract(epoch from max(to_at))::bigint::text as "to" from (
           select register_no as no, quality, from_at, to_at, sum(breaks) over (partition by register_no order by from_at) as stretch from (
             select *, (quality <> lag(quality) over w or from_at <> lag(to_at) over w)::int as breaks
             from register_interval where register_no = any (?::int[]) and from_at > ?::timestamptz - interval '40 days' and from_at < ? and to_at > ?
             window w as (partition by register_no order by from_at)) marked) numbered
         group by no, quality, stretch`,
    [nos, start, end, start],
  );
  const estimates: { no: number; during: string }[] = await em.execute(
    `select g.no, e.during::text as during from energy_estimate e join register g on g.id = e.register_id
     where g.no = any (?::int[]) and e.replaced_at is null and e.during && tstzrange(?, ?)`,
    [nos, start, end],
  );
  const known = new Map<number, { measured: Range[]; gap: Range[]; void: Range[]; estimated: Range[] }>();
  const of = (no: number) => {
    const there = known.get(no) ?? { measured: [], gap: [], void: [], estimated: [] };
    known.set(no, there);
    return there;
  };
  const part = { MEASURED: 'measured', GAP: 'gap', VOID: 'void' } as const;
  for (const { no, quality, ...run } of runs)
    of(no)[part[quality]].push({ from: Number(run.from), to: Number(run.to) });
  for (const { no, during } of estimates) {
    const range = readRange(during);
    of(no).estimated.push({ from: secondsOf(range.from), to: secondsOf(range.to as Date) });
  }
  return of;
}
