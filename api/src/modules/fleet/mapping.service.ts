import type { ViewerContext } from '../../context.ts';
import { insertRows } from '../../database/insert-rows.ts';
import type { Scope } from '../../database/scope.ts';
import { rangeText } from '../../database/time-range.ts';
import { Faults } from '../../graphql/faults.ts';
import { onceAnswering } from '../../graphql/once.ts';
import { NotFound, refuse } from '../../graphql/refusals.ts';
import { isId, newId } from '../../ids.ts';
import type { FeedInput, MapOutletsInput } from './electrical.inputs.ts';
import { Feed } from './fleet.entity.ts';
import type { FeedView } from './fleet.loader.ts';

const mostRows = 5_000;

/** What hangs on an outlet or meter; without a unit nothing does. */
export type Mapping = {
  readonly outletId: string | null;
  readonly meterId: string | null;
  readonly minerId: string | null;
  readonly siteId: string | null;
  readonly weight: string;
};

/** Says what hangs on the named outlets and meters from an instant on; what was before stays. */
export async function mapOutlets(context: ViewerContext, input: MapOutletsInput): Promise<FeedView[]> {
  const { feedIds } = await onceAnswering(context, 'mapOutlets', input, async (scope) => {
    const mappings = readMappings(input.feeds);
    await refuseMissing(scope, mappings);
    return { feedIds: await writeFeeds(scope, mappings, input.from) };
  });
  const found = new Map((await context.em.find(Feed, { id: { $in: feedIds } })).map((feed) => [feed.id, feed]));
  return feedIds.flatMap((id) => {
    const feed = found.get(id);
    return feed ? [{ feed, ...feed.during }] : [];
  });
}

function readMappings(feeds: readonly FeedInput[]): Mapping[] {
  const faults = new Faults();
  if (feeds.length === 0) faults.add('REQUIRED', ['feeds'], 'Name at least one outlet or meter.');
  if (feeds.length > mostRows) faults.add('TOO_MANY', ['feeds'], `At most ${mostRows} rows at once.`);
  faults.refuseIfAny();
  const units = new Map<string, (string | null)[]>();
  const mappings = feeds.map((feed, index) => {
    const { outletId = null, meterId = null, minerId = null, siteId = null } = feed;
    const at = ['feeds', index];
    if ((outletId === null) === (meterId === null))
      faults.add('EXACTLY_ONE', at, 'A row names either an outlet or a meter.');
    if (minerId !== null && siteId !== null) faults.add('EXACTLY_ONE', at, 'A row names one machine or one site.');
    const weight = faults.decimal(feed.weight ?? '1', [...at, 'weight'], { above: 0, max: 999_999 }) ?? '1';
    const source = outletId ?? meterId ?? '';
    const others = units.get(source) ?? [];
    const unit = minerId ?? siteId;
    if (others.includes(unit) || (others.length > 0 && (unit === null || others.includes(null))))
      faults.add('DUPLICATE', at, 'An outlet is listed once for each of its units, or once as free.');
    units.set(source, [...others, unit]);
    return { outletId, meterId, minerId, siteId, weight };
  });
  faults.refuseIfAny();
  return mappings;
}

/** What is retired hangs on nothing, and nothing on it. */
const present = {
  outletId: 'exists (select 1 from pdu p where p.id = t.pdu_id and p.retired_at is null)',
  meterId: 'retired_at is null',
  minerId: 'retired_at is null',
  siteId: 'retired_at is null',
} as const;

/** Whose ids those are is asked of the policies: another organization's are missing. */
async function refuseMissing({ em }: Scope, mappings: readonly Mapping[]): Promise<void> {
  const tables = { outletId: 'outlet', meterId: 'meter', minerId: 'miner', siteId: 'site' } as const;
  for (const field of ['outletId', 'meterId', 'minerId', 'siteId'] as const) {
    const ids = mappings.flatMap((mapping) => mapping[field] ?? []);
    if (ids.length === 0) continue;
    // In one order, so that two who map the same outlets take turns.
    const rows: { id: string }[] = await em.execute(
      `select id from ${tables[field]} t where id = any (?::uuid[]) and ${present[field]} order by id for no key update`,
      [`{${ids.filter(isId).join(',')}}`],
    );
    const known = new Set(rows.map(({ id }) => id));
    const missing = mappings.findIndex(
      (mapping) => mapping[field] !== null && !known.has(mapping[field].toLowerCase()),
    );
    if (missing >= 0) refuse(new NotFound(['input', 'feeds', String(missing), field]));
  }
}

/** Has metering look again at registers from an instant on: what hangs on them has changed. */
async function markRegisters({ em, now }: Scope, condition: string, parameter: string, from: Date): Promise<void> {
  const until = now() > from ? now() : from;
  await em.execute(
    `select mark_registers(array_agg(g.no), array_agg(?::timestamptz), array_agg(?::timestamptz)) from register g where ${condition} having count(*) > 0`,
    [from, until, parameter],
  );
}

/** Takes machines off all their outlets at an instant. */
export async function endFeedsOf(scope: Scope, minerIds: readonly string[], at: Date): Promise<void> {
  const { em } = scope;
  const onOutlets = 'g.outlet_id in (select f.outlet_id from feed f where f.miner_id = any (?::uuid[]))';
  await markRegisters(scope, onOutlets, `{${minerIds.join(',')}}`, wholeSecond(at));
  const which = [`{${minerIds.join(',')}}`, wholeSecond(at)];
  await em.execute(
    'delete from feed where miner_id = any (?::uuid[]) and outlet_id is not null and lower(during) >= ?::timestamptz',
    which,
  );
  await em.execute(
    `update feed set during = tstzrange(lower(during), ?::timestamptz)
     where miner_id = any (?::uuid[]) and outlet_id is not null and during @> ?::timestamptz`,
    [which[1], ...which],
  );
}

/** Takes machines off the outlets of PDUs that don't stand at their site any more. */
export async function endFeedsElsewhere(scope: Scope, minerIds: readonly string[], at: Date): Promise<void> {
  const left: { id: string }[] = await scope.em.execute(
    `select distinct m.id from miner m join feed f on f.miner_id = m.id join outlet o on o.id = f.outlet_id join pdu p on p.id = o.pdu_id
     where m.id = any (?::uuid[]) and p.site_id <> m.site_id and (upper_inf(f.during) or upper(f.during) > ?::timestamptz)`,
    [`{${minerIds.join(',')}}`, at],
  );
  await endFeedsOf(
    scope,
    left.map(({ id }) => id),
    at,
  );
}

/** Registers know whole seconds. */
const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** Ends what hangs on these outlets and meters at an instant and begins what is to hang there. Answers the new feeds' ids. */
export async function writeFeeds(context: ViewerContext, mappings: readonly Mapping[], at: Date): Promise<string[]> {
  const from = wholeSecond(at);
  const sources = [...new Set(mappings.map(({ outletId, meterId }) => outletId ?? meterId))];
  const which = [`{${sources.join(',')}}`, from];
  await context.em.execute(
    'delete from feed where coalesce(outlet_id, meter_id) = any (?::uuid[]) and lower(during) >= ?::timestamptz',
    which,
  );
  await context.em.execute(
    `update feed set during = tstzrange(lower(during), ?::timestamptz)
     where coalesce(outlet_id, meter_id) = any (?::uuid[]) and during @> ?::timestamptz`,
    [from, ...which],
  );
  const during = rangeText({ from, to: null });
  const rows = mappings
    .filter(({ minerId, siteId }) => minerId ?? siteId)
    .map(({ outletId, meterId, minerId, siteId, weight }) => ({
      id: newId(),
      organization_id: context.viewer.organizationId,
      outlet_id: outletId,
      meter_id: meterId,
      miner_id: minerId,
      site_id: siteId,
      during,
      weight,
    }));
  await insertRows(context.em, 'feed', rows);
  await markRegisters(context, 'coalesce(g.outlet_id, g.meter_id) = any (?::uuid[])', which[0] as string, from);
  return rows.map(({ id }) => id);
}
