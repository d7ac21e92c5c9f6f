import { describe, expect, test } from 'vitest';
import {
  filterMachines,
  filterOptions,
  joinReadings,
  type Machine,
  type MachineBase,
  NO_CUSTOMER,
  placeOf,
} from './machines.view.ts';
import type { LiveReadings, Reading } from './readings.view.ts';

const machine = (id: string, more: Partial<MachineBase> = {}): MachineBase =>
  ({
    id,
    name: id,
    status: 'STALE',
    site: { id: 's1', name: 'Site 1' },
    model: { id: 's19', make: 'Antminer', name: 'S19' },
    slot: null,
    owner: null,
    contract: null,
    ...more,
  }) as MachineBase;
const live = (...readings: Partial<Reading>[]): LiveReadings => ({
  at: '2026-06-01T05:00:00Z',
  byMiner: new Map(readings.map((reading) => [String(reading.minerId), { status: 'ACTIVE', ...reading } as Reading])),
});
const acme = { id: 'acme', name: 'Ada', companyName: 'Acme' };

describe('joining readings', () => {
  test('the newest reading brings its status along', () => {
    const joined = joinReadings([machine('m1')], live({ minerId: 'm1', status: 'DEGRADED' }), new Map());
    expect(joined.get('m1')).toMatchObject({ status: 'DEGRADED', reading: { minerId: 'm1' } });
  });

  test('a machine whose reading stayed keeps its object', () => {
    const machines = [machine('m1'), machine('m2')];
    const first = live({ minerId: 'm1' }, { minerId: 'm2' });
    const before = joinReadings(machines, first, new Map());
    const next: LiveReadings = {
      at: first.at,
      byMiner: new Map([...first.byMiner, ['m2', { minerId: 'm2', status: 'ACTIVE' } as Reading]]),
    };
    const after = joinReadings(machines, next, before);
    expect(after.get('m1')).toBe(before.get('m1'));
    expect(after.get('m2')).not.toBe(before.get('m2'));
  });

  test('a machine without a reading keeps the status that is known', () => {
    expect(joinReadings([machine('m1')], undefined, new Map()).get('m1')).toMatchObject({
      status: 'STALE',
      reading: null,
    });
  });
});

describe('filters', () => {
  const rows = [
    ...joinReadings(
      [machine('free'), machine('theirs', { owner: acme } as Partial<MachineBase>)],
      undefined,
      new Map(),
    ).values(),
  ];
  const names = (found: readonly Machine[]) => found.map(({ id }) => id);

  test.each([
    { name: 'without any, all stay', filters: {}, left: ['free', 'theirs'] },
    { name: 'by customer', filters: { customer: 'acme' }, left: ['theirs'] },
    { name: 'by having no customer', filters: { customer: NO_CUSTOMER }, left: ['free'] },
    { name: 'by model', filters: { model: 'other' }, left: [] },
    { name: 'by maker', filters: { make: 'Antminer' }, left: ['free', 'theirs'] },
    { name: 'by standing in no slot', filters: { rack: 'none' }, left: ['free', 'theirs'] },
    { name: 'by a firmware that none has', filters: { firmware: 'stock 1' }, left: [] },
    { name: 'by status and customer at once', filters: { status: 'STALE', customer: 'acme' }, left: ['theirs'] },
  ])('$name', ({ filters, left }) => expect(names(filterMachines(rows, filters))).toEqual(left));

  test('only what occurs is offered', () => {
    expect(filterOptions(rows)).toEqual({
      make: [{ value: 'Antminer', label: 'Antminer' }],
      model: [{ value: 's19', label: 'Antminer S19' }],
      rack: [{ value: 'none', label: 'In no slot' }],
      customer: [
        { value: NO_CUSTOMER, label: 'No customer' },
        { value: 'acme', label: 'Acme' },
      ],
      firmware: [{ value: 'none', label: 'Firmware unknown' }],
    });
  });
});

test('a machine that stands nowhere has no place', () => {
  expect(placeOf(machine('m1'))).toBeNull();
});
