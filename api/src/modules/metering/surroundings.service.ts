import type { EntityManager } from '@mikro-orm/postgresql';
import type { Instant, Interval, Range, Register } from '@hashyard/rating';
import { readRange } from '../../database/time-range.ts';
import { flatStretches, outliers, type Surroundings } from './checks.rules.ts';
import { arrayOf, type DueRegister, instantsOf, secondsOf } from './judging.store.ts';

type Asked = DueRegister & { readonly register: Register; readonly intervals: readonly Interval[] };

/** Of a register that doesn't say what may flow through it: so many times the nameplates of what hangs on it. */
const nameplates = 3;

/** What the checks need to know besides readings, for many registers in a few queries; what none asks for isn't read. */
export async function surroundingsOf(em: EntityManager, asked: readonly Asked[]): Promise<Map<string, Surroundings>> {
  const watts = await plausibleWatts(em, asked);
  const hashed = await hashedHours(
    em,
    asked.filter(({ intervals }) => flatStretches(intervals).length > 0),
  );
  const late = await lateReadings(em, asked, watts);
  const trusted = await trustedTimes(em, asked);
  return new Map(
    asked.map(({ id, no }) => [
      id,
      {
        plausibleW: watts.get(id) ?? null,
        hashed: hashed.get(id) ?? [],
        cameLate: new Set(late.get(no)),
        trusted: trusted.get(id) ?? [],
      },
    ]),
  );
}

const idsOf = (asked: readonly DueRegister[]) => arrayOf(asked.map(({ id }) => id));
const daysOf = (asked: readonly DueRegister[]) => [
  instantsOf(asked.map(({ days }) => days.from)),
  instantsOf(asked.map(({ days }) => days.to)),
];

async function plausibleWatts(em: EntityManager, asked: readonly Asked[]): Promise<Map<string, number>> {
  const rows: { id: string; watts: number | null }[] = await em.execute(
    `select g.id, coalesce(g.max_power_w::float8, ?::float8 * sum(coalesce(m.rated_power_w, o.rated_power_w))::float8) as watts
     from unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[]) as d (id, from_at, to_at) join register g on g.id = d.id
     left join feed f on (f.outlet_id = g.outlet_id or f.meter_id = g.meter_id) and f.during && tstzrange(d.from_at, d.to_at)
     left join miner m on m.id = f.miner_id left join miner_model o on o.id = m.model_id
     group by g.id, g.max_power_w`,
    [nameplates, idsOf(asked), ...daysOf(asked)],
  );
  return new Map(rows.flatMap(({ id, watts }) => (watts === null ? [] : [[id, watts]])));
}

async function hashedHours(em: EntityManager, asked: readonly Asked[]): Promise<Map<string, Range[]>> {
  if (asked.length === 0) return new Map();
  const rows: { id: string; at: string }[] = await em.execute(
    `select distinct g.id, extract(epoch from h.at)::bigint::text as at
     from unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[]) as d (id, from_at, to_at) join register g on g.id = d.id
     join feed f on (f.outlet_id = g.outlet_id or f.meter_id = g.meter_id) and f.during && tstzrange(d.from_at, d.to_at)
     join miner m on m.id = f.miner_id
     join miner_hour h on h.miner_no = m.no and h.at >= d.from_at and h.at < d.to_at and h.hashrate_sum > 0
       and f.during @> tstzrange(h.at, h.at + interval '1 hour')
     order by 2`,
    [idsOf(asked), ...daysOf(asked)],
  );
  const hours = new Map<string, Range[]>();
  for (const { id, at } of rows)
    hours.set(id, [...(hours.get(id) ?? []), { from: Number(at), to: Number(at) + 3_600 }]);
  return hours;
}

/** Which of the suspicious readings came only after the one that follows them in time, by register number. */
async function lateReadings(
  em: EntityManager,
  asked: readonly Asked[],
  watts: ReadonlyMap<string, number>,
): Promise<Map<number, Instant[]>> {
  const pairs = asked.flatMap(({ id, no, register, intervals }) =>
    outliers(register, intervals, watts.get(id) ?? null).map((index) => ({
      no,
      at: register.readings.at[index + 1] as Instant,
      next: register.readings.at[index + 2] as Instant,
    })),
  );
  if (pairs.length === 0) return new Map();
  const rows: { no: number; at: string }[] = await em.execute(
    `select p.no, extract(epoch from p.at)::bigint::text as at from unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) as p (no, at, next)
     join register_reading r on r.register_no = p.no and r.taken_at = p.at
     join register_reading n on n.register_no = p.no and n.taken_at = p.next
     where r.received_at > n.received_at`,
    [
      arrayOf(pairs.map(({ no }) => no)),
      instantsOf(pairs.map(({ at }) => at)),
      instantsOf(pairs.map(({ next }) => next)),
    ],
  );
  const late = new Map<number, Instant[]>();
  for (const { no, at } of rows) late.set(no, [...(late.get(no) ?? []), Number(at)]);
  return late;
}

async function trustedTimes(em: EntityManager, asked: readonly Asked[]): Promise<Map<string, Range[]>> {
  const rows: { register_id: string; during: string }[] = await em.execute(
    'select register_id, during::text as during from register_trust where register_id = any (?::uuid[])',
    [idsOf(asked)],
  );
  const times = new Map<string, Range[]>();
  for (const { register_id, during } of rows) {
    const { from, to } = readRange(during);
    const range = { from: secondsOf(from), to: to ? secondsOf(to) : Number.POSITIVE_INFINITY };
    times.set(register_id, [...(times.get(register_id) ?? []), range]);
  }
  return times;
}
