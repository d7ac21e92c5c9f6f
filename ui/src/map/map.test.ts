import { expect, test } from 'vitest';
import { colorScale } from './scale.ts';
import { type MapRack, step } from './walk.ts';

const rack = (id: string, rows: number, columns: number): MapRack => ({
  id,
  name: id,
  rows,
  columns,
  slots: Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns) + 1, (index % columns) + 1];
    return { id: `${id}${row}${column}`, row, column, label: `${row}-${column}` };
  }),
});
const racks = [rack('A', 3, 2), rack('B', 2, 2)];

test.each([
  { name: 'right stays in the rack while it can', from: 'A11', direction: 'right', to: 'A12' },
  { name: 'right goes on in the next rack at the same height', from: 'A22', direction: 'right', to: 'B21' },
  { name: 'a lower rack takes its nearest row', from: 'A32', direction: 'right', to: 'B21' },
  { name: 'left comes back on the near side', from: 'B11', direction: 'left', to: 'A12' },
  { name: 'the edge holds', from: 'A11', direction: 'up', to: 'A11' },
] as const)('$name', ({ from, direction, to }) => {
  expect(step(racks, from, direction)).toBe(to);
});

test('a scale takes its ends for what lies outside', () => {
  const scale = colorScale(0, 200);
  expect(scale.color(-5)).toBe(scale.color(0));
  expect(scale.color(999)).toBe(scale.color(200));
  expect(scale.color(0)).not.toBe(scale.color(200));
});
