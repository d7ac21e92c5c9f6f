import { describe, expect, test } from 'vitest';
import { type BalanceDevice, type Energy, together, treeOf, unaccounted } from './balance.rules.ts';

const device = (name: string, parts: Partial<BalanceDevice> = {}): BalanceDevice => ({
  id: name,
  name,
  main: false,
  isMeter: true,
  aboveId: null,
  ...parts,
});
const pdu = (name: string, aboveId: string | null = null) => device(name, { isMeter: false, aboveId });
const lines = (devices: BalanceDevice[]) =>
  treeOf(devices).map(({ device: { name }, depth }) => `${'  '.repeat(depth)}${name}`);

describe('the tree', () => {
  test('puts each device after the meter that measures it, and what nobody placed below the main meter', () => {
    const devices = [
      pdu('P10', 'West'),
      pdu('P2', 'West'),
      pdu('P1'),
      device('West'),
      device('Main', { main: true }),
      device('East'),
    ];
    expect(lines(devices)).toEqual(['Main', '  East', '  West', '    P2', '    P10', '  P1']);
  });

  test('has as many roots as there are devices that nothing measures', () => {
    expect(lines([pdu('P1'), device('A', { main: true }), device('B', { main: true }), pdu('P2', 'B')])).toEqual([
      'A',
      'B',
      '  P2',
      'P1',
    ]);
    expect(lines([pdu('P1', 'gone')])).toEqual(['P1']);
  });
});

const energy = (energyWh: bigint | null, estimatedWh = 0n): Energy => ({
  energyWh,
  estimatedWh,
  dueSeconds: 3600,
  coveredSeconds: energyWh === null ? 0 : 3600,
});

test('parts add up; what is not known of one is missing in the covered time, not counted as zero', () => {
  expect(together([energy(100n, 20n), energy(null), energy(50n)])).toEqual({
    energyWh: 150n,
    estimatedWh: 20n,
    dueSeconds: 10_800,
    coveredSeconds: 7_200,
  });
  expect(together([energy(null)]).energyWh).toBeNull();
});

test.each([
  { name: 'losses', own: 1_000n, below: 970n, wh: 30n, percent: '3.00' },
  { name: 'a third, rounded', own: 3n, below: 2n, wh: 1n, percent: '33.33' },
  { name: 'half a hundredth, away from zero', own: 20_000n, below: 19_999n, wh: 1n, percent: '0.01' },
  { name: 'more below than above', own: 1_000n, below: 1_005n, wh: -5n, percent: '-0.50' },
  { name: 'nothing measured', own: 0n, below: 0n, wh: 0n, percent: null },
])('$name: $percent %', ({ own, below, wh, percent }) => {
  expect(unaccounted(energy(own), energy(below))).toEqual({ wh, percent });
});

test('without something on both sides nothing can be said', () => {
  expect(unaccounted(energy(null), energy(1n))).toBeNull();
  expect(unaccounted(energy(1n), together([]))).toBeNull();
});
