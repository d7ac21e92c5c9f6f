import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClosedSpan, cutTo, joinSpans, joinVoids } from './span.rules.ts';

const day = (number: number) => new Date(Date.UTC(2026, 5, number));
const span = (from: number, to: number): ClosedSpan => ({ from: day(from), to: day(to) });

test.each([
  { name: 'inside', of: span(2, 3), left: span(2, 3) },
  { name: 'over the beginning', of: span(-5, 3), left: span(1, 3) },
  { name: 'without an end', of: { from: day(5), to: null }, left: span(5, 30) },
  { name: 'ending where it begins', of: span(-5, 1), left: null },
  { name: 'beginning where it ends', of: span(30, 31), left: null },
])('a span $name is cut to what both share', ({ of, left }) => {
  expect(cutTo(of, span(1, 30))).toEqual(left);
});

test('spans that touch or overlap are one, in order', () => {
  expect(joinSpans([span(7, 9), span(1, 3), span(3, 5), span(4, 6)])).toEqual([span(1, 6), span(7, 9)]);
});

const anySpans = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 20 }))
    .map(([from, days]) => span(from, from + days)),
);

test('joined spans hold exactly the days that the spans held, none twice', () => {
  fc.assert(
    fc.property(anySpans, (spans) => {
      const holding = (list: readonly ClosedSpan[], number: number) =>
        list.filter(({ from, to }) => from <= day(number) && day(number) < to).length;
      const joined = joinSpans(spans);
      for (let number = 0; number < 222; number++)
        expect(holding(joined, number)).toBe(Math.min(1, holding(spans, number)));
    }),
  );
});

test('voids that overlap are one with both reasons', () => {
  const voids = [
    { ...span(1, 4), reason: 'stuck' },
    { ...span(3, 6), reason: 'wrong ratio' },
    { ...span(8, 9), reason: 'stuck' },
  ];
  expect(joinVoids(voids)).toEqual([
    { ...span(1, 6), reason: 'stuck; wrong ratio' },
    { ...span(8, 9), reason: 'stuck' },
  ]);
});
