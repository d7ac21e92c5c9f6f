import { expect, test } from 'vitest';
import { assignFrom, canTake, exceedsCap, filterPicker, sentAt, type PickerMachine, totalsOf } from './picker.view.ts';

const machine = (id: string, more: object = {}): PickerMachine =>
  ({
    id,
    name: id,
    status: 'ACTIVE',
    site: { id: 's1', name: 'North' },
    model: { id: 'm1' },
    owner: null,
    ratedPowerW: '3250',
    ratedHashrateThs: '110',
    ...more,
  }) as PickerMachine;

test.each([
  { type: 'HOSTED', name: 'a machine that nobody owns', owner: null, fits: true },
  { type: 'HOSTED', name: 'the customer’s own machine', owner: { id: 'c1' }, fits: true },
  { type: 'HOSTED', name: 'another customer’s machine', owner: { id: 'c2' }, fits: false },
  { type: 'LEASE', name: 'the operator’s machine', owner: null, fits: true },
  { type: 'LEASE', name: 'the customer’s own machine', owner: { id: 'c1' }, fits: false },
] as const)('$type takes $name: $fits', ({ type, owner, fits }) =>
  expect(canTake({ type, customer: { id: 'c1' } }, machine('a', { owner }))).toBe(fits),
);

test('filters narrow together', () => {
  const machines = [machine('a'), machine('b', { status: 'OFFLINE' }), machine('c', { site: { id: 's2' } })];
  expect(filterPicker(machines, { site: 's1', model: '', status: 'ACTIVE' }).map(({ id }) => id)).toEqual(['a']);
});

test('what is chosen adds up by nameplate', () => {
  expect(totalsOf([machine('a'), machine('b')])).toEqual({ units: 2, powerW: 6500, hashrateThs: 220 });
});

test('a cap is in kW; without one nothing exceeds it', () => {
  expect(exceedsCap(6500, '6.4')).toBe(true);
  expect(exceedsCap(6500, '6.5')).toBe(false);
  expect(exceedsCap(6500, null)).toBe(false);
});

const draft = { status: 'DRAFT', startsOn: '2026-05-01', timeZone: 'America/Chicago' };
test.each([
  { name: 'a draft’s own start is left to the API', day: '2026-05-01', contract: draft, from: undefined },
  {
    name: 'another day begins at its local midnight',
    day: '2026-05-10',
    contract: draft,
    from: '2026-05-10T05:00:00Z',
  },
  { name: 'no day means now', day: '', contract: { ...draft, status: 'ACTIVE' }, from: undefined },
  {
    name: 'an active contract’s start is said',
    day: '2026-05-01',
    contract: { ...draft, status: 'ACTIVE' },
    from: '2026-05-01T05:00:00Z',
  },
])('$name', ({ day, contract, from }) => expect(assignFrom(day, contract)).toBe(from));

test('an issue’s path names one of the machines sent', () => {
  expect(sentAt(['input', 'minerIds', '1'], ['a', 'b'])).toBe('b');
});
