import { parseEvidence } from '@hashyard/rating';
import { expect, test } from 'vitest';
import type { Hold } from '../invoice.entity.ts';
import { viewExcluded } from './excluded.view.ts';

const at = (text: string) => Date.parse(text) / 1_000;
/** June in Chicago. */
const june = { from: at('2026-06-01T05:00:00Z'), to: at('2026-07-01T05:00:00Z') };

/** Register of M-1 until 20 June, then of a neighbour's. */
function evidence(register: object) {
  const parsed = parseEvidence({
    format: 'hashyard-evidence/1',
    currency: 'USD',
    period: { from: '2026-06-01', to: '2026-07-01' },
    contracts: [
      {
        number: 'HC-1',
        type: 'HOSTED',
        timeZone: 'America/Chicago',
        billingMethod: 'METERED',
        startsOn: '2026-01-01',
        prices: [{ component: 'ENERGY', unit: 'KWH', rate: '0.1' }],
        assignments: [{ unit: 'M-1', from: '2026-01-01T06:00:00Z' }],
      },
    ],
    registers: [
      {
        id: 'outlet-1',
        feeds: [
          { unit: 'M-1', to: '2026-06-20T05:00:00Z' },
          { unit: 'other-1', from: '2026-06-20T05:00:00Z' },
        ],
        readings: [],
        ...register,
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.bundle;
}
const shown = (register: object, holds: readonly Partial<Hold>[] = []) =>
  viewExcluded(evidence(register), holds as readonly Hold[], june, 'America/Chicago').rows;

test('a void is shown with its reason, in local time, as long as the register fed the machine', () => {
  const voids = [{ from: '2026-06-19T20:00:00Z', to: '2026-06-21T00:00:00Z', reason: 'stuck register' }];
  expect(shown({ voids })).toEqual([['M-1', '2026-06-19 15:00', '2026-06-20 00:00', 'not trusted: stuck register']]);
});

test('an estimate is shown with its energy and how it was made; a swapped meter with its instant', () => {
  const estimates = [
    { unit: 'M-1', from: '2026-06-03T15:15:00Z', to: '2026-06-03T17:00:00Z', wh: '5250', method: 'HOUR_OF_WEEK_MEAN' },
  ];
  const replacements = [{ at: '2026-06-02T15:00:00Z', finalWh: '10', initialWh: '0' }];
  expect(shown({ estimates, replacements })).toEqual([
    ['M-1', '2026-06-02 10:00', '', 'meter replaced'],
    ['M-1', '2026-06-03 10:15', '2026-06-03 12:00', '5.250 kWh estimated, from other weeks'],
  ]);
});

test('time that was billed as nothing is shown, cut to the period; other holds and other months are not', () => {
  const hold = (reason: Hold['reason'], from: string, to: string) => ({
    reason,
    unit: 'M-1',
    fromAt: new Date(from),
    toAt: new Date(to),
  });
  const holds = [
    hold('UNCOVERED', '2026-05-31T00:00:00Z', '2026-06-01T06:00:00Z'),
    hold('ESTIMATED_SHARE', '2026-06-01T05:00:00Z', '2026-07-01T05:00:00Z'),
    hold('UNCOVERED', '2026-07-02T00:00:00Z', '2026-07-03T00:00:00Z'),
  ];
  expect(shown({}, holds)).toEqual([['M-1', '2026-06-01 00:00', '2026-06-01 01:00', 'no reading, nothing billed']]);
});

test("a neighbour's time on the same register is not shown", () => {
  const voids = [{ from: '2026-06-22T00:00:00Z', to: '2026-06-23T00:00:00Z', reason: 'stuck register' }];
  expect(shown({ voids })).toEqual([]);
});

test('of more than a thousand the rest is counted', () => {
  const replacements = Array.from({ length: 1_007 }, (_, minute) => ({
    at: new Date(Date.parse('2026-06-02T00:00:00Z') + minute * 60_000).toISOString().replace('.000', ''),
    finalWh: '1',
    initialWh: '0',
  }));
  expect(viewExcluded(evidence({ replacements }), [], june, 'America/Chicago')).toMatchObject({ more: 7 });
});
