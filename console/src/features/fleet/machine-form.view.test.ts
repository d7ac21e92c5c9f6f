import { expect, test } from 'vitest';
import { type EditedMachine, slotOptions, updateInput, valuesOf } from './machine-form.view.ts';

const slot = (id: string, minerId?: string) => ({ id, label: `1-${id}`, miner: minerId ? { id: minerId } : null });
const machine = (): EditedMachine => ({
  id: 'm1',
  name: 'A-001',
  address: 'cgminer://10.0.0.7:4028',
  maintenance: false,
  maintenanceReason: null,
  ratedHashrateThs: '200.000',
  ratedPowerW: '3500',
  model: { id: 'x', make: 'Bitmain', name: 'S21', ratedHashrateThs: '200', ratedPowerW: '3500' },
  collector: null,
  owner: { id: 'c1', name: 'Dana' },
  contract: null,
  slot: { id: '1', label: '1-1', rack: { id: 'r1', name: 'R-01' } },
  site: {
    id: 's1',
    name: 'Site 1',
    collectors: [],
    racks: [{ id: 'r1', name: 'R-01', slots: [slot('1', 'm1'), slot('2', 'm2'), slot('3')] }],
  },
});
const values = () => valuesOf(machine());

test('only what was changed is sent', () => {
  expect(updateInput('m1', values(), values())).toEqual({ minerId: 'm1' });
  expect(updateInput('m1', values(), { ...values(), name: ' A-1 ', maintenance: true })).toEqual({
    minerId: 'm1',
    name: 'A-1',
    maintenance: true,
  });
});

test('what was cleared is null: no slot, the operator’s own, the model’s rated power', () => {
  expect(updateInput('m1', values(), { ...values(), slotId: '', ownerId: '', ratedPowerW: ' ' })).toEqual({
    minerId: 'm1',
    slotId: null,
    ownerId: null,
    ratedPowerW: null,
  });
});

test('a rack offers its free slots and the machine’s own', () => {
  expect(slotOptions(machine().site.racks, 'r1', '1').map(({ value }) => value)).toEqual(['1', '3']);
  expect(slotOptions(machine().site.racks, '', '1')).toEqual([]);
});
