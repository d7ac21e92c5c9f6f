import { expect, test } from 'vitest';
import { parseCsv } from '../csv/csv.ts';
import { machinesCsv } from './machines-csv.ts';
import type { Machine } from './machines.view.ts';

const machine = {
  name: 'A-001',
  site: { name: 'Site 1' },
  model: { make: 'Bitmain', name: 'Antminer S21' },
  status: 'ACTIVE',
  ratedHashrateThs: '200',
  ratedPowerW: '3500',
  slot: null,
  owner: { name: 'Dana', companyName: 'Whitfield, LLC' },
  contract: null,
  reading: { takenAt: '2026-06-01T00:00:00Z', hashrateThs: 0, powerW: null, fansRpm: [4000, 4100], faults: [] },
} as unknown as Machine;

test('the file has one row for each machine: a zero is a zero, what is unknown is empty', () => {
  const [head = [], row = []] = parseCsv(machinesCsv([machine]));
  const cell = (name: string) => row[head.indexOf(name)];
  expect(row).toHaveLength(head.length);
  expect(cell('model')).toBe('Bitmain Antminer S21');
  expect(cell('customer')).toBe('Whitfield, LLC');
  expect(cell('hashrate_ths')).toBe('0');
  expect(cell('power_w')).toBe('');
  expect(cell('rack')).toBe('');
  expect(cell('fans_rpm')).toBe('4000 4100');
});
