import { expect, test } from 'vitest';
import { bulkInput, bulkVerb, slotsFor, touched } from './bulk-edit.view.ts';
import type { Machine } from './machines.view.ts';

test.each([
  {
    name: 'into maintenance',
    change: 'maintenance',
    details: { ownerId: 'c1', reason: ' fans ' },
    input: { maintenance: true, maintenanceReason: 'fans' },
  },
  {
    name: 'out of maintenance',
    change: 'working',
    details: { ownerId: '', reason: 'x' },
    input: { maintenance: false },
  },
  { name: 'to a customer', change: 'owner', details: { ownerId: 'c1', reason: 'x' }, input: { ownerId: 'c1' } },
  { name: 'to another model', change: 'model', details: { modelId: 's21' }, input: { modelId: 's21' } },
  { name: 'into its slot', change: 'slots', details: { slots: new Map([['m1', 's7']]) }, input: { slotId: 's7' } },
  { name: 'back to the operator', change: 'owner', details: { ownerId: '', reason: '' }, input: { ownerId: null } },
] as const)('a machine goes $name, and nothing else of it changes', ({ change, details, input }) => {
  expect(bulkInput('m1', change, { ownerId: '', reason: '', modelId: '', slots: new Map(), ...details })).toEqual({
    minerId: 'm1',
    ...input,
  });
});

test('free slots are given out by name as numbers, as far as there are', () => {
  const machines = ['M-10', 'M-9', 'M-100'].map((name) => ({ id: name, name }));
  expect([...slotsFor(machines, [{ id: 'a' }, { id: 'b' }])]).toEqual([
    ['M-9', 'a'],
    ['M-10', 'b'],
  ]);
});

test('the button says what happens and to how many', () => {
  expect(bulkVerb('maintenance', 1)).toBe('Put 1 machine in maintenance');
  expect(bulkVerb('owner', 12)).toBe('Change the owner of 12 machines');
});

test('the effect names machines, rated power and statuses, the urgent first', () => {
  const machine = (status: Machine['status']) => ({ status, ratedPowerW: '3500' }) as Machine;
  const machines = [machine('ACTIVE'), machine('OFFLINE'), machine('ACTIVE'), machine('ACTIVE')];
  expect(touched(machines)).toBe('4 machines, 14.0 kW rated: 1 Offline, 3 Active');
});
