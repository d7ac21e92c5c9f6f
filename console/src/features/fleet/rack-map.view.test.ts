import { describe, expect, test } from 'vitest';
import type { Machine } from './machines.view.ts';
import { cellOf, ownerNames, scaleOf } from './rack-map.view.ts';

const machine = (reading: object | null, more: object = {}): Machine =>
  ({ id: 'm', name: 'M-1', status: 'ACTIVE', owner: null, contract: null, reading, ...more }) as unknown as Machine;

describe('a slot', () => {
  test.each([
    { name: 'is empty where nothing stands', of: undefined, paint: 'empty' },
    { name: 'has no data where a machine never reported', of: machine(null), paint: 'no-data' },
    { name: 'has no data where the value is absent', of: machine({ hashrateThs: null }), paint: 'no-data' },
    {
      name: 'has no data where the reading is stale',
      of: machine({ hashrateThs: 99 }, { status: 'STALE' }),
      paint: 'no-data',
    },
    { name: 'shows zero as a value', of: machine({ hashrateThs: 0 }), paint: 'value' },
  ])('$name', ({ of, paint }) => expect(cellOf(of, 'hashrate', []).paint.kind).toBe(paint));

  test('says its value in words', () => {
    expect(cellOf(machine({ hashrateThs: 123.4 }), 'hashrate', []).title).toBe('M-1, 123.4 TH/s');
  });

  test('shows its owner also without data', () => {
    const theirs = machine(null, { owner: { id: 'c', name: 'Ada', companyName: 'Acme' } });
    const owners = ownerNames([theirs]);
    expect(owners).toEqual(['No customer', 'Acme']);
    expect(cellOf(theirs, 'owner', owners).paint).toEqual({ kind: 'category', index: 1 });
  });
});

test('a status is a colour, a sign and its reason in words; what is well needs no sign', () => {
  const off = machine(null, { status: 'OFFLINE', statusReason: 'Its outlet draws nothing.' });
  expect(cellOf(off, 'status', [])).toEqual({
    title: 'M-1, Offline: Its outlet draws nothing.',
    mark: '×',
    paint: { kind: 'color', color: 'var(--bad)' },
  });
  expect(cellOf(machine({ hashrateThs: 1 }), 'status', []).mark).toBe('');
});

test('the scale reaches a round number above the highest', () => {
  expect(scaleOf([machine({ hashrateThs: 123.4 })], 'hashrate').scale.high).toBe(130);
});

test('temperature has a scale of its own, whatever is read', () => {
  expect(scaleOf([], 'temperature').labels).toEqual({ low: '40.0 °C', high: '95.0 °C' });
  expect(scaleOf([], 'inlet').labels).toEqual({ low: '5.0 °C', high: '45.0 °C' });
});

test('many owners share the last colour', () => {
  const many = Array.from({ length: 20 }, (_, n) =>
    machine(null, { owner: { id: String(n), name: `Customer ${n + 10}` } }),
  );
  const owners = ownerNames(many);
  expect(owners).toHaveLength(8);
  expect(cellOf(many[19], 'owner', owners).paint).toEqual({ kind: 'category', index: 7 });
});
