import type { EntityManager } from '@mikro-orm/postgresql';
import {
  energySeries,
  type Instant,
  intervals,
  type Range,
  type Register,
  stepEdges,
  type ZoneClock,
  zoneClock,
} from '@hashyard/rating';
import { meetsAny } from './checks.rules.ts';
import { lookBackSeconds, type Sample, type Sources } from './estimate.rules.ts';
import type { GapsOfRegister } from './estimate.store.ts';
import { arrayOf, dateOf, instantsOf } from './judging.store.ts';
import { readRegister } from './read-register.ts';
import { unestimatedRegisters } from './registers.service.ts';

/** A unit that hangs on a register, when, within its gaps. */
export type FedTime = Range & {
  readonly registerId: string;
  readonly unitId: string;
  readonly isSite: boolean;
  readonly zone: string;
};

const hourSeconds = 3_600;
const hullOf = ({ gaps }: GapsOfRegister): Range => ({ from: gaps[0]?.from ?? 0, to: gaps.at(-1)?.to ?? 0 });

export async function fedTimes(em: EntityManager, asked: readonly GapsOfRegister[]): Promise<FedTime[]> {
  const rows: { id: string; unit_id: string; is_site: boolean; zone: string; from: string; to: string }[] =
    await em.execute(
      `select g.id, coalesce(f.miner_id, f.site_id) as unit_id, f.site_id is not null as is_site, s.time_zone as zone,
       extract(epoch from greatest(lower(f.during), d.from_at))::bigint::text as "from",
       extract(epoch from least(coalesce(upper(f.during), d.to_at), d.to_at))::bigint::text as "to"
     from unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[]) as d (id, from_at, to_at) join register g on g.id = d.id
     join feed f on (f.outlet_id = g.outlet_id or f.meter_id = g.meter_id) and f.during && tstzrange(d.from_at, d.to_at)
     left join miner m on m.id = f.miner_id join site s on s.id = coalesce(m.site_id, f.site_id) order by lower(f.during), f.id`,
      [
        arrayOf(asked.map(({ registerId }) => registerId)),
        instantsOf(asked.map((one) => hullOf(one).from)),
        instantsOf(asked.map((one) => hullOf(one).to)),
      ],
    );
  return rows.map(({ id, unit_id, is_site, zone, from, to }) => ({
    registerId: id,
    unitId: unit_id,
    isSite: is_site,
    zone,
    from: Number(from),
    to: Number(to),
  }));
}

/** The instants at which units came under a contract or left it: an estimate never spans two holders. */
export async function handOvers(em: EntityManager, fed: readonly FedTime[]): Promise<Map<string, Instant[]>> {
  const rows: { unit_id: string; at: string }[] = await em.execute(
    `select coalesce(a.miner_id, a.site_id) as unit_id, extract(epoch from e.at)::bigint::text as at
     from assignment a cross join lateral (values (a.from_at), (a.to_at)) as e (at)
     where (a.miner_id = any (?::uuid[]) or a.site_id = any (?::uuid[])) and e.at is not null`,
    Array(2).fill(arrayOf(fed.map(({ unitId }) => unitId))),
  );
  const edges = new Map<string, Instant[]>();
  for (const { unit_id, at } of rows) edges.set(unit_id, [...(edges.get(unit_id) ?? []), Number(at)]);
  return edges;
}

/** What each unit's estimates may draw on. Readings of four weeks and of the gap's month are read, nothing else. */
export async function sourcesOf(
  em: EntityManager,
  asked: readonly GapsOfRegister[],
  fed: readonly FedTime[],
  now: Date,
): Promise<(feed: FedTime) => Sources> {
  const zoneOf = new Map(fed.map(({ registerId, zone }) => [registerId, zone]));
  const spans = new Map(
    asked.map((one) => [one.registerId, spanOf(one, zoneClock(zoneOf.get(one.registerId) ?? 'UTC'), now)]),
  );
  const files = await unestimatedRegisters(
    em,
    new Map([...spans].map(([id, { from, to }]) => [id, { from: dateOf(from), to: dateOf(to) }])),
  );
  const registers = new Map([...files].map(([id, file]) => [id, readRegister(file)]));
  const operation = await operationOf(em, asked, fed);
  const gapsOf = new Map(asked.map(({ registerId, gaps }) => [registerId, gaps]));
  return (feed) => {
    const register = registers.get(feed.registerId);
    const span = spans.get(feed.registerId) as Range;
    if (!register) return { across: () => null, measuredHour: () => null, month: () => nothing, operation: () => null };
    return {
      across: (range) => acrossBadReadings(register, feed.unitId, range, gapsOf.get(feed.registerId) ?? []),
      measuredHour: measuredHours(register, feed.unitId, span),
      month: monthly(register, feed.unitId, span, zoneClock(feed.zone)),
      operation: (hour) => operation.get(`${feed.unitId} ${hour}`) ?? null,
    };
  };
}

const nothing: Sample = { wh: 0n, seconds: 0 };

/** From four weeks before the first gap, or the beginning of its month, to the end of the last one's, as far as it has come. */
function spanOf(asked: GapsOfRegister, clock: ZoneClock, now: Date): Range {
  const { from, to } = hullOf(asked);
  const back = Math.min(from - lookBackSeconds, monthAt(from, clock).from);
  const until = Math.min(Math.floor(now.getTime() / 1000), monthAt(to - 1, clock).to);
  return { from: Math.floor(back / hourSeconds) * hourSeconds, to: Math.max(to, until) };
}

/** The calendar month of an instant in a zone. */
function monthAt(at: Instant, { dateAt, startOf }: ZoneClock): Range {
  const date = dateAt(at);
  const first = date - new Date(date * 86_400_000).getUTCDate() + 1;
  const day = new Date(first * 86_400_000);
  const next = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1) / 86_400_000;
  return { from: startOf(first), to: startOf(next) };
}

/** The unit's part of what the readings around the gap say, as if those within it weren't there. */
function acrossBadReadings(register: Register, unitId: string, range: Range, gaps: readonly Range[]): bigint | null {
  const gap = gaps.find(({ from, to }) => from <= range.from && range.to <= to) ?? range;
  const { at, wh } = register.readings;
  const within = (instant: Instant) => gap.from < instant && instant < gap.to;
  const kept = Array.from(at, (_, index) => index).filter((index) => !within(at[index] as Instant));
  const readings = { at: kept.map((index) => at[index] as Instant), wh: kept.map((index) => wh[index] as bigint) };
  const voids = register.voids.filter(({ from, to }) => to <= gap.from || gap.to <= from);
  const [step] = energySeries(new Map([[unitId, [range]]]), [{ ...register, readings, voids }], [range.from, range.to]);
  return step && step.coveredSeconds === range.to - range.from ? step.energyWh : null;
}

/**
 * Hours that were read, not spread over from readings hours apart. Made at the first question: one pass answers them all.
 */
function measuredHours(register: Register, unitId: string, span: Range): Sources['measuredHour'] {
  let hours: Map<Instant, bigint> | null = null;
  const make = () => {
    const steps = energySeries(new Map([[unitId, [span]]]), [register], stepEdges(span, hourSeconds));
    const spread = intervals(register).filter(({ from, to }) => to - from > hourSeconds);
    return new Map(
      steps.flatMap(({ from, to, energyWh, coveredSeconds }) =>
        coveredSeconds === hourSeconds && energyWh !== null && !meetsAny({ from, to }, spread)
          ? [[from, energyWh] as const]
          : [],
      ),
    );
  };
  return (hour) => (hours ??= make()).get(hour) ?? null;
}

function monthly(register: Register, unitId: string, span: Range, clock: ZoneClock): Sources['month'] {
  const known = new Map<Instant, Sample>();
  return (at) => {
    const { from, to } = monthAt(at, clock);
    const before = known.get(from);
    if (before) return before;
    const range = { from, to: Math.min(to, span.to) };
    const [step] = energySeries(new Map([[unitId, [range]]]), [register], [range.from, range.to]);
    const sample = { wh: step?.energyWh ?? 0n, seconds: step?.coveredSeconds ?? 0 };
    known.set(from, sample);
    return sample;
  };
}

/** By unit and hour: how much of it the machine ran, by its own answers. Unasked, or never answered, is unknown. */
async function operationOf(em: EntityManager, asked: readonly GapsOfRegister[], fed: readonly FedTime[]) {
  const hulls = asked.map(hullOf);
  const rows: { id: string; at: string; micro_w: string; hashed: number; polls: number }[] = await em.execute(
    `select m.id, extract(epoch from h.at)::bigint::text as at, (coalesce(m.rated_power_w, o.rated_power_w) * 1000000)::bigint::text as micro_w,
       case when h.hashrate_sum > 0 then least(h.hashrate_count, h.answered) else 0 end as hashed, h.answered + h.missed as polls
     from miner m join miner_model o on o.id = m.model_id join miner_hour h on h.miner_no = m.no
     where m.id = any (?::uuid[]) and h.at >= ?::timestamptz and h.at < ?::timestamptz and h.answered > 0`,
    [
      arrayOf(fed.filter(({ isSite }) => !isSite).map(({ unitId }) => unitId)),
      dateOf(Math.floor(Math.min(...hulls.map(({ from }) => from)) / hourSeconds) * hourSeconds),
      dateOf(Math.max(...hulls.map(({ to }) => to))),
    ],
  );
  return new Map(
    rows.map(({ id, at, micro_w, hashed, polls }) => [
      `${id} ${at}`,
      { share: { num: BigInt(hashed), den: BigInt(polls) }, microW: BigInt(micro_w) },
    ]),
  );
}
