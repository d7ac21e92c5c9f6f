import { expect, test } from 'vitest';
import { lineOf, windowOf } from './history.view.ts';

const STEP_MS = 300_000;
const at = (time: string) => `2026-06-15T${time}:00Z`;
const seconds = (time: string) => Date.parse(at(time)) / 1000;

test('a window ends on a whole step and lasts its range', () => {
  expect(windowOf('day', Date.parse(at('12:02')))).toEqual({
    from: '2026-06-14T12:05:00.000Z',
    to: '2026-06-15T12:05:00.000Z',
    step: 'MINUTES_5',
  });
});

test('the live value ends the line in place of the step under way', () => {
  const points = [
    { at: at('11:50'), hashrateThs: 100 },
    { at: at('11:55'), hashrateThs: 101 },
    { at: at('12:00'), hashrateThs: 12 },
  ];
  expect(lineOf(points, { at: at('12:02'), hashrateThs: 123.4 }, STEP_MS)).toEqual({
    at: [seconds('11:50'), seconds('11:55'), seconds('12:02')],
    values: [100, 101, 123.4],
  });
});

test('a step without data stays a gap', () => {
  const points = [{ at: at('11:50'), hashrateThs: null }, { at: at('11:55') }];
  expect(lineOf(points, undefined, STEP_MS).values).toEqual([null, null]);
});

test('without a live value the last step is shown as it is', () => {
  expect(lineOf([{ at: at('12:00'), hashrateThs: 99 }], undefined, STEP_MS).values).toEqual([99]);
});
