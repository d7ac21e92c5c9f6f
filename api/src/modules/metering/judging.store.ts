import type { EntityManager } from '@mikro-orm/postgresql';
import type { Instant, Range } from '@hashyard/rating';
import { insertRows } from '../../database/insert-rows.ts';
import { rangeText, readRange } from '../../database/time-range.ts';
import { newId } from '../../ids.ts';
import type { Finding } from './checks.rules.ts';
import type { ClosedSpan } from './span.rules.ts';
import type { Verdict } from './verdict.rules.ts';

/** A register of which something changed, and the whole UTC days whose intervals may be others now. */
export type DueRegister = { readonly id: string; readonly no: number; readonly days: Range };

export const arrayOf = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;
export const instantsOf = (values: readonly Instant[]): string => arrayOf(values.map((at) => dateOf(at).toISOString()));
export const dateOf = (at: Instant): Date => new Date(at * 1000);
export const secondsOf = (at: Date): Instant => Math.floor(at.getTime() / 1000);

const daySeconds = 86_400;
/** A reading may turn what the two hours before it mean: a register that stood still needs so long to be noticed. */
const lookBackSeconds = 2 * 3_600;

type ChangeRow = { id: string; no: number; from: string; to: string; before: string | null; after: string | null };

/**
 * Takes registers from the work list, at most `limit`, or those named. A reading may show that the one before it, or after
 * it, is false: the intervals around those are due too, however far away they begin. The registers' rows are locked, in one order, so that nobody
 * judges one of them at the same time; the taken changes are gone when the transaction commits.
 */
export async function takeChanges(
  em: EntityManager,
  which: { limit: number } | { ids: readonly string[] },
): Promise<DueRegister[]> {
  const locked: { no: number }[] =
    'ids' in which
      ? await em.execute(
          `select no from register where id = any (?::uuid[]) and no in (select register_no from register_change) order by no for no key update`,
          [arrayOf(which.ids)],
        )
      : await em.execute(
          `select no from register where no in (select distinct register_no from register_change order by 1 limit ?) order by no for no key update`,
          [which.limit],
        );
  if (locked.length === 0) return [];
  const rows: ChangeRow[] = await em.execute(
    `with taken as (delete from register_change where register_no = any (?::int[]) returning *),
     due as (select register_no, min(from_at) as from_at, max(to_at) as to_at from taken group by 1)
     select g.id, g.no, extract(epoch from d.from_at)::bigint::text as "from", extract(epoch from d.to_at)::bigint::text as "to",
       (select extract(epoch from min(b.taken_at))::bigint::text from (select r.taken_at from register_reading r
         where r.register_no = g.no and r.taken_at < d.from_at order by r.taken_at desc limit 2) b) as before,
       (select extract(epoch from min(r.taken_at))::bigint::text from register_reading r where r.register_no = g.no and r.taken_at > d.to_at) as after
     from due d join register g on g.no = d.register_no order by g.no`,
    [arrayOf(locked.map(({ no }) => no))],
  );
  return rows.map(({ id, no, from, to, before, after }) => ({
    id,
    no,
    days: daysAround(Number(before ?? from), Number(after ?? to)),
  }));
}

const daysAround = (from: Instant, to: Instant): Range => ({
  from: Math.floor((from - lookBackSeconds) / daySeconds) * daySeconds,
  to: (Math.floor(to / daySeconds) + 1) * daySeconds,
});

/**
 * What has to be seen of registers to judge their days: beyond the readings at both ends one more, for what it says of
 * those, and the hours in which a register may be found to stand still.
 */
export async function spansToSee(em: EntityManager, due: readonly DueRegister[]): Promise<Map<string, ClosedSpan>> {
  const rows: { id: string; first: string; last: string }[] = await em.execute(
    `select d.id,
       extract(epoch from coalesce((select max(r.taken_at) from register_reading r where r.register_no = d.no and r.taken_at <= d.from_at), d.from_at))::bigint::text as first,
       extract(epoch from coalesce((select min(r.taken_at) from register_reading r where r.register_no = d.no and r.taken_at >= d.to_at), d.to_at))::bigint::text as last
     from unnest(?::uuid[], ?::int[], ?::timestamptz[], ?::timestamptz[]) as d (id, no, from_at, to_at)`,
    [
      arrayOf(due.map(({ id }) => id)),
      arrayOf(due.map(({ no }) => no)),
      instantsOf(due.map(({ days }) => days.from)),
      instantsOf(due.map(({ days }) => days.to)),
    ],
  );
  return new Map(
    rows.map(({ id, first, last }) => [
      id,
      { from: dateOf(Number(first) - lookBackSeconds), to: dateOf(Number(last) + lookBackSeconds) },
    ]),
  );
}

type Judged = DueRegister & { readonly verdicts: readonly Verdict[] };

/** Puts the verdicts of those days in the place of what stood there. */
export async function writeVerdicts(
  em: EntityManager,
  organizationId: string,
  judged: readonly Judged[],
  at: Date,
): Promise<void> {
  await em.execute(
    `delete from register_interval i using unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) as d (no, from_at, to_at)
     where i.register_no = d.no and i.from_at >= d.from_at and i.from_at < d.to_at`,
    [
      arrayOf(judged.map(({ no }) => no)),
      instantsOf(judged.map(({ days }) => days.from)),
      instantsOf(judged.map(({ days }) => days.to)),
    ],
  );
  const rows = judged.flatMap(({ no, days, verdicts }) =>
    verdicts
      .filter(({ from }) => days.from <= from && from < days.to)
      .map(({ from, to, intervals, quality, rule, energyWh, inputs }) => ({
        organization_id: organizationId,
        register_no: no,
        from_at: dateOf(from),
        to_at: dateOf(to),
        intervals,
        quality,
        rule,
        energy_wh: energyWh === null ? null : String(energyWh),
        inputs,
        judged_at: at,
      })),
  );
  await insertRows(em, 'register_interval', rows);
}

type Found = DueRegister & { readonly findings: readonly Finding[] };

/** Makes the voids of our own checks what the checks found now. What is there already stays untouched, and unaudited. */
export async function writeFindings(
  em: EntityManager,
  organizationId: string,
  found: readonly Found[],
  at: Date,
): Promise<void> {
  const before: { id: string; register_id: string; during: string; rule: string; reason: string }[] = await em.execute(
    `select v.id, v.register_id, v.during::text as during, v.rule, v.reason from register_void v
     join unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[]) as d (id, from_at, to_at)
       on v.register_id = d.id and lower(v.during) >= d.from_at and lower(v.during) < d.to_at
     where v.rule is not null`,
    [
      arrayOf(found.map(({ id }) => id)),
      instantsOf(found.map(({ days }) => days.from)),
      instantsOf(found.map(({ days }) => days.to)),
    ],
  );
  const wanted = found.flatMap(({ id, days, findings }) =>
    findings
      .filter(({ from }) => days.from <= from && from < days.to)
      .map(({ from, to, rule, reason }) => ({
        registerId: id,
        during: { from: dateOf(from), to: dateOf(to) },
        rule,
        reason,
      })),
  );
  const key = (registerId: string, during: { from: Date; to: Date | null }, rule: string, reason: string) =>
    [registerId, rangeText(during), rule, reason].join(' ');
  const stands = new Map(
    before.map((row) => [key(row.register_id, readRange(row.during), row.rule, row.reason), row.id]),
  );
  const fresh = wanted.filter(
    ({ registerId, during, rule, reason }) => !stands.delete(key(registerId, during, rule, reason)),
  );
  if (stands.size > 0)
    await em.execute('delete from register_void where id = any (?::uuid[])', [arrayOf([...stands.values()])]);
  await insertRows(
    em,
    'register_void',
    fresh.map(({ registerId, during, rule, reason }) => ({
      id: newId(),
      organization_id: organizationId,
      register_id: registerId,
      during: rangeText(during),
      reason,
      rule,
      actor: 'check',
      created_at: at,
    })),
  );
}
