import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { isExpiring, localDate, noticeBy, startOfDate, termEnd, termsBegun } from './term.rules.ts';

test.each([
  { name: 'a year', startsOn: '2026-06-01', length: 'YEARS_1', nth: 1, endsOn: '2027-06-01' },
  { name: 'two years', startsOn: '2026-06-01', length: 'YEARS_2', nth: 1, endsOn: '2028-06-01' },
  {
    name: 'a month clamped to February',
    startsOn: '2026-01-31',
    length: 'MONTH_TO_MONTH',
    nth: 1,
    endsOn: '2026-02-28',
  },
  {
    name: 'the month after it, back to the 31st',
    startsOn: '2026-01-31',
    length: 'MONTH_TO_MONTH',
    nth: 2,
    endsOn: '2026-03-31',
  },
  { name: 'the month after that', startsOn: '2026-01-31', length: 'MONTH_TO_MONTH', nth: 3, endsOn: '2026-04-30' },
  { name: 'a year from a leap day', startsOn: '2028-02-29', length: 'YEARS_1', nth: 1, endsOn: '2029-02-28' },
  { name: 'four years from a leap day', startsOn: '2028-02-29', length: 'YEARS_2', nth: 2, endsOn: '2032-02-29' },
  { name: 'three months', startsOn: '2026-11-30', length: 'MONTHS_3', nth: 1, endsOn: '2027-02-28' },
] as const)('$name ends on $endsOn', ({ startsOn, length, nth, endsOn }) => {
  expect(termEnd(startsOn, length, nth)).toBe(endsOn);
});

const anyDate = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

test('months never drift: an end has the day of the start, or the last of a shorter month', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: 1, max: 120 }), (startsOn, nth) => {
      const start = Temporal.PlainDate.from(startsOn);
      const end = Temporal.PlainDate.from(termEnd(startsOn, 'MONTH_TO_MONTH', nth));
      expect(end.day).toBe(Math.min(start.day, end.daysInMonth));
      expect((end.year - start.year) * 12 + end.month - start.month).toBe(nth);
    }),
  );
});

test('the terms begun until a day follow each other without a gap, and the last one holds that day', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: 0, max: 2_000 }), (startsOn, days) => {
      const today = Temporal.PlainDate.from(startsOn).add({ days }).toString();
      const terms = termsBegun(started({ startsOn, endsOn: termEnd(startsOn, 'MONTH_TO_MONTH') }), today) ?? [];
      terms.forEach((term, index) => expect(term.startsOn).toBe(index === 0 ? startsOn : terms[index - 1]?.endsOn));
      const last = terms.at(-1);
      expect(last && last.startsOn <= today && today < last.endsOn).toBe(true);
    }),
  );
});

const facts = (parts: object = {}) => ({
  autoRenew: true,
  noticeGivenOn: null,
  startsOn: '2025-08-31',
  endsOn: '2026-08-31',
  noticeDays: 60,
  ...parts,
});

test.each([
  { name: 'sixty days before the end', parts: {}, day: '2026-07-02' },
  { name: 'none without a renewal', parts: { autoRenew: false }, day: null },
  { name: 'none once notice is given', parts: { noticeGivenOn: '2026-05-01' }, day: null },
  { name: 'none for a term shorter than the notice', parts: { startsOn: '2026-07-31' }, day: null },
])('the last day for notice: $name', ({ parts, day }) => {
  expect(noticeBy(facts(parts))).toBe(day);
});

test.each([
  { name: 'within its notice, not renewing', parts: { autoRenew: false }, today: '2026-07-02', expiring: true },
  { name: 'a day earlier', parts: { autoRenew: false }, today: '2026-07-01', expiring: false },
  { name: 'renewing', parts: {}, today: '2026-08-30', expiring: false },
  { name: 'a draft', parts: { autoRenew: false, status: 'DRAFT' }, today: '2026-08-30', expiring: false },
])('expiring: $name is $expiring', ({ parts, today, expiring }) => {
  expect(isExpiring({ status: 'ACTIVE', ...facts(parts) }, today)).toBe(expiring);
});

const started = (parts: object = {}) => ({
  ...facts(),
  term: 'MONTH_TO_MONTH' as const,
  startsOn: '2026-01-31',
  endsOn: '2026-02-28',
  endsOnOverridden: false,
  ...parts,
});

test('activation in the first term has that term alone', () => {
  expect(termsBegun(started(), '2026-02-27')).toEqual([{ startsOn: '2026-01-31', endsOn: '2026-02-28' }]);
});

test('activation later has the terms begun since, anchored at the start', () => {
  expect(termsBegun(started(), '2026-03-31')).toEqual([
    { startsOn: '2026-01-31', endsOn: '2026-02-28' },
    { startsOn: '2026-02-28', endsOn: '2026-03-31' },
    { startsOn: '2026-03-31', endsOn: '2026-04-30' },
  ]);
});

test('after an end set by hand the months count from that end', () => {
  expect(termsBegun(started({ endsOn: '2026-02-10', endsOnOverridden: true }), '2026-02-10')).toEqual([
    { startsOn: '2026-01-31', endsOn: '2026-02-10' },
    { startsOn: '2026-02-10', endsOn: '2026-03-10' },
  ]);
});

test('one that has ended and does not renew has none', () => {
  expect(termsBegun(started({ autoRenew: false }), '2026-02-28')).toBeNull();
});

test('a date begins at its first instant, which is not always midnight', () => {
  expect(startOfDate('2026-04-24', 'Africa/Cairo').toISOString()).toBe('2026-04-23T22:00:00.000Z');
  expect(localDate(new Date('2026-04-23T22:00:00Z'), 'Africa/Cairo')).toBe('2026-04-24');
  expect(localDate(new Date('2026-04-23T21:59:59Z'), 'Africa/Cairo')).toBe('2026-04-23');
});
