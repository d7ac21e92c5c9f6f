import { expect, test } from 'vitest';
import { parseOutlets } from './outlet-file.view.ts';

const row = (pdu: string, outlet: string, machine: string, weight = '') => ({ pdu, outlet, machine, weight });

test('cells are taken by the head in any order, or by their place without one', () => {
  expect(parseOutlets('machine;pdu;outlet\nA-001;P1;1')).toEqual({ rows: [row('P1', '1', 'A-001')], lines: [2] });
  expect(parseOutlets('P1,1,A-001,2\nP1,2,')).toEqual({
    rows: [row('P1', '1', 'A-001', '2'), row('P1', '2', '')],
    lines: [1, 2],
  });
});

test('what is nonsense is left for the API to name', () => {
  expect(parseOutlets('P1').rows).toEqual([row('P1', '', '')]);
  expect(parseOutlets('')).toEqual({ rows: [], lines: [] });
});
