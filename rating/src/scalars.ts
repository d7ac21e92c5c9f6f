import { type Fraction, fromDecimal } from './exact.ts';
import { isTimeZone, parseDate, parseInstant } from './period.ts';
import { type Shape, scalar } from './shape.ts';

const wholePattern = '^(0|[1-9][0-9]*)$';
const decimalPattern = '(0|[1-9][0-9]*)(\\.[0-9]+)?';

type DecimalBounds = { readonly decimals?: number; readonly aboveZero?: boolean };

/** A decimal string of zero or more, as a Fraction. */
export function decimal({ decimals, aboveZero = false }: DecimalBounds = {}): Shape<Fraction> {
  const fractional = decimals === undefined ? '(\\.[0-9]+)?' : `(\\.[0-9]{1,${decimals}})?`;
  const nonZero = aboveZero ? '(?!0(\\.0+)?$)' : '';
  const pattern = `^${nonZero}(0|[1-9][0-9]*)${fractional}$`;
  const expression = new RegExp(pattern);
  const bounds = `${aboveZero ? ' above zero' : ''}${decimals === undefined ? '' : ` with at most ${decimals} decimals`}`;
  return scalar({ type: 'string', pattern }, `not a decimal string${bounds}`, (value) =>
    typeof value === 'string' && expression.test(value) ? fromDecimal(value) : undefined,
  );
}

const rateExpression = /^(0|[1-9][0-9]*)(\.[0-9]{1,6})?$/;
/** The percent of a tax row, kept as written. */
export const percentText: Shape<string> = scalar(
  { type: 'string', pattern: rateExpression.source },
  'not a decimal string with at most 6 decimals',
  (value) => (typeof value === 'string' && rateExpression.test(value) ? value : undefined),
);

const signedExpression = new RegExp(`^-?${decimalPattern}$`);
/** The amount of an adjustment, the one number that may be negative. */
export const signedDecimalText: Shape<string> = scalar(
  { type: 'string', pattern: signedExpression.source },
  'not a decimal string',
  (value) => (typeof value === 'string' && signedExpression.test(value) ? value : undefined),
);

/** A name, code or sentence: something must be in it besides space. */
export const text: Shape<string> = scalar({ type: 'string', pattern: '\\S' }, 'not a text, or empty', (value) =>
  typeof value === 'string' && /\S/.test(value) ? value : undefined,
);

export const currencyCode: Shape<string> = scalar(
  { type: 'string', pattern: '^[A-Z]{3}$' },
  'not a currency code of three capitals',
  (value) => (typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? value : undefined),
);

export const timeZoneName: Shape<string> = scalar(
  { type: 'string', minLength: 1, description: 'IANA time zone name' },
  'not a time zone of the IANA data',
  (value) => (typeof value === 'string' && isTimeZone(value) ? value : undefined),
);

export const date: Shape<number> = scalar(
  { type: 'string', format: 'date', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
  'not a date of the calendar (2026-06-01)',
  (value) => (typeof value === 'string' ? orUndefined(parseDate(value)) : undefined),
);

export const instant: Shape<number> = scalar(
  {
    type: 'string',
    format: 'date-time',
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$',
  },
  'not an instant of the calendar in whole seconds with offset or Z (2026-06-01T05:00:00Z)',
  (value) => (typeof value === 'string' ? orUndefined(parseInstant(value)) : undefined),
);

export const wattHours: Shape<bigint> = scalar(
  { type: 'string', pattern: wholePattern },
  'not a whole number',
  (value) => (typeof value === 'string' ? parseWhole(value) : undefined),
);

function orUndefined(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/** `0` or digits without a leading zero, else undefined. Up to 15 digits are exact as a number on the way: much faster. */
export function parseWhole(digits: string): bigint | undefined {
  const length = digits.length;
  if (length === 0 || (length > 1 && digits.charCodeAt(0) === 48)) return undefined;
  let value = 0;
  for (let i = 0; i < length; i++) {
    const digit = digits.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return length <= 15 ? BigInt(value) : BigInt(digits);
}
