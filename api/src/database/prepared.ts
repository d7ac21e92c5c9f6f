import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';
import type { Pool } from 'pg';

/** The statements that were ever asked for, by their text; the name is the same on every connection. */
const statements = new Map<string, { readonly text: string; readonly name: string }>();
const names = new Map<string, string>();

/**
 * Runs a statement that comes for each customer or register again, `?` for each parameter: PostgreSQL parses and plans it once
 * a connection. Under our policies, and over all months of readings, that is often more work than its rows are. Its text must
 * be one of a few, never made from values. Nothing is read past the viewer: outside a transaction it gets one.
 */
export async function prepared<Row>(
  em: EntityManager,
  sql: string,
  parameters: readonly (string | number | Date)[],
): Promise<Row[]> {
  if (!em.isInTransaction()) return em.transactional((inside) => prepared(inside as EntityManager, sql, parameters));
  const { text } = statementOf(sql);
  const { rows } = await em.getKysely<unknown>().executeQuery<Row>(CompiledQuery.raw(text, [...parameters]));
  return rows;
}

function statementOf(sql: string) {
  const known = statements.get(sql);
  if (known) return known;
  let count = 0;
  const statement = { text: sql.replaceAll('?', () => `$${++count}`), name: `prepared ${statements.size + 1}` };
  statements.set(sql, statement);
  names.set(statement.text, statement.name);
  return statement;
}

/** Gives the statements above their names on their way through a pool's connections: the ORM hands on a text alone. */
export function nameStatements(pool: Pool): void {
  pool.on('connect', (client) => {
    const driver = Object.getPrototypeOf(client) as { query: (...rest: unknown[]) => unknown };
    const named = (first: unknown, ...rest: unknown[]) => {
      const name = typeof first === 'string' ? names.get(first) : undefined;
      return driver.query.call(client, name === undefined ? first : { name, text: first }, ...rest);
    };
    client.query = named as typeof client.query;
  });
}
