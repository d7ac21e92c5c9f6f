import { expect, test } from 'vitest';
import { useDatabase } from './database.ts';

const database = useDatabase();

test('every mapped property has its column, and every column that must be given is mapped', async () => {
  const { rows } = await database().owner.query<{ table: string; column: string; required: boolean }>(
    `select table_name as table, column_name as column, is_nullable = 'NO' and column_default is null as required
     from information_schema.columns where table_schema = 'public'`,
  );
  const entities = [...database().orm.getMetadata().getAll().values()].filter(({ tableName }) => tableName);
  const mapped = entities.flatMap(({ tableName, props }) =>
    props.flatMap(({ fieldNames }) => fieldNames ?? []).map((column) => `${tableName}.${column}`),
  );
  const columns = new Set(rows.map(({ table, column }) => `${table}.${column}`));
  const tables = new Set(entities.map(({ tableName }) => tableName));
  const required = rows
    .filter(({ table, required }) => required && tables.has(table))
    .map(({ table, column }) => `${table}.${column}`);
  expect(mapped.filter((column) => !columns.has(column))).toEqual([]);
  expect(required.filter((column) => !mapped.includes(column))).toEqual([]);
});
