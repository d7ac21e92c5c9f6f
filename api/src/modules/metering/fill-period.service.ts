import type { EntityManager } from '@mikro-orm/postgresql';
import type { Range } from '@hashyard/rating';
import { prepared } from '../../database/prepared.ts';
import type { Scope } from '../../database/scope.ts';
import { estimateGaps } from './estimating.service.ts';
import { judgeNow } from './judging.service.ts';
import { arrayOf, instantsOf, secondsOf } from './judging.store.ts';
import { servedSpans, type UnitOfInterest } from './registers.service.ts';
import type { ClosedSpan } from './span.rules.ts';

/**
 * Makes a period ready for a bill: judges what isn't judged yet and, once the period is over, puts energy in for the time in
 * which registers served units and had not begun to speak, or said nothing any more. Between two readings judging has done so.
 */
export async function fillPeriod(
  scope: Scope,
  organizationId: string,
  units: readonly UnitOfInterest[],
  period: ClosedSpan,
): Promise<void> {
  const served = await servedSpans(scope.em, units, period);
  await judgeNow(scope, organizationId, [...served.keys()]);
  if (period.to > scope.now()) return;
  const silent = await silentTimes(scope.em, served);
  if (silent.length === 0) return;
  await lockRegisters(scope.em, silent);
  const asked = silent.map(({ registerId, gaps }) => ({
    registerId,
    scope: { from: gaps[0]?.from ?? 0, to: gaps.at(-1)?.to ?? 0 },
    gaps: gaps.map((gap) => ({ ...gap, across: false })),
    known: [],
  }));
  await estimateGaps(scope.em, organizationId, asked, scope.now());
}

/** In one order: the bills of two customers on one outlet, and the judging, take turns at its estimates. */
async function lockRegisters(em: EntityManager, silent: readonly Silent[]): Promise<void> {
  await em.execute('select 1 from register where id = any (?::uuid[]) order by no for no key update', [
    arrayOf(silent.map(({ registerId }) => registerId)),
  ]);
}

type Silent = { readonly registerId: string; readonly gaps: readonly Range[] };
type Row = { id: string; from: string; to: string; first: string | null; last: string | null };

/** Of each served time the part before the register's first reading and after its last, where there is such. */
async function silentTimes(em: EntityManager, served: ReadonlyMap<string, readonly ClosedSpan[]>): Promise<Silent[]> {
  const wanted = [...served].flatMap(([id, spans]) => spans.map((span) => ({ id, span })));
  const rows = await prepared<Row>(
    em,
    `select w.id, extract(epoch from w.from_at)::bigint::text as "from", extract(epoch from w.to_at)::bigint::text as "to",
       case when e.begun is not null then extract(epoch from w.from_at) else (select extract(epoch from min(r.taken_at)) from register_reading r
         where r.register_no = g.no and r.taken_at > w.from_at and r.taken_at < w.to_at) end::bigint::text as first,
       case when e.goes_on is not null then extract(epoch from w.to_at) else (select extract(epoch from max(r.taken_at)) from register_reading r
         where r.register_no = g.no and r.taken_at > w.from_at and r.taken_at < w.to_at) end::bigint::text as last
     from unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[]) as w (id, from_at, to_at) join register g on g.id = w.id
     cross join lateral (select (select max(r.taken_at) from register_reading r where r.register_no = g.no and r.taken_at <= w.from_at) as begun,
       (select min(r.taken_at) from register_reading r where r.register_no = g.no and r.taken_at >= w.to_at) as goes_on) e
     where e.begun is null or e.goes_on is null order by w.from_at`,
    [
      arrayOf(wanted.map(({ id }) => id)),
      instantsOf(wanted.map(({ span }) => secondsOf(span.from))),
      instantsOf(wanted.map(({ span }) => secondsOf(span.to))),
    ],
  );
  const silent = new Map<string, Range[]>();
  for (const row of rows) silent.set(row.id, [...(silent.get(row.id) ?? []), ...silentParts(row)]);
  return [...silent].flatMap(([registerId, gaps]) => (gaps.length > 0 ? [{ registerId, gaps }] : []));
}

/** Nothing at all said within it, neither before nor after: all of it is silent. */
function silentParts(row: Row): Range[] {
  const [from, to] = [Number(row.from), Number(row.to)];
  const first = row.first === null ? to : Number(row.first);
  const last = row.last === null ? from : Number(row.last);
  if (last <= first && (row.first === null || row.last === null)) return [{ from, to }];
  return [
    { from, to: first },
    { from: last, to },
  ].filter((part) => part.from < part.to);
}
