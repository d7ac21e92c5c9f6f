import { expect, test } from 'vitest';
import { lineOf, pointsOf, windowOf } from './history.view.ts';

const at = (time: string) => `2026-06-15T${time}:00Z`;
const seconds = (time: string) => Date.parse(at(time)) / 1000;
const mean = (time: string, hashrateThs: number | null) => ({ at: at(time), hashrateThs });
const values = (points: ReturnType<typeof pointsOf>) => points.map(({ hashrateThs }) => hashrateThs);

test('a window begins on a whole hour and ends on a whole step', () => {
  expect(windowOf('day', Date.parse(at('12:02')))).toEqual({
    from: '2026-06-14T12:00:00.000Z',
    to: '2026-06-15T12:05:00.000Z',
    fine: true,
  });
});

test('an hour is shown in five-minute means where there is one', () => {
  const fine = [mean('11:00', 90), mean('11:05', null), mean('11:10', 110)];
  expect(values(pointsOf([mean('10:00', 80), mean('11:00', 100)], fine))).toEqual([80, 90, null, 110]);
});

test('an hour that has only its hourly mean is shown by it', () => {
  const fine = [mean('11:00', null), mean('11:05', null)];
  expect(values(pointsOf([mean('11:00', 100)], fine))).toEqual([100]);
});

test('an hour without data stays one gap', () => {
  expect(values(pointsOf([mean('10:00', 80), mean('11:00', null)]))).toEqual([80, null]);
});

test('the live value ends the line in place of the step under way', () => {
  const fine = [mean('11:50', 100), mean('11:55', 101), mean('12:00', 12)];
  const points = pointsOf([mean('11:00', 100), mean('12:00', 12)], fine);
  expect(lineOf(points, { at: at('12:02'), hashrateThs: 123.4 })).toEqual({
    at: [seconds('11:50') + 150, seconds('11:55') + 150, seconds('12:02')],
    values: [100, 101, 123.4],
  });
});

test('without a live value the last step is shown as it is', () => {
  expect(lineOf(pointsOf([mean('12:00', 99)]), undefined).values).toEqual([99]);
});
