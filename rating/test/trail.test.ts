import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type TrailDay, type TrailLine, openBill, parseEvidence, rateWithUsage } from '../src/index.ts';
import { contract, energyPrice, evidence, register } from './builders.ts';

const wh = (kwh: string | null): bigint => BigInt((kwh ?? '0').replace('.', ''));
const sum = (values: readonly bigint[]): bigint => values.reduce((all, one) => all + one, 0n);
const quarterHours = (from: string, readings: readonly string[]): [string, string][] =>
  readings.map((value, i) => [new Date(Date.parse(from) + i * 900_000).toISOString().replace('.000', ''), value]);

const folder = new URL('golden/', import.meta.url);
const golden = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, file: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) }));

describe('every line of every worked bundle', () => {
  test.each(golden)('adds up from units, dates and intervals: $name', ({ file }) => {
    const parsed = parseEvidence(file);
    if (!parsed.ok) throw new Error('invalid');
    const trail = openBill(parsed.bundle);
    expect(trail.bill).toEqual(rateWithUsage(parsed.bundle).bill);
    trail.bill.lines.forEach((line, index) => {
      const { units, days, cap } = trail.line(index);
      if (line.estimated === null) return expect(units).toEqual([]);
      expect(sum(units.map(({ energyKwh }) => wh(energyKwh)))).toBe(wh(line.quantity));
      expect(sum(units.map(({ estimatedKwh }) => wh(estimatedKwh)))).toBe(wh(line.estimated));
      expect(sum(days.map(({ energyKwh }) => wh(energyKwh)))).toBe(wh(line.quantity));
      for (const unit of units.slice(0, 3)) {
        expect(sum(unit.days.map(({ energyKwh }) => wh(energyKwh)))).toBe(wh(unit.energyKwh));
        expect(sum(unit.days.map(({ estimatedKwh }) => wh(estimatedKwh)))).toBe(wh(unit.estimatedKwh));
        const capped = cap !== null && cap !== 'ALERT_ONLY';
        for (const day of unit.days) {
          const pieces = trail.intervals(index, unit.unit, day.date);
          const all = sum(pieces.map(({ energyWh }) => BigInt(energyWh ?? '0')));
          if (capped) expect(all >= wh(day.energyKwh)).toBe(true);
          else expect([day.date, all]).toEqual([day.date, wh(day.energyKwh)]);
          expect(day.open).toBe(pieces.some(({ quality }) => quality === 'GAP' || quality === 'VOID'));
          if (day.energyKwh === null) expect(pieces.filter(({ energyWh }) => energyWh !== null)).toEqual([]);
        }
      }
    });
  });
});

const firstDay = (parts: Parameters<typeof evidence>[0]) => {
  const trail = openBill(evidence(parts));
  return trail.intervals(0, 'M-1', '2026-06-01');
};

describe('the intervals of a unit on a date', () => {
  test('are its quarter hours, each with the two readings it comes from', () => {
    const readings = quarterHours('2026-06-01T00:00:00Z', ['100', '350', '600']);
    const pieces = firstDay({ contracts: [contract()], registers: [register({ readings })] });
    expect(pieces).toMatchObject([
      {
        from: '2026-06-01T00:00:00Z',
        to: '2026-06-01T00:15:00Z',
        quality: 'MEASURED',
        energyWh: '250',
        register: 'outlet-1',
        readings: {
          start: { at: '2026-06-01T00:00:00Z', wh: '100' },
          end: { at: '2026-06-01T00:15:00Z', wh: '350' },
          energyWh: '250',
          feeds: 1,
        },
      },
      { energyWh: '250' },
      {
        from: '2026-06-01T00:30:00Z',
        to: '2026-06-02T00:00:00Z',
        quality: 'GAP',
        gap: 'UNCOVERED',
        energyWh: null,
        readings: null,
      },
    ]);
  });

  test('say why there is none: the register fell, a void, no register', () => {
    const readings = quarterHours('2026-06-01T00:00:00Z', ['100', '90', '300']);
    const voids = [{ from: '2026-06-01T00:20:00Z', to: '2026-06-01T00:21:00Z', reason: 'stuck register' }];
    const feeds = [{ unit: 'M-1', from: '2026-06-01T00:00:00Z', to: '2026-06-01T00:30:00Z' }];
    expect(firstDay({ contracts: [contract()], registers: [register({ readings, voids, feeds })] })).toMatchObject([
      { quality: 'GAP', gap: 'REGISTER_DECREASED', energyWh: null, readings: { end: { wh: '90' }, energyWh: null } },
      { quality: 'VOID', gap: 'VOIDED', energyWh: null, readings: { voids: [{ reason: 'stuck register' }] } },
      { from: '2026-06-01T00:30:00Z', quality: 'GAP', gap: 'NO_REGISTER', register: null },
    ]);
  });

  test('show an estimate as one, with its method, and what it leaves open', () => {
    const readings = quarterHours('2026-06-01T00:00:00Z', ['100', '90']);
    const estimates = [
      {
        unit: 'M-1',
        from: '2026-06-01T00:00:00Z',
        to: '2026-06-01T00:10:00Z',
        wh: '40',
        method: 'same hour of the week',
      },
    ];
    const feeds = [{ unit: 'M-1', to: '2026-06-01T00:15:00Z' }];
    expect(firstDay({ contracts: [contract()], registers: [register({ readings, estimates, feeds })] })).toMatchObject([
      { to: '2026-06-01T00:10:00Z', quality: 'ESTIMATED', energyWh: '40', method: 'same hour of the week' },
      { from: '2026-06-01T00:10:00Z', to: '2026-06-01T00:15:00Z', quality: 'GAP', energyWh: null },
      { quality: 'GAP', gap: 'NO_REGISTER' },
    ]);
  });

  test('have a share of a register that feeds others too', () => {
    const readings = quarterHours('2026-06-01T00:00:00Z', ['0', '400']);
    const feeds = [{ unit: 'M-1' }, { unit: 'other-1', weight: '3' }];
    const [piece] = firstDay({ contracts: [contract()], registers: [register({ readings, feeds })] });
    expect(piece).toMatchObject({ energyWh: '100', readings: { energyWh: '400', feeds: 2 } });
  });

  test('of calculated energy are the rated power over time', () => {
    const assignments = [
      { unit: 'M-1', from: '2026-06-01T06:00:00Z', to: '2026-06-01T18:00:00Z', powerW: '1000' },
      { unit: 'M-1', from: '2026-06-01T18:00:00Z', powerW: '500' },
    ];
    const terms = contract({ billingMethod: 'CALCULATED', assignments, lossFactor: '1.1' });
    expect(firstDay({ contracts: [terms] })).toMatchObject([
      { quality: 'CALCULATED', energyWh: '13200', factors: { powerW: '1000', ths: null, lossFactor: '1.1' } },
      { from: '2026-06-01T18:00:00Z', to: '2026-06-02T00:00:00Z', energyWh: '3300', factors: { powerW: '500' } },
    ]);
  });

  test('are none of a line without energy, and of a date outside the line', () => {
    const prices = [
      energyPrice({ to: '2026-06-16' }),
      { component: 'HOSTING', unit: 'UNIT_MONTH', rate: '10' } as const,
    ];
    const trail = openBill(evidence({ contracts: [contract({ prices })], registers: [register()] }));
    expect(trail.intervals(1, 'M-1', '2026-06-01')).toEqual([]);
    expect(trail.intervals(0, 'M-1', '2026-06-16')).toEqual([]);
    expect(() => trail.line(2)).toThrow('no line 2');
  });
});

describe('the dates of a line', () => {
  const shown = ({ days }: TrailLine): TrailDay[] => [...days];

  test('have null where nothing is known, and say where a part is open', () => {
    const readings = [
      ['2026-06-01T12:00:00Z', '0'],
      ['2026-06-02T00:00:00Z', '1200'],
    ] as const;
    const trail = openBill(evidence({ contracts: [contract()], registers: [register({ readings })] }));
    expect(shown(trail.line(0)).slice(0, 2)).toEqual([
      { date: '2026-06-01', energyKwh: '1.200', estimatedKwh: '0.000', open: true },
      { date: '2026-06-02', energyKwh: null, estimatedKwh: '0.000', open: true },
    ]);
  });

  test('of a fee are counted per unit', () => {
    const prices = [{ component: 'HOSTING', unit: 'UNIT_MONTH', rate: '10' } as const];
    const assignments = [{ unit: 'M-1', from: '2026-06-11T00:00:00Z' }];
    const trail = openBill(evidence({ contracts: [contract({ prices, assignments, billingMethod: 'FIXED' })] }));
    expect(trail.line(0).counted).toEqual([{ what: 'M-1', from: '2026-06-11', to: '2026-07-01' }]);
  });
});
