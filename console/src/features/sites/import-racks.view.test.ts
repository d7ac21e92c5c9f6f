import { expect, test } from 'vitest';
import { parseRacks, RACKS_TEMPLATE } from './import-racks.view.ts';

test('the template is read as it stands; empty cells are left out', () => {
  const row = {
    name: 'R-01',
    rows: 4,
    columns: 12,
    group: 'Container 1',
    capacityKw: '170',
    slotNames: '{row}-{column}',
  };
  expect(parseRacks(RACKS_TEMPLATE)).toEqual({ rows: [row], issues: [], fault: null, ignored: [] });
  expect(parseRacks('Rack;Rows;Cols;Colour\nR-1;2;;red')).toEqual({
    rows: [{ name: 'R-1', rows: 2 }],
    issues: [],
    fault: null,
    ignored: ['Colour'],
  });
});

test('a cell that is no number is named with its row', () => {
  expect(parseRacks('name,rows,columns,kw\nR-1,four,1,\nR-2,1,1.5,lots').issues).toEqual([
    { row: 2, name: 'R-1', message: '“four” is no number of rows' },
    { row: 3, name: 'R-2', message: '“1.5” is no number of columns' },
    { row: 3, name: 'R-2', message: '“lots” is no number of kW' },
  ]);
});
