import type { EntityManager } from '@mikro-orm/postgresql';
import { prepared } from '../../database/prepared.ts';
import { fileInstant } from './file-text.ts';
import type { UnitOfInterest } from './registers.service.ts';
import { type ClosedSpan, cutTo } from './span.rules.ts';

/** A unit's mean TH/s over an hour, as an evidence bundle lists it. */
type HashrateInFile = { readonly unit: string; readonly from: string; readonly to: string; readonly ths: string };

const hourMs = 3_600_000;

/**
 * The hourly mean hashrate of machines in a period, while they are of interest: the same means that charts show, with
 * three decimals. An hour in which a machine never said its hashrate is left out, a gap and no zero.
 */
export async function hashrateOf(
  em: EntityManager,
  units: readonly UnitOfInterest[],
  period: ClosedSpan,
): Promise<HashrateInFile[]> {
  if (units.length === 0) return [];
  const rows = await prepared<{ unit_id: string; at: string; ths: string }>(
    em,
    `select m.id as unit_id, (extract(epoch from h.at) * 1000)::bigint::text as at, round((h.hashrate_sum / h.hashrate_count)::numeric, 3)::text as ths
     from miner m join miner_hour h on h.miner_no = m.no
     where m.id = any (?::uuid[]) and h.at > ?::timestamptz - interval '1 hour' and h.at < ?::timestamptz and h.hashrate_count > 0
     order by m.name, m.id, h.at`,
    [`{${units.map(({ unitId }) => unitId).join(',')}}`, period.from, period.to],
  );
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  return rows.flatMap(({ unit_id, at, ths }) => {
    const unit = byId.get(unit_id) as UnitOfInterest;
    const from = new Date(Number(at));
    const hour = { from, to: new Date(from.getTime() + hourMs) };
    const meets = unit.windows.some((window) => cutTo(window, hour));
    return meets ? [{ unit: unit.name, from: fileInstant(hour.from), to: fileInstant(hour.to), ths }] : [];
  });
}

/** What a site's pool hashed in an hour, TH/s. */
export type PoolHour = { readonly atMs: number; readonly ths: number };

/**
 * The hours of a site's pool: the operator's own machines there that were under no contract in force. A machine that didn't
 * answer all hour adds nothing; hours in which none of the pool was asked are left out.
 */
export async function poolHours(em: EntityManager, siteId: string, span: ClosedSpan): Promise<PoolHour[]> {
  const rows: { at: string; ths: number }[] = await em.execute(
    `select (extract(epoch from h.at) * 1000)::bigint::text as at,
       sum(case when h.answered + h.missed > 0 then h.hashrate_sum / (h.answered + h.missed) else 0 end) as ths
     from miner m join miner_hour h on h.miner_no = m.no
     where m.site_id = ? and m.owner_id is null and h.at >= ? and h.at < ?
       and not exists (select 1 from assignment a join contract c on c.id = a.contract_id where a.miner_id = m.id and c.activated_at is not null
         and tstzrange(a.from_at, a.to_at) && tstzrange(h.at, h.at + interval '1 hour'))
     group by h.at order by h.at`,
    [siteId, span.from, span.to],
  );
  return rows.map(({ at, ths }) => ({ atMs: Number(at), ths }));
}
