import { expect, test } from 'vitest';
import { rejectedRows } from '../csv/import-table.ts';
import { parseMachines, TEMPLATE } from './import.view.ts';

test('the template is read as it stands; empty cells are left out', () => {
  expect(parseMachines(TEMPLATE)).toEqual({
    rows: [
      {
        name: 'A-001',
        model: 'Bitmain Antminer S21',
        serial: 'SN0001',
        mac: 'aa:bb:cc:dd:ee:01',
        address: '10.0.0.7',
        rack: 'R-01',
        slot: '1-1',
        pdu: 'PDU-01',
        outlet: 1,
      },
    ],
    issues: [],
    fault: null,
    ignored: [],
  });
});

test('heads are understood as people write them, and strangers are named', () => {
  const { rows, ignored } = parseMachines('Miner;Model;IP Address;Rated Power (W);Colour\nA-1;S21;10.0.0.1;3500;red');
  expect(rows).toEqual([{ name: 'A-1', model: 'S21', address: '10.0.0.1', ratedPowerW: '3500' }]);
  expect(ignored).toEqual(['Colour']);
});

test.each([
  { name: 'no head', text: 'A-001,S21', fault: /“name” and “model” is missing/ },
  { name: 'no model', text: 'name\nA-001', fault: /“model” is missing/ },
  { name: 'two of one column', text: 'name,model,IP,address\nA,B,1,2', fault: /both “address”/ },
  { name: 'a head alone', text: 'name,model', fault: /no row/ },
  { name: 'too many rows', text: `name,model\n${'a,b\n'.repeat(5001)}`, fault: /5001 rows are too many/ },
])('a file with $name is refused as a whole', ({ text, fault }) => {
  expect(parseMachines(text)).toMatchObject({ rows: [], fault: expect.stringMatching(fault) });
});

test('a cell that is no number is named with its row', () => {
  const { issues } = parseMachines('name,model,outlet,rated_power_w\nA-1,S21,1,\nA-2,S21,L1,lots');
  expect(issues).toEqual([
    { row: 3, name: 'A-2', message: '“lots” is no number for ratedpowerw' },
    { row: 3, name: 'A-2', message: '“L1” is no outlet number' },
  ]);
});

test('what the API rejects is named by the file’s own rows', () => {
  const issue = (message: string) => ({ code: 'X', message, path: [] });
  const answer = {
    __typename: 'MinersImported' as const,
    dryRun: true,
    created: 1,
    updated: 0,
    unchanged: 0,
    rejected: 1,
    rows: [
      { row: 0, outcome: 'CREATED' as const, issues: [] },
      { row: 1, outcome: 'REJECTED' as const, issues: [issue('Row 2: No such model.'), issue('The slot is taken.')] },
    ],
  };
  expect(rejectedRows(answer, [{ name: 'A-1' }, { name: 'A-2' }])).toEqual([
    { row: 3, name: 'A-2', message: 'No such model.' },
    { row: 3, name: 'A-2', message: 'The slot is taken.' },
  ]);
});
