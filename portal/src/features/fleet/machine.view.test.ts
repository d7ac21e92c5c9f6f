import { expect, test } from 'vitest';
import { boardHeat, fanWords, powerWords, ratedShare, uptimeWords } from './machine.view.ts';
import { knownSums, staleNote } from './totals.view.ts';

test('a fan that stands still shows its zero, an unknown one a dash', () => {
  expect(fanWords([5940, 0])).toBe('5,940, 0 rpm');
  expect(fanWords(null)).toBe('–');
});

test('estimated power is marked', () => {
  expect(powerWords({ powerW: 3500, powerKind: 'ESTIMATED' })).toBe('estimated');
  expect(powerWords({ powerW: 3500, powerKind: 'MEASURED' })).toBe('measured');
  expect(powerWords({ powerW: null, powerKind: null })).toBeNull();
});

test('the share of rated hashrate is unknown without a reading', () => {
  expect(ratedShare(151.2, '234')).toBe(65);
  expect(ratedShare(null, '234')).toBeNull();
  expect(ratedShare(100, '0')).toBeNull();
});

test('a board tells the temperatures it has', () => {
  expect(boardHeat({ chipTemperatureC: 71, boardTemperatureC: null })).toBe('chip 71.0 °C');
  expect(boardHeat({})).toBe('–');
});

test('running time is in words', () => {
  expect(uptimeWords(90_000)).toBe('1 d 1 h');
});

test('sums over no fresh reading are unknown, not zero', () => {
  expect(knownSums({ miners: 16, stale: 16, hashrateThs: 0, powerW: 0 })).toEqual({ hashrateThs: null, powerW: null });
  expect(knownSums({ miners: 16, stale: 1, hashrateThs: 0, powerW: 570 })).toEqual({ hashrateThs: 0, powerW: 570 });
});

test('machines left out of the sums are named', () => {
  expect(staleNote(0)).toBeNull();
  expect(staleNote(1)).toBe('1 machine without fresh data is left out of the sums.');
});
