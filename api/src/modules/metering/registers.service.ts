import type { EntityManager } from '@mikro-orm/postgresql';
import type { FeedRow as FeedInFile, RegisterRow as RegisterInFile } from '@hashyard/rating';
import { prepared } from '../../database/prepared.ts';
import { type EstimateRow, estimatesInFile, estimatesOf } from './estimates-in-file.ts';
import { fileInstant, plainDecimal } from './file-text.ts';
import { joinReadings, noReadings, type PackedReadings, unpackReadings } from './packed-readings.ts';
import type { RegisterStory } from './read-register.ts';
import { type ClosedSpan, cutTo, hull, joinSpans, joinVoids, type Span } from './span.rules.ts';

/** A unit of the bundle (machine or site), under the name it has there, and when it is of interest. */
export type UnitOfInterest = { readonly unitId: string; readonly name: string; readonly windows: readonly Span[] };

/** Registers, and which register of ours each of their ids in a bundle is. */
type RegistersOfUnits = { readonly registers: readonly RegisterStory[]; readonly idOf: ReadonlyMap<string, string> };

type RegisterRow = { id: string; no: number; name: string; rollover_wh: string | null; max_power_w: string | null };
/** Instants as the driver hands them out: text. */
type FeedRow = { register_id: string; unit_id: string; from_at: string; to_at: string | null; weight: string };
type SwapRow = { register_id: string; at: string; final_wh: string; initial_wh: string };
type VoidRow = { register_id: string; from_at: string | null; to_at: string | null; reason: string };
type Stretch = { readonly span: ClosedSpan; readonly readings: PackedReadings };

/**
 * The registers that serve units in a period. Of each only the time in which it serves one of them, with the reading
 * before and the one after: what it measured for somebody else alone, earlier, later or in between, stays with them.
 * Neighbours on a shared register are still named by their ids here; `opaqueNeighbours` hides them before a bundle leaves.
 */
export async function registersOf(
  em: EntityManager,
  units: readonly UnitOfInterest[],
  period: ClosedSpan,
): Promise<RegistersOfUnits> {
  return readRegisters(em, await servedSpans(em, units, period), units, standing);
}

/** Registers that are read from the database at once. */
const portion = 200;

/** The same in portions, in one order, and their readings as numbers: a bill may rest on millions of them. */
export async function registersInPortions(
  em: EntityManager,
  units: readonly UnitOfInterest[],
  period: ClosedSpan,
): Promise<{ readonly idOf: ReadonlyMap<string, string>; readonly portions: AsyncIterable<readonly RegisterStory[]> }> {
  const served = await servedSpans(em, units, period);
  const rows = await registerRows(em, [...served.keys()]);
  const idInFile = distinctNames(rows);
  async function* portions() {
    for (let at = 0; at < rows.length; at += portion)
      yield await storiesOf(em, rows.slice(at, at + portion), served, units, standing, idInFile);
  }
  return { idOf: new Map(rows.map((row) => [idInFile(row), row.id])), portions: portions() };
}

/** What of a register's story is read: what checks of ours found may be left out, where they are made again. */
type Story = { readonly findings: boolean; readonly estimates: boolean };
const standing: Story = { findings: true, estimates: true };

/** Registers as they are before any check: readings, swaps, what people declared untrue; no estimates. By id. */
export const uncheckedRegisters = (em: EntityManager, spans: ReadonlyMap<string, ClosedSpan>) =>
  registersById(em, spans, { findings: false, estimates: false });

/** Registers with what is not to be trusted in them, without what was put in for it. By id. */
export const unestimatedRegisters = (em: EntityManager, spans: ReadonlyMap<string, ClosedSpan>) =>
  registersById(em, spans, { findings: true, estimates: false });

/** Registers over spans, whoever they feed, by id. */
export async function registersById(
  em: EntityManager,
  spans: ReadonlyMap<string, ClosedSpan>,
  story: Story = standing,
): Promise<Map<string, RegisterStory>> {
  const served = new Map([...spans].map(([id, span]) => [id, [span]]));
  const { registers, idOf } = await readRegisters(em, served, [], story);
  return new Map(registers.map((one) => [idOf.get(one.register.id) as string, one]));
}

/** One register over a span, whoever it feeds. Null when the viewer has none of that id. */
export async function registerOver(
  em: EntityManager,
  registerId: string,
  span: ClosedSpan,
): Promise<RegisterStory | null> {
  const { registers } = await readRegisters(em, new Map([[registerId, [span]]]), [], standing);
  return registers[0] ?? null;
}

async function readRegisters(
  em: EntityManager,
  served: ReadonlyMap<string, readonly ClosedSpan[]>,
  units: readonly UnitOfInterest[],
  story: Story,
): Promise<RegistersOfUnits> {
  const rows = await registerRows(em, [...served.keys()]);
  const idInFile = distinctNames(rows);
  return {
    registers: await storiesOf(em, rows, served, units, story, idInFile),
    idOf: new Map(rows.map((row) => [idInFile(row), row.id])),
  };
}

async function registerRows(em: EntityManager, ids: readonly string[]): Promise<RegisterRow[]> {
  if (ids.length === 0) return [];
  return prepared(
    em,
    'select id, no, name, rollover_wh, max_power_w from register where id = any (?::uuid[]) order by name, no',
    [arrayOf(ids)],
  );
}

async function storiesOf(
  em: EntityManager,
  registers: readonly RegisterRow[],
  served: ReadonlyMap<string, readonly ClosedSpan[]>,
  units: readonly UnitOfInterest[],
  story: Story,
  idInFile: (register: RegisterRow) => string,
): Promise<RegisterStory[]> {
  const ids = registers.map(({ id }) => id);
  if (ids.length === 0) return [];
  const stretches = await stretchesOf(em, registers, served);
  const feeds = groupByRegister(await feedsOf(em, ids));
  const swaps = groupByRegister(await swapsOf(em, ids));
  const voids = groupByRegister(await voidsOf(em, ids, story.findings));
  const estimates = groupByRegister<EstimateRow>(story.estimates ? await estimatesOf(em, ids) : []);
  const names = new Map(units.map(({ unitId, name }) => [unitId, name]));
  const unitWindows = new Map(units.map(({ unitId, windows }) => [unitId, windows]));
  return registers.map((register) => {
    const seen = stretches.get(register.id) ?? [];
    const spans = seen.map(({ span }) => span);
    const measured = {
      id: idInFile(register),
      rolloverWh: register.rollover_wh,
      maxPowerW: register.max_power_w,
      feeds: (feeds.get(register.id) ?? []).flatMap((feed) => feedInFile(feed, spans, names)),
      replacements: swapsInFile(swaps.get(register.id) ?? [], spans),
      voids: voidsInFile(voids.get(register.id) ?? [], spans),
    };
    const readings = joinReadings(seen.map((stretch) => stretch.readings));
    const shown = (estimates.get(register.id) ?? []).filter((row) => isShown(row, spans, unitWindows));
    return { register: { ...measured, estimates: estimatesInFile(shown, measured, readings, names) }, readings };
  });
}

/** For each register the times in which it serves one of the units. */
export async function servedSpans(
  em: EntityManager,
  units: readonly UnitOfInterest[],
  period: ClosedSpan,
): Promise<Map<string, ClosedSpan[]>> {
  const feeds = await prepared<FeedRow>(
    em,
    `select g.id as register_id, coalesce(f.miner_id, f.site_id) as unit_id, lower(f.during) as from_at, upper(f.during) as to_at, f.weight::text
     from feed f join register g on g.outlet_id = f.outlet_id or g.meter_id = f.meter_id
     where (f.miner_id = any (?::uuid[]) or f.site_id = any (?::uuid[])) and f.during && tstzrange(?, ?)`,
    [...Array<string>(2).fill(arrayOf(units.map(({ unitId }) => unitId))), period.from, period.to],
  );
  const windows = new Map(units.map((unit) => [unit.unitId, unit.windows]));
  const spans = new Map<string, ClosedSpan[]>();
  for (const feed of feeds) {
    const fed = cutTo({ from: new Date(feed.from_at), to: feed.to_at ? new Date(feed.to_at) : null }, period);
    const served = (windows.get(feed.unit_id) ?? []).flatMap((window) => (fed && cutTo(window, fed)) ?? []);
    if (served.length > 0) spans.set(feed.register_id, joinSpans([...(spans.get(feed.register_id) ?? []), ...served]));
  }
  return spans;
}

/** In one ordered pass, the readings of each served time, with the one before and the one after. */
async function stretchesOf(
  em: EntityManager,
  registers: readonly RegisterRow[],
  served: ReadonlyMap<string, readonly ClosedSpan[]>,
): Promise<Map<string, Stretch[]>> {
  const wanted = registers.flatMap(({ id, no }) => (served.get(id) ?? []).map((span) => ({ id, no, span })));
  const column = (pick: (one: (typeof wanted)[number]) => string | number) => `{${wanted.map(pick).join(',')}}`;
  const rows = await prepared<{ place: string; readings: Buffer | null }>(em, readingsInSpans, [
    column(({ no }) => no),
    column(({ span }) => span.from.toISOString()),
    column(({ span }) => span.to.toISOString()),
  ]);
  const readings = new Map(rows.map(({ place, readings: bytes }) => [Number(place) - 1, unpackReadings(bytes)]));
  const stretches = new Map<string, Stretch[]>();
  wanted.forEach(({ id, span }, place) => {
    const of = readings.get(place) ?? noReadings;
    stretches.set(id, [...(stretches.get(id) ?? []), { span: seenSpan(span, of), readings: of }]);
  });
  return stretches;
}

/** Each stretch on its own index scan: one join over all of them is ten times slower. */
const readingsInSpans = `
  with wanted as (select * from unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) with ordinality as w (register_no, from_at, to_at, place)),
  bounded as materialized (select w.place, w.register_no,
    coalesce((select max(r.taken_at) from register_reading r where r.register_no = w.register_no and r.taken_at <= w.from_at), w.from_at) as first_at,
    coalesce((select min(r.taken_at) from register_reading r where r.register_no = w.register_no and r.taken_at >= w.to_at), w.to_at) as last_at
    from wanted w)
  select b.place, x.readings from bounded b cross join lateral (
    select string_agg(timestamptz_send(r.taken_at) || int8send(r.register_wh), ''::bytea order by r.taken_at) as readings
    from register_reading r where r.register_no = b.register_no and r.taken_at >= b.first_at and r.taken_at <= b.last_at) x`;

const feedsOf = (em: EntityManager, ids: readonly string[]): Promise<FeedRow[]> =>
  prepared(
    em,
    `select g.id as register_id, coalesce(f.miner_id, f.site_id) as unit_id, lower(f.during) as from_at, upper(f.during) as to_at, f.weight::text
     from register g join feed f on f.outlet_id = g.outlet_id or f.meter_id = g.meter_id
     where g.id = any (?::uuid[]) order by lower(f.during), f.id`,
    [arrayOf(ids)],
  );

const swapsOf = (em: EntityManager, ids: readonly string[]): Promise<SwapRow[]> =>
  prepared(
    em,
    'select register_id, at, final_wh, initial_wh from register_replacement where register_id = any (?::uuid[]) order by at',
    [arrayOf(ids)],
  );

const voidsOf = (em: EntityManager, ids: readonly string[], findings: boolean): Promise<VoidRow[]> =>
  prepared(
    em,
    `select register_id, lower(during) as from_at, upper(during) as to_at, reason from register_void
     where register_id = any (?::uuid[])${findings ? '' : ' and rule is null'}`,
    [arrayOf(ids)],
  );

/** An estimate of an own unit is shown while it is of interest; any, where no unit is asked for. */
function isShown(
  { unitId, from, to }: EstimateRow,
  spans: readonly ClosedSpan[],
  windows: ReadonlyMap<string, readonly Span[]>,
): boolean {
  const during = { from, to };
  if (!spans.some((span) => cutTo(span, during))) return false;
  return windows.size === 0 || (windows.get(unitId) ?? []).some((window) => cutTo(window, during));
}

/** The span that the bundle shows around a served time: its readings', at least the time itself. */
function seenSpan(served: ClosedSpan, { at }: PackedReadings): ClosedSpan {
  const [first, last] = [at[0], at.at(-1)];
  if (first === undefined || last === undefined) return served;
  return hull(served, { from: new Date(first * 1000), to: new Date(last * 1000) });
}

/**
 * A feed that meets what the bundle shows. An own unit's keeps its ends: they say when the register serves it. A
 * neighbour's are shown within the shown time alone; beyond it they change no share and are nobody's business.
 */
function feedInFile(feed: FeedRow, spans: readonly ClosedSpan[], names: ReadonlyMap<string, string>): FeedInFile[] {
  const during = { from: new Date(feed.from_at), to: feed.to_at ? new Date(feed.to_at) : null };
  if (!spans.some((span) => cutTo(during, span))) return [];
  const own = names.get(feed.unit_id);
  const shown = (at: Date | null) =>
    at !== null && (own !== undefined || spans.some(({ from, to }) => from < at && at < to));
  return [
    {
      unit: own ?? feed.unit_id,
      from: shown(during.from) ? fileInstant(during.from) : null,
      to: during.to && shown(during.to) ? fileInstant(during.to) : null,
      weight: plainDecimal(feed.weight),
    },
  ];
}

/** A swap counts for the interval that it lies in or ends. */
function swapsInFile(swaps: readonly SwapRow[], spans: readonly ClosedSpan[]): RegisterInFile['replacements'] {
  return swaps.flatMap(({ at: text, final_wh, initial_wh }) => {
    const at = new Date(text);
    const counts = spans.some(({ from, to }) => from < at && at <= to);
    return counts ? [{ at: fileInstant(at), finalWh: final_wh, initialWh: initial_wh }] : [];
  });
}

function voidsInFile(voids: readonly VoidRow[], spans: readonly ClosedSpan[]): RegisterInFile['voids'] {
  const met = voids.flatMap(({ from_at, to_at, reason }) =>
    spans.flatMap((span) => {
      const part = cutTo({ from: from_at ? new Date(from_at) : span.from, to: to_at ? new Date(to_at) : null }, span);
      return part ? [{ ...part, reason }] : [];
    }),
  );
  return joinVoids(met).map(({ from, to, reason }) => ({ from: fileInstant(from), to: fileInstant(to), reason }));
}

/** Names as they are; two registers of one name are told apart by their numbers. */
function distinctNames(registers: readonly RegisterRow[]): (register: RegisterRow) => string {
  const counts = new Map<string, number>();
  for (const { name } of registers) counts.set(name, (counts.get(name) ?? 0) + 1);
  return ({ name, no }) => (counts.get(name) === 1 ? name : `${name} #${no}`);
}

function groupByRegister<Row extends { register_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.register_id);
    if (group) group.push(row);
    else groups.set(row.register_id, [row]);
  }
  return groups;
}

const arrayOf = (ids: readonly string[]): string => `{${ids.join(',')}}`;
