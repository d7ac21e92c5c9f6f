import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AssignmentRow,
  type Bill,
  type EvidenceFile,
  type RegisterRow,
  energySeries,
  intervals,
  lineUsage,
  parseEvidence,
  parseInstant,
  rate,
  rateWithUsage,
  verifyBill,
} from '../src/index.ts';
import { type Fraction, add, compare, toFixed, zero } from '../src/exact.ts';
import { charges } from '../src/lines.ts';
import { day, days, iso, meteredBundle, shuffle, unmeteredBundle } from './arbitrary.ts';
import { slowFees } from './slow-fees.ts';
import { slowBill } from './slow-calculation.ts';

function read(file: EvidenceFile) {
  const parsed = parseEvidence(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.bundle;
}
const billOf = (file: EvidenceFile): Bill => rate(read(file));
const wh = (kwh: string | null) => BigInt((kwh ?? '0').replace('.', ''));
const sum = (all: Iterable<bigint>) => [...all].reduce((a, b) => a + b, 0n);

test('the engine agrees with the slow calculation written from the rules', () => {
  fc.assert(
    fc.property(meteredBundle, (file) => {
      const bill = billOf(file);
      const slow = slowBill(file);
      expect(
        bill.lines.map(
          (line) => `${line.contract} ${line.component} ${wh(line.quantity)} Wh, ${wh(line.estimated)} estimated`,
        ),
      ).toEqual(slow.lines);
      const held = bill.held.map(({ code, contract, register, unit, from, to }) =>
        [contract, code, register, unit, Date.parse(from) / 1000, Date.parse(to) / 1000]
          .filter((part) => part !== undefined)
          .join(' '),
      );
      expect(held.toSorted()).toEqual(slow.held.map((one) => one.replace(/(ESTIMATED_SHARE) \d+/, '$1')).toSorted());
    }),
    { numRuns: 300 },
  );
});

/** Second days of the period: nothing happens; clocks change in Chicago, Auckland, Santiago, Chicago again. */
const clockChanges = ['2026-06-02', '2026-03-08', '2026-04-05', '2026-09-06', '2026-11-01'];

/** The bundle with all its dates moved, so that the period's second day is this one. */
function movedTo(file: EvidenceFile, date: string): EvidenceFile {
  const by = Date.parse(date) - Date.parse(day(1));
  const moved = (text: string) => new Date(Date.parse(text) + by).toISOString().slice(0, 10);
  return JSON.parse(JSON.stringify(file).replaceAll(/\d{4}-\d\d-\d\d/g, moved)) as EvidenceFile;
}

test('fees, hash streams, calculated and hash energy agree with a slow calculation, date by date', () => {
  fc.assert(
    fc.property(unmeteredBundle, fc.constantFrom(...clockChanges), (inJune, date) => {
      const file = movedTo(inJune, date);
      const lines = billOf(file).lines.map(
        ({ contract, component, quantity }) => `${contract} ${component} ${quantity}`,
      );
      expect(lines).toEqual(slowFees(file));
    }),
    { numRuns: 300 },
  );
});

const anyBundle = fc.oneof(meteredBundle, unmeteredBundle);
const order = fc.array(fc.nat(), { minLength: 16, maxLength: 16 });
const cutDay = fc.integer({ min: 1, max: days - 1 });

const changeRegisters = (file: EvidenceFile, change: (register: RegisterRow) => RegisterRow): EvidenceFile => ({
  ...file,
  registers: file.registers?.map(change),
});
const changeAssignments = (
  file: EvidenceFile,
  change: (rows: readonly AssignmentRow[]) => AssignmentRow[],
): EvidenceFile => ({
  ...file,
  contracts: file.contracts?.map((contract) => ({ ...contract, assignments: change(contract.assignments ?? []) })),
});

/** What a bill bills, by contract, component and rate: exact, as text so that it can be compared. */
function totals(file: EvidenceFile, components: readonly string[]): Map<string, Fraction> {
  const sums = new Map<string, Fraction>();
  for (const { window, component, rate: perUnit, unit, quantity } of charges(read(file)).charges) {
    if (!components.includes(component)) continue;
    const key = `${window.contract.number} ${component} ${unit} ${toFixed(perUnit, 6)}`;
    sums.set(key, add(sums.get(key) ?? zero, quantity));
  }
  return sums;
}

function expectSame(a: ReadonlyMap<string, Fraction>, b: ReadonlyMap<string, Fraction>): void {
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    expect(`${key} ${compare(a.get(key) ?? zero, b.get(key) ?? zero)}`).toBe(`${key} 0`);
  }
}

function together(a: ReadonlyMap<string, Fraction>, b: ReadonlyMap<string, Fraction>): Map<string, Fraction> {
  const sums = new Map(a);
  for (const [key, value] of b) sums.set(key, add(sums.get(key) ?? zero, value));
  return sums;
}

const before = (file: EvidenceFile, cut: number): EvidenceFile => ({
  ...file,
  period: { from: file.period.from, to: day(cut) },
});
const after = (file: EvidenceFile, cut: number): EvidenceFile => ({
  ...file,
  period: { from: day(cut), to: file.period.to },
});

describe('consecutive periods add up to the whole', () => {
  test.each([
    { name: 'metered Wh, above a power cap and below', bundles: meteredBundle, components: ['ENERGY', 'OVERAGE'] },
    {
      name: 'fees and hash streams, exactly',
      bundles: unmeteredBundle,
      components: ['HOSTING', 'SERVICE', 'HASHRATE', 'HASHRATE_CREDIT'],
    },
  ])('$name', ({ bundles, components }) => {
    fc.assert(
      fc.property(bundles, cutDay, (file, cut) => {
        const parts = together(totals(before(file, cut), components), totals(after(file, cut), components));
        expectSame(parts, totals(file, components));
      }),
    );
  });
});

describe('order changes nothing', () => {
  test('of registers, readings, replacements, voids, estimates, assignments, hashrate rows and streams', () => {
    fc.assert(
      fc.property(anyBundle, order, (file, by) => {
        const shuffled = changeAssignments(
          changeRegisters(file, (one) => ({
            ...one,
            readings: shuffle(one.readings ?? [], by),
            replacements: shuffle(one.replacements ?? [], by),
            voids: shuffle(one.voids ?? [], by),
            estimates: shuffle(one.estimates ?? [], by),
          })),
          (rows) => shuffle(rows, by),
        );
        const contracts = shuffled.contracts?.map((one) => ({
          ...one,
          hashStreams: shuffle(one.hashStreams ?? [], by),
        }));
        const all = {
          ...shuffled,
          contracts,
          registers: shuffle(shuffled.registers ?? [], by),
          hashrate: shuffle(file.hashrate ?? [], by),
        };
        expect(billOf(all)).toEqual(billOf(file));
        expect(lineUsage(read(all))).toEqual(lineUsage(read(file)));
      }),
    );
  });
});

describe('splitting changes nothing', () => {
  const splits = fc.array(fc.integer({ min: 0, max: days * 86_400 }), { minLength: 1, maxLength: 3 });

  /** The row as rows that touch, cut wherever a split lies inside. */
  function split<T extends { readonly from: string; readonly to?: string | null }>(row: T, at: readonly number[]): T[] {
    const inside = [...new Set(at)]
      .map(iso)
      .filter((cut) => cut > row.from && (!row.to || cut < row.to))
      .toSorted();
    return [row.from, ...inside].map((from, i) => ({ ...row, from, to: inside[i] ?? row.to }));
  }

  test('of an assignment or a hashrate row, between its ends', () => {
    fc.assert(
      fc.property(anyBundle, splits, (file, at) => {
        const cut = changeAssignments(file, (rows) => rows.flatMap((row) => split(row, at)));
        const all = { ...cut, hashrate: file.hashrate?.flatMap((row) => split(row, at)) };
        expect(billOf(all)).toEqual(billOf(file));
      }),
    );
  });

  test('of a hash stream on a date', () => {
    fc.assert(
      fc.property(unmeteredBundle, cutDay, (file, cut) => {
        const contracts = file.contracts?.map((one) => ({
          ...one,
          hashStreams: one.hashStreams?.flatMap((stream) =>
            (stream.from ?? day(-9)) < day(cut) && day(cut) < (stream.to ?? day(99))
              ? [
                  { ...stream, to: day(cut) },
                  { ...stream, from: day(cut) },
                ]
              : [stream],
          ),
        }));
        expect(billOf({ ...file, contracts })).toEqual(billOf(file));
      }),
    );
  });

  test('scaling all weights of a register by one factor changes nothing', () => {
    fc.assert(
      fc.property(meteredBundle, fc.constantFrom('000', '00000', '.000'), (file, zeros) => {
        const scaled = changeRegisters(file, (one) => ({
          ...one,
          feeds: one.feeds?.map((feed) => ({ ...feed, weight: `${Number(feed.weight) * 7}${zeros}` })),
        }));
        expect(billOf(scaled)).toEqual(billOf(file));
      }),
    );
  });
});

test('rates, taxes and adjustments change no quantity and no hold', () => {
  fc.assert(
    fc.property(anyBundle, (file) => {
      const contracts = file.contracts?.map((one) => ({
        ...one,
        powerCap: one.powerCap && { ...one.powerCap, overageRate: '9' },
        prices: one.prices?.map((price, i) => ({ ...price, rate: `${i}.5`, taxCode: 'X' })),
      }));
      const other = billOf({
        ...file,
        contracts,
        taxes: [{ code: 'X', percent: '12.5' }],
        adjustments: [{ description: 'x', amount: '-5' }],
      });
      const bill = billOf(file);
      const amounts = (one: Bill) =>
        one.lines
          .filter(({ contract }) => contract)
          .map(({ component, quantity, estimated }) => [component, quantity, estimated]);
      expect(amounts(other)).toEqual(amounts(bill));
      expect(other.held).toEqual(bill.held);
    }),
  );
});

test('verify accepts a bundle whose billed is its own bill', () => {
  fc.assert(
    fc.property(anyBundle, (file) => {
      expect(verifyBill(read({ ...file, billed: JSON.parse(JSON.stringify(billOf(file))) }))).toEqual([]);
    }),
  );
});

test('intervals follow one another from the first reading to the last, without holes', () => {
  fc.assert(
    fc.property(meteredBundle, (file) => {
      for (const register of read(file).registers) {
        const found = intervals(register);
        expect(found.map(({ from }) => from)).toEqual([...register.readings.at].slice(0, -1));
        expect(found.map(({ to }) => to)).toEqual([...register.readings.at].slice(1));
        expect(found.every(({ energyWh, kind }) => (energyWh === null) === (kind !== 'known'))).toBe(true);
      }
    }),
  );
});

describe('finer pieces add up', () => {
  test('the units of a line to the line, estimates included', () => {
    fc.assert(
      fc.property(anyBundle, (file) => {
        const { bill, usage } = rateWithUsage(read(file));
        usage().forEach((units, i) => {
          const line = bill.lines[i];
          if (!line || line.estimated === null) return expect(units).toEqual([]);
          expect(sum(units.map(({ energyWh }) => energyWh))).toBe(wh(line.quantity));
          expect(sum(units.map(({ estimatedWh }) => estimatedWh))).toBe(wh(line.estimated));
          expect(units.every(({ energyWh, estimatedWh }) => estimatedWh >= 0n && energyWh >= estimatedWh)).toBe(true);
        });
      }),
    );
  });

  test('the quarter hours of a unit to its energy in an uncapped month without price gaps', () => {
    fc.assert(
      fc.property(meteredBundle, (file) => {
        const plain = {
          ...file,
          contracts: file.contracts?.map((one) => ({
            ...one,
            powerCap: null,
            startsOn: '2026-01-01',
            prices: [{ component: 'ENERGY', unit: 'KWH', rate: '1' } as const],
          })),
        };
        const bundle = read(plain);
        const edges = Array.from({ length: days * 96 + 1 }, (_, i) => parseInstant(iso(i * 900)));
        const usage = lineUsage(bundle).flat();
        for (const unit of ['M-1', 'M-2', 'M-3']) {
          const windows = bundle.contracts.flatMap(({ assignments }) => assignments.filter((one) => one.unit === unit));
          const steps = energySeries(new Map([[unit, windows]]), bundle.registers, edges);
          const billed = usage.filter((of) => of.unit === unit);
          expect(sum(steps.map(({ energyWh }) => energyWh ?? 0n))).toBe(sum(billed.map(({ energyWh }) => energyWh)));
          expect(sum(steps.map(({ estimatedWh }) => estimatedWh))).toBe(
            sum(billed.map(({ estimatedWh }) => estimatedWh)),
          );
          expect(steps.every(({ coveredSeconds, dueSeconds }) => coveredSeconds <= dueSeconds)).toBe(true);
        }
        const everything = new Map(
          ['M-1', 'M-2', 'M-3'].map((unit) => [
            unit,
            bundle.contracts.flatMap(({ assignments }) => assignments.filter((one) => one.unit === unit)),
          ]),
        );
        const uncovered = energySeries(everything, bundle.registers, edges).reduce(
          (all, { dueSeconds, coveredSeconds }) => all + dueSeconds - coveredSeconds,
          0,
        );
        const heldSeconds = rate(bundle)
          .held.filter(({ unit }) => unit)
          .reduce((all, { from, to }) => all + (Date.parse(to) - Date.parse(from)) / 1000, 0);
        expect(uncovered).toBe(heldSeconds);
      }),
      { numRuns: 60 },
    );
  });
});
