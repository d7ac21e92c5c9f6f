import { describe, expect, test } from 'vitest';
import { comparable, variancePercent } from './meter-check.rules.ts';

describe('a bill held against the meters', () => {
  test.each([
    { name: 'is no different where it is made of them', lines: [['1.000', 1_000n]], percent: '0.0' },
    { name: 'is above zero where more was billed', lines: [['1.100', 1_000n]], percent: '10.0' },
    { name: 'is below zero where less was billed', lines: [['0.950', 1_000n]], percent: '-5.0' },
    {
      name: 'sums its lines first',
      lines: [
        ['1.200', 1_000n],
        ['0.800', 1_000n],
      ],
      percent: '0.0',
    },
    {
      name: 'leaves out what was not metered',
      lines: [
        ['1.100', 1_000n],
        ['9.000', null],
      ],
      percent: '10.0',
    },
    { name: 'is all too much where the meters saw nothing', lines: [['1.000', 0n]], percent: '100.0' },
    { name: 'has nothing to say where nothing was used', lines: [['0.000', 0n]], percent: null },
    { name: 'has nothing to say without meters', lines: [['1.000', null]], percent: null },
  ] as const)('$name', ({ lines, percent }) => {
    expect(variancePercent(lines.map(([quantity, meteredWh]) => ({ quantity, meteredWh })))).toBe(percent);
  });

  test('needs meters that cover 95 % of the time', () => {
    expect(comparable({ measuredWh: 5n, dueSeconds: 100, coveredSeconds: 95 })).toBe(5n);
    expect(comparable({ measuredWh: 5n, dueSeconds: 100, coveredSeconds: 94 })).toBeNull();
    expect(comparable({ measuredWh: 0n, dueSeconds: 0, coveredSeconds: 0 })).toBeNull();
  });
});
