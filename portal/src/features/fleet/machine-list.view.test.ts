import { expect, test } from 'vitest';
import type { MachineRowFragment, RowReadingFragment } from '../../gql/graphql';
import { hasStrangers, machineRows, placeOf } from './machine-list.view.ts';

const reading = (own: Partial<RowReadingFragment>): RowReadingFragment => ({
  minerId: 'a',
  takenAt: '2026-06-15T12:00:00Z',
  status: 'ACTIVE',
  hashrateThs: 120,
  powerW: 3500,
  temperatureC: 70,
  ...own,
});

const machine = (own: Partial<MachineRowFragment>): MachineRowFragment => ({
  id: 'a',
  name: 'S21-001',
  serial: null,
  status: 'ACTIVE',
  model: { id: 'm', make: 'Bitmain', name: 'Antminer S21' },
  site: { id: 's', name: 'Site 1' },
  slot: null,
  contract: { id: 'k' },
  latest: reading({}),
  ...own,
});

test('the live reading wins over what the query brought', () => {
  const [row] = machineRows([machine({})], new Map([['a', reading({ hashrateThs: 123.4, status: 'DEGRADED' })]]));
  expect(row).toMatchObject({ hashrateThs: 123.4, status: 'DEGRADED' });
});

test('before the first live message the query’s reading is shown', () => {
  expect(machineRows([machine({})], undefined)[0]).toMatchObject({ hashrateThs: 120 });
});

test('a machine that left the customer’s reach leaves the list', () => {
  expect(machineRows([machine({})], new Map())).toHaveLength(0);
});

test('a machine of former times is not listed', () => {
  expect(machineRows([machine({ contract: null })], undefined)).toHaveLength(0);
});

test('a machine that never had a reading stays, its values unknown', () => {
  const [row] = machineRows([machine({ latest: null, status: 'LOST' })], new Map());
  expect(row).toMatchObject({ status: 'LOST', hashrateThs: null, takenAt: null });
});

test('a stale reading is the last known, not the current', () => {
  const [row] = machineRows([machine({})], new Map([['a', reading({ status: 'STALE' })]]));
  expect(row).toMatchObject({ old: true, hashrateThs: 120 });
});

test('readings of machines that the list lacks are noticed', () => {
  expect(hasStrangers([machine({})], new Map([['a', 1]]))).toBe(false);
  expect(
    hasStrangers(
      [machine({})],
      new Map([
        ['a', 1],
        ['b', 1],
      ]),
    ),
  ).toBe(true);
});

test('a place names what is known of it', () => {
  const slot = { id: 'x', label: '2-4', rack: { id: 'r', name: 'Rack A3' } };
  expect(placeOf(machine({ slot }))).toBe('Site 1, Rack A3, 2-4');
  expect(placeOf(machine({}))).toBe('Site 1');
});
