import { describe, expect, test } from 'vitest';
import {
  type EvidenceFile,
  dayEdges,
  energySeries,
  formatInstant,
  stepEdges,
  zoneClock,
  intervals,
  lineUsage,
  opaqueNeighbours,
  parseInstant,
  parseRegister,
  rate,
} from '../src/index.ts';
import { contract, energyPrice, evidence, evidenceFile, faultPaths, register } from './builders.ts';

const at = (text: string) => parseInstant(`2026-06-${text}:00Z`);

describe('intervals', () => {
  test('say between which readings, how much, and why not', () => {
    const parsed = parseRegister(
      register({
        readings: [
          ['2026-06-01T00:00:00Z', '5'],
          ['2026-06-02T00:00:00Z', '9'],
          ['2026-06-03T00:00:00Z', '8'],
          ['2026-06-04T00:00:00Z', '9'],
        ],
        voids: [{ from: '2026-06-03T12:00:00Z', to: '2026-06-03T13:00:00Z', reason: 'test' }],
      }),
    );
    expect(parsed.ok && intervals(parsed.value)).toEqual([
      { from: at('01T00:00'), to: at('02T00:00'), energyWh: 4n, kind: 'known' },
      { from: at('02T00:00'), to: at('03T00:00'), energyWh: null, kind: 'gap' },
      { from: at('03T00:00'), to: at('04T00:00'), energyWh: null, kind: 'void' },
    ]);
  });

  test('of a register that is faulty are refused with its paths', () => {
    expect(parseRegister({ id: 'x', readings: [['today', '1']] })).toMatchObject({
      ok: false,
      faults: [{ path: 'register.readings[0][0]' }],
    });
  });
});

describe('usage of a line', () => {
  test('names the registers that fed each unit while the line’s price was in force', () => {
    const prices = [energyPrice({ to: '2026-06-16' }), energyPrice({ from: '2026-06-16' })];
    const usage = lineUsage(
      evidence({
        contracts: [contract({ prices })],
        registers: [
          register({ id: 'b' }),
          register({ id: 'a', feeds: [{ unit: 'M-1', from: '2026-06-20T00:00:00Z' }] }),
        ],
      }),
    );
    expect(usage).toEqual([
      [{ unit: 'M-1', energyWh: 360_000n, estimatedWh: 0n, registers: ['b'] }],
      [{ unit: 'M-1', energyWh: 624_000n, estimatedWh: 0n, registers: ['a', 'b'] }],
    ]);
  });

  test('of calculated energy shares the rounded line: largest remainder, ties by name', () => {
    const assignments = ['M-3', 'M-1', 'M-2'].map((unit) => ({
      unit,
      from: '2026-06-01T00:00:00Z',
      to: '2026-06-01T00:20:00Z',
      powerW: '1',
    }));
    const [usage] = lineUsage(evidence({ contracts: [contract({ billingMethod: 'CALCULATED', assignments })] }));
    expect(usage?.map(({ unit, energyWh }) => [unit, energyWh])).toEqual([
      ['M-1', 1n],
      ['M-2', 0n],
      ['M-3', 0n],
    ]);
  });

  test('leaves out calculated units that were away all the line’s time', () => {
    const assignments = [
      { unit: 'M-1', from: '2026-06-01T00:00:00Z', powerW: '1' },
      { unit: 'M-2', from: '2026-07-01T00:00:00Z', powerW: '1' },
    ];
    const [usage] = lineUsage(evidence({ contracts: [contract({ billingMethod: 'CALCULATED', assignments })] }));
    expect(usage?.map(({ unit }) => unit)).toEqual(['M-1']);
  });

  test('is empty on lines without energy', () => {
    const prices = [{ component: 'SERVICE', unit: 'MONTH', rate: '1' }] as const;
    expect(
      lineUsage(evidence({ contracts: [contract({ prices })], adjustments: [{ description: 'x', amount: '1' }] })),
    ).toEqual([[], []]);
  });
});

describe('energy by steps', () => {
  const edges = ['01T00:00', '01T12:00', '02T00:00', '02T12:00'].map(at);
  const all = new Map([['M-1', [{ from: at('01T00:00'), to: at('30T00:00') }]]]);
  const { registers } = evidence({
    contracts: [contract()],
    registers: [
      register({
        readings: [
          ['2026-06-01T00:00:00Z', '0'],
          ['2026-06-02T00:00:00Z', '3'],
        ],
        estimates: [{ unit: 'M-1', from: '2026-06-02T00:00:00Z', to: '2026-06-02T06:00:00Z', wh: '5', method: 'spec' }],
      }),
    ],
  });
  const halfDay = 43_200;

  test('cuts intervals at the steps, keeps estimates apart and says what is covered', () => {
    expect(energySeries(all, registers, edges).map(({ from: _from, to: _to, ...step }) => step)).toEqual([
      { energyWh: 2n, estimatedWh: 0n, dueSeconds: halfDay, coveredSeconds: halfDay },
      { energyWh: 1n, estimatedWh: 0n, dueSeconds: halfDay, coveredSeconds: halfDay },
      { energyWh: 5n, estimatedWh: 5n, dueSeconds: halfDay, coveredSeconds: halfDay / 2 },
    ]);
  });

  test('is null, not zero, where nothing is covered, also without any register', () => {
    expect(energySeries(all, [], edges).map(({ energyWh, dueSeconds }) => [energyWh, dueSeconds])).toEqual([
      [null, halfDay],
      [null, halfDay],
      [null, halfDay],
    ]);
  });

  test.each([
    {
      name: 'quarter hours start at :00, :15, :30 and :45, whatever the range starts with',
      edges: stepEdges({ from: at('01T00:05'), to: at('01T00:45') }, 900),
      clock: ['00:05', '00:15', '00:30', '00:45'],
    },
    {
      name: 'days are the zone’s, 23 hours when clocks go forward',
      edges: dayEdges(
        { from: parseInstant('2026-03-28T12:00:00Z'), to: parseInstant('2026-03-30T12:00:00Z') },
        zoneClock('Europe/Oslo'),
      ),
      clock: ['12:00', '23:00', '22:00', '12:00'],
    },
  ])('$name', ({ edges: found, clock }) => {
    expect(found.map((edge) => formatInstant(edge).slice(11, 16))).toEqual(clock);
  });

  test('counts no time in which the unit is nobody’s', () => {
    const window = new Map([['M-1', [{ from: at('01T06:00'), to: at('01T12:00') }]]]);
    expect(energySeries(window, registers, edges).map(({ energyWh, dueSeconds }) => [energyWh, dueSeconds])).toEqual([
      [1n, halfDay / 2],
      [null, 0],
      [null, 0],
    ]);
  });
});

describe('neighbours', () => {
  const shared: EvidenceFile = evidenceFile({
    contracts: [
      contract({
        assignments: [
          { unit: 'M-1', from: '2026-01-01T00:00:00Z' },
          { unit: 'other-2', from: '2026-01-01T00:00:00Z' },
        ],
      }),
    ],
    registers: [
      register({ id: 'not ours', feeds: [{ unit: 'secret-0' }] }),
      register({ id: 'a', feeds: [{ unit: 'secret-2' }, { unit: 'M-1' }, { unit: 'secret-1', weight: '2' }] }),
      register({
        id: 'b',
        feeds: [{ unit: 'other-2' }, { unit: 'secret-1' }, { unit: 'secret-3' }],
        estimates: [
          { unit: 'secret-1', from: '2026-07-01T00:00:00Z', to: '2026-07-02T00:00:00Z', wh: '1', method: 'spec' },
        ],
      }),
    ],
    hashrate: [{ unit: 'secret-1', from: '2026-06-01T00:00:00Z', to: '2026-06-02T00:00:00Z', ths: '1' }],
  });
  const opaque = opaqueNeighbours(shared);

  test('get names in feed order that no own unit has, one for all registers', () => {
    expect(opaque.registers?.map(({ id, feeds = [] }) => [id, feeds.map(({ unit }) => unit)])).toEqual([
      ['a', ['other-1', 'M-1', 'other-3']],
      ['b', ['other-2', 'other-3', 'other-4']],
    ]);
  });

  test('leave nothing else behind, and the bundle valid', () => {
    expect(JSON.stringify(opaque)).not.toMatch(/secret|not ours/);
    expect(faultPaths(shared)).not.toEqual([]);
    expect(faultPaths(opaque)).toEqual([]);
  });

  test('keep every share what it was', () => {
    const { hashrate: _hashrate, ...named } = shared;
    const withoutEstimates = { ...named, registers: shared.registers?.map((one) => ({ ...one, estimates: [] })) };
    expect(rate(evidence(opaque))).toEqual(rate(evidence(withoutEstimates)));
  });
});
