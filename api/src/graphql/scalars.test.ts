import { expect, test } from 'vitest';
import { DateTime, Decimal, LocalDate } from './scalars.ts';

test.each([
  {
    name: 'an instant in UTC',
    scalar: DateTime,
    value: '2026-06-01T05:00:00Z',
    answer: new Date('2026-06-01T05:00:00Z'),
  },
  {
    name: 'an instant with an offset',
    scalar: DateTime,
    value: '2026-06-01T00:00:00-05:00',
    answer: new Date('2026-06-01T05:00:00Z'),
  },
  { name: 'the last day of a leap February', scalar: LocalDate, value: '2028-02-29', answer: '2028-02-29' },
  {
    name: 'a decimal that a float would round',
    scalar: Decimal,
    value: '0.1000000000000000055',
    answer: '0.1000000000000000055',
  },
])('$name is read', ({ scalar, value, answer }) => {
  expect(scalar.parseValue(value)).toEqual(answer);
});

test.each([
  { name: 'an instant without offset', scalar: DateTime, value: '2026-06-01T05:00:00' },
  { name: '30 February', scalar: DateTime, value: '2026-02-30T05:00:00Z' },
  { name: 'hour 24', scalar: DateTime, value: '2026-06-01T24:00:00Z' },
  { name: '29 February of a common year', scalar: LocalDate, value: '2026-02-29' },
  { name: 'an instant in place of a date', scalar: LocalDate, value: '2026-06-01T05:00:00Z' },
  { name: 'an exponent', scalar: Decimal, value: '1e3' },
  { name: 'a leading zero', scalar: Decimal, value: '007' },
  { name: 'a JSON number', scalar: Decimal, value: 7 },
  { name: 'a thousand digits', scalar: Decimal, value: '9'.repeat(1000) },
])('$name is refused with BAD_USER_INPUT', ({ scalar, value }) => {
  expect(() => scalar.parseValue(value)).toThrow(expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }));
});
