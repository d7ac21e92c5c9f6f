import { expect, test } from 'vitest';
import type { DiscoveryRowFragment } from '../../gql/graphql.ts';
import { type AcceptChoice, acceptancesOf, freeSlotsFrom, usualNames } from './accept.view.ts';

const found = (address: string, own: Partial<DiscoveryRowFragment> = {}): DiscoveryRowFragment => ({
  id: `d-${address}`,
  kind: 'MINER',
  address,
  make: 'Bitmain',
  model: 'Antminer S21',
  serial: null,
  mac: null,
  firmware: null,
  match: null,
  matchedBy: null,
  knownModel: null,
  seenAt: '2026-06-01T00:00:00Z',
  ...own,
});
const choice = (own: Partial<AcceptChoice> = {}): AcceptChoice => ({
  names: usualNames,
  firstNumber: 1,
  taken: new Set(),
  models: new Map([['Bitmain Antminer S21', 's21']]),
  slots: [],
  rackId: '',
  outlets: null,
  merges: true,
  mergesSilent: false,
  meterProfile: '',
  credentials: undefined,
  ...own,
});
const known = { __typename: 'Miner' as const, id: 'm7', name: 'A-007' };
const namesOf = (rows: DiscoveryRowFragment[], own: Partial<AcceptChoice> = {}) =>
  acceptancesOf(rows, choice(own)).map(({ input }) => input.name);

test('names follow the addresses as numbers, and pass over those that are taken', () => {
  const rows = [found('10.0.0.10'), found('10.0.0.9'), found('10.0.0.100')];
  expect(acceptancesOf(rows, choice()).map(({ discovery }) => discovery.address)).toEqual([
    '10.0.0.9',
    '10.0.0.10',
    '10.0.0.100',
  ]);
  expect(namesOf(rows, { taken: new Set(['M-002']) })).toEqual(['M-001', 'M-003', 'M-004']);
});

test('a rule without a number gives its one name, taken or not', () => {
  expect(namesOf([found('10.0.0.1'), found('10.0.0.2')], { names: { ...usualNames, MINER: 'Rig' } })).toEqual([
    'Rig',
    'Rig',
  ]);
});

test('each kind has names and numbers of its own', () => {
  expect(
    namesOf([found('10.0.0.1', { kind: 'PDU' }), found('10.0.0.2'), found('10.0.0.3', { kind: 'METER' })]),
  ).toEqual(['PDU-01', 'M-001', 'Meter-1']);
});

test('what matches a known device is that device, moved: it keeps its name and takes no slot', () => {
  const [moved] = acceptancesOf(
    [found('10.0.0.1', { match: known, matchedBy: 'MAC' })],
    choice({ slots: [{ id: 'x', label: 'R / 1' }] }),
  );
  expect(moved?.input).toEqual({ discoveryId: 'd-10.0.0.1', name: 'A-007', deviceId: 'm7', credentials: undefined });
  const [fresh] = acceptancesOf([found('10.0.0.1', { match: known, matchedBy: 'MAC' })], choice({ merges: false }));
  expect(fresh?.input).toMatchObject({ name: 'M-001', modelId: 's21' });
  expect(fresh?.input.deviceId).toBeUndefined();
});

test('new machines fill the free slots in order; PDUs take the rack', () => {
  const slots = [{ id: 'a', label: 'R-1 / 1' }];
  const [first, second, pdu] = acceptancesOf(
    [found('10.0.0.1'), found('10.0.0.2'), found('10.0.0.3', { kind: 'PDU' })],
    choice({ slots, rackId: 'r1', outlets: 24 }),
  );
  expect([first?.input.slotId, second?.input.slotId]).toEqual(['a', undefined]);
  expect(first?.input.rackId).toBeUndefined();
  expect(pdu?.input).toMatchObject({ rackId: 'r1', outlets: 24 });
});

test('a machine that replaces another is new and takes over its slot; one that only may have moved is asked for', () => {
  const slot = { id: 's7', label: '1-7', rack: { id: 'r1', name: 'R-1' } };
  const rows = [
    found('10.0.0.1', { match: { ...known, slot }, matchedBy: 'ADDRESS' }),
    found('10.0.0.2', { match: known, matchedBy: 'MODEL' }),
  ];
  const [replacing, fresh] = acceptancesOf(rows, choice({ slots: [{ id: 'x', label: 'R / 1' }] }));
  expect(replacing).toMatchObject({ merged: false, slot: { id: 's7', label: 'R-1 / 1-7' } });
  expect(replacing?.input.deviceId).toBeUndefined();
  expect(fresh).toMatchObject({ merged: false, slot: { id: 'x' } });
  const [, same] = acceptancesOf(rows, choice({ mergesSilent: true }));
  expect(same).toMatchObject({ merged: true, input: { deviceId: 'm7', name: 'A-007' } });
});

test('only meters that say nothing of themselves are given a profile', () => {
  const parts = { kind: 'METER' as const, address: 'modbus://10.0.0.1:502?unit=1' };
  const profiles = acceptancesOf(
    [found('1', { ...parts, make: null, model: null }), found('2', parts)],
    choice({ meterProfile: 'eastron-sdm630' }),
  ).map(({ input }) => input.profile);
  expect(profiles).toEqual(['eastron-sdm630', undefined]);
});

test('free slots begin at the chosen rack and go on in the next', () => {
  const slot = (id: string, miner: object | null = null) => ({ id, label: id, miner });
  const racks = [
    { id: 'r1', name: 'R-1', slots: [slot('1')] },
    { id: 'r2', name: 'R-2', slots: [slot('2', {}), slot('3')] },
    { id: 'r3', name: 'R-3', slots: [slot('4')] },
  ];
  expect(freeSlotsFrom(racks, 'r2').map(({ label }) => label)).toEqual(['R-2 / 3', 'R-3 / 4']);
  expect(freeSlotsFrom(racks, '')).toEqual([]);
});
