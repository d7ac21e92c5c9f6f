import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { decimalText } from '../../graphql/decimal.ts';
import type { Capacity } from './rack.type.ts';

/** What stands in many racks, or at many sites, in one query: slots, and nameplate watts of the machines there. */
export const capacities = (em: EntityManager, of: 'rack' | 'site'): DataLoader<string, Capacity | null> =>
  new DataLoader(async (ids) => {
    type Row = {
      id: string;
      slots: number;
      taken: number;
      capacity: string | null;
      rated: string;
      free: string | null;
    };
    const rows: Row[] = await em.execute(sql[of], [`{${ids.join(',')}}`]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      if (!row) return null;
      return {
        slots: row.slots,
        slotsTaken: row.taken,
        slotsFree: row.slots - row.taken,
        capacityKw: row.capacity && decimalText(row.capacity),
        ratedKw: decimalText(row.rated),
        freeKw: row.free && decimalText(row.free),
      };
    });
  });

const rated = 'coalesce(m.rated_power_w, k.rated_power_w) / 1000';

/** A site's machines count wherever they stand there, in a slot or not yet. */
const sql = {
  rack: /* sql */ `
    select r.id, s.slots, s.taken, r.capacity_kw as capacity, s.rated, r.capacity_kw - s.rated as free
    from rack r cross join lateral (
      select count(*)::int as slots, count(m.id)::int as taken, coalesce(sum(${rated}), 0) as rated
      from slot s left join miner m on m.slot_id = s.id left join miner_model k on k.id = m.model_id where s.rack_id = r.id) s
    where r.id = any (?::uuid[])`,
  site: /* sql */ `
    select t.id, s.slots, s.taken, t.capacity_kw as capacity, d.rated, t.capacity_kw - d.rated as free
    from site t cross join lateral (
      select count(s.id)::int as slots, count(m.id)::int as taken
      from rack r join slot s on s.rack_id = r.id left join miner m on m.slot_id = s.id where r.site_id = t.id) s
    cross join lateral (
      select coalesce(sum(${rated}), 0) as rated from miner m join miner_model k on k.id = m.model_id
      where m.site_id = t.id and m.retired_at is null) d
    where t.id = any (?::uuid[])`,
} as const;
