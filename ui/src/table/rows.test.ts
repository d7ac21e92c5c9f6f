import { expect, test } from 'vitest';
import { createSorter, idRange, searchRows, sortFromText, sortRows, sortToText } from './rows.ts';

type Machine = { name: string; ths: number | null };
const machines: readonly Machine[] = [
  { name: 'S21-10', ths: 220 },
  { name: 'S21-9', ths: null },
  { name: 's21-2', ths: 230 },
];
const columns = [
  { id: 'name', value: (machine: Machine) => machine.name },
  { id: 'ths', value: (machine: Machine) => machine.ths, search: false },
];
const names = (rows: readonly Machine[]) => rows.map(({ name }) => name);

test('names are ordered as people count', () => {
  expect(names(sortRows(machines, columns, { column: 'name', descending: false }))).toEqual([
    's21-2',
    'S21-9',
    'S21-10',
  ]);
});

test('rows without a value come last in both directions', () => {
  expect(names(sortRows(machines, columns, { column: 'ths', descending: false })).at(-1)).toBe('S21-9');
  expect(names(sortRows(machines, columns, { column: 'ths', descending: true }))).toEqual(['s21-2', 'S21-10', 'S21-9']);
});

test('rows that come again are ordered as if they came for the first time, ties by how they come', () => {
  const sorter = createSorter<Machine>();
  const sort = { column: 'ths', descending: false };
  const first = Array.from({ length: 40 }, (_, index) => ({ name: `M-${index}`, ths: (index * 7) % 10 }));
  sorter(first, columns, sort);
  const next = first.map((machine, index) => (index % 5 === 0 ? { ...machine, ths: 3 } : machine));
  expect(sorter(next, columns, sort)).toEqual(sortRows(next, columns, sort));
  expect(sorter(next.slice(1), columns, sort)).toEqual(sortRows(next.slice(1), columns, sort));
});

test('every word of a search has to occur, in whatever case', () => {
  expect(names(searchRows(machines, columns, 's21 10'))).toEqual(['S21-10']);
  expect(searchRows(machines, columns, '230')).toHaveLength(0);
});

test('a range runs from the anchor to the target, both ways', () => {
  expect(idRange(['a', 'b', 'c', 'd'], 'c', 'a')).toEqual(['a', 'b', 'c']);
  expect(idRange(['a', 'b'], null, 'b')).toEqual(['b']);
});

test('an order survives the URL', () => {
  const sort = { column: 'ths', descending: true };
  expect(sortFromText(sortToText(sort))).toEqual(sort);
});
