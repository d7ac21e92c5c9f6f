import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Inserts many plain rows in one statement, by column name; a column that no row names takes its default. The table's
 * policies hold as for any other write.
 */
export async function insertRows(
  em: EntityManager,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  onConflict = '',
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  await em.execute(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, ?::jsonb) ${onConflict}`,
    [JSON.stringify(rows)],
  );
}
