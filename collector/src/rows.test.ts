import { expect, test } from 'vitest';
import { cgminer } from './drivers/cgminer.ts';
import { NO_ELECTRICAL } from './reading.ts';
import { countRows, electricalRow, minerRow, NO_ROWS, registerRow, toColumns } from './rows.ts';

const TAKEN_AT = new Date('2026-06-01T10:00:03.750Z');

const reading = (summary: object, pools: object[] = []) => {
  const read = cgminer.read(
    new Map(Object.entries({ summary: { SUMMARY: [{ 'MHS 5s': 1e6, ...summary }] }, pools: { POOLS: pools } })),
  );
  if (!read) throw new Error('no reading');
  return read;
};

test('one device’s garbage never makes a batch unacceptable that others share', () => {
  const row = minerRow('m', TAKEN_AT, {
    ...reading({ Elapsed: 1e20 }, [
      { URL: 'stratum+tcp://a\u0000b:1', User: `\ud800${'x'.repeat(10_000)}`, Status: 'Alive', 'Stratum Active': true },
    ]),
    fansRpm: [6000, 1e12, 5000.6],
    faults: [
      { code: null, text: '\u0007' },
      { code: 1, text: 'fan' },
    ],
  });
  expect(row).toMatchObject({
    uptimeSeconds: null,
    pool: 'stratum+tcp://a b:1',
    fansRpm: [6000, 5000],
    faults: ['fan'],
  });
  expect(row.worker).toHaveLength(256);
  expect(row.worker?.isWellFormed()).toBe(true);
});

test('a miner that did not answer is a row of unknowns', () => {
  expect(minerRow('m', TAKEN_AT, null)).toMatchObject({
    answered: false,
    hashing: null,
    hashrateThs: null,
    powerW: null,
    boards: [],
    faults: [],
  });
});

test('a register is taken at a whole second and written in whole Wh', () => {
  const values = { ...NO_ELECTRICAL, energyWh: 74_057_676, energyRaw: '74057676 Wh' };
  expect(registerRow('r', TAKEN_AT, values)).toEqual({
    registerId: 'r',
    takenAt: '2026-06-01T10:00:03.000Z',
    registerWh: '74057676',
    raw: '74057676 Wh',
  });
  expect(registerRow('r', TAKEN_AT, NO_ELECTRICAL)).toBeNull();
});

test.each([-1, 1e300, 2 ** 53, Number.NaN])('a register of %d Wh is none', (energyWh) => {
  expect(registerRow('r', new Date(), { ...NO_ELECTRICAL, energyWh, energyRaw: 'nonsense' })).toBeNull();
});

test('nothing known makes no row', () => {
  expect(electricalRow('o', TAKEN_AT, NO_ELECTRICAL, null)).toBeNull();
  expect(electricalRow('o', TAKEN_AT, NO_ELECTRICAL, false)).toMatchObject({ on: false, powerW: null });
});

test('columns have equal length, boards point at their miner, empty parts are left out', () => {
  const board = { position: 3, hashrateThs: 1, chipTemperatureC: null, boardTemperatureC: null };
  const rows = {
    ...NO_ROWS,
    miners: [minerRow('a', TAKEN_AT, null), { ...minerRow('b', TAKEN_AT, null), boards: [board, board] }],
  };
  const columns = toColumns(rows);
  expect(new Set(Object.values(columns.miners ?? {}).map((column) => column?.length))).toEqual(new Set([2]));
  expect(columns.boards).toMatchObject({ row: [1, 1], position: [3, 3] });
  expect(columns.electrical).toBeUndefined();
  expect(countRows(rows)).toBe(4);
});
