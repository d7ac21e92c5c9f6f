import type { EntityManager } from '@mikro-orm/postgresql';
import { type EstimateRow as EstimateInFile, intervals, type RegisterRow as RegisterInFile } from '@hashyard/rating';
import { prepared } from '../../database/prepared.ts';
import { fileInstant } from './file-text.ts';
import type { PackedReadings } from './packed-readings.ts';
import { readRegister } from './read-register.ts';

/** An estimate that holds: energy of one unit on one register. */
export type EstimateRow = {
  readonly register_id: string;
  readonly unitId: string;
  readonly from: Date;
  readonly to: Date;
  readonly wh: string;
  readonly method: string;
};

type Row = { register_id: string; unit_id: string; from_at: string; to_at: string; wh: string; method: string };

export async function estimatesOf(em: EntityManager, registerIds: readonly string[]): Promise<EstimateRow[]> {
  const rows = await prepared<Row>(
    em,
    `select register_id, coalesce(miner_id, site_id) as unit_id, lower(during) as from_at, upper(during) as to_at, energy_wh::text as wh, method
     from energy_estimate where register_id = any (?::uuid[]) and replaced_at is null order by lower(during), id`,
    [`{${registerIds.join(',')}}`],
  );
  return rows.map(({ register_id, unit_id, from_at, to_at, wh, method }) => ({
    register_id,
    unitId: unit_id,
    from: new Date(from_at),
    to: new Date(to_at),
    wh,
    method,
  }));
}

/**
 * Estimates as the file has them. One that no longer fits, because a late reading or another mapping came and its gap is not
 * judged again yet, is left out: what is known goes first, and energy is only put in where the unit hung on the register.
 */
export function estimatesInFile(
  rows: readonly EstimateRow[],
  measured: RegisterInFile,
  readings: PackedReadings,
  names: ReadonlyMap<string, string>,
): EstimateInFile[] {
  if (rows.length === 0) return [];
  const register = readRegister({ register: measured, readings });
  const known = intervals(register).filter(({ kind }) => kind === 'known');
  return rows.flatMap(({ unitId, from, to, wh, method }) => {
    const unit = names.get(unitId) ?? unitId;
    const [start, end] = [from.getTime() / 1000, to.getTime() / 1000];
    const fed = register.feeds.some((feed) => feed.unit === unit && feed.from <= start && end <= feed.to);
    if (!fed || known.some((interval) => interval.from < end && start < interval.to)) return [];
    return [{ unit, from: fileInstant(from), to: fileInstant(to), wh, method }];
  });
}
