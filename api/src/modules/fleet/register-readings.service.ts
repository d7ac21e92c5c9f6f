import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../../context.ts';
import { decodeCursor, encodeCursor, type Page, type PageArgs, pageSize } from '../../graphql/connection.ts';
import type { RegisterReading } from '../telemetry/telemetry.type.ts';
import type { Register } from './fleet.entity.ts';

const mostReadings = 5_000;

type Row = { taken_at: Date; register_wh: string; source: 'DEVICE' | 'MANUAL' };

const readingOf = ({ taken_at, register_wh, source }: Row): RegisterReading => ({
  takenAt: new Date(taken_at),
  registerWh: register_wh,
  source,
});

/** A register's readings in [from, to), oldest first; the policies cut them to the viewer's time. */
export async function listReadings(
  { em }: Context,
  register: Register,
  range: { from: Date; to: Date },
  page: PageArgs,
): Promise<Page<RegisterReading>> {
  const size = pageSize(page, mostReadings);
  const after = page.after ? decodeCursor(page.after).value : null;
  const rows: Row[] = await em.execute(
    `select taken_at, register_wh, source from register_reading
     where register_no = ? and taken_at >= ? and taken_at < ? and (?::timestamptz is null or taken_at > ?::timestamptz)
     order by taken_at limit ?`,
    [register.no, range.from, range.to, after, after, size + 1],
  );
  const readings = rows.slice(0, size).map(readingOf);
  return {
    rows: readings,
    cursors: readings.map(({ takenAt }) => encodeCursor(takenAt, '')),
    hasNextPage: rows.length > size,
    count: () => countReadings(em, register, range),
  };
}

async function countReadings(em: EntityManager, { no }: Register, { from, to }: { from: Date; to: Date }) {
  const [row]: { n: number }[] = await em.execute(
    'select count(*)::int as n from register_reading where register_no = ? and taken_at >= ? and taken_at < ?',
    [no, from, to],
  );
  return row?.n ?? 0;
}

/** How far back the newest reading is looked for: beyond it a register counts as silent. */
const latestWithinMs = 400 * 86_400_000;

/** The newest reading of each register, in one query. */
export async function latestReadings(
  { em, now }: Context,
  numbers: readonly number[],
): Promise<Map<number, RegisterReading>> {
  const rows: (Row & { register_no: number })[] = await em.execute(
    `select n.no as register_no, r.* from unnest(?::int[]) as n (no)
     cross join lateral (select taken_at, register_wh, source from register_reading
       where register_no = n.no and taken_at > ?::timestamptz order by taken_at desc limit 1) r`,
    [`{${numbers.join(',')}}`, new Date(now().getTime() - latestWithinMs)],
  );
  return new Map(rows.map((row) => [row.register_no, readingOf(row)]));
}
