import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/** Why a value is refused; clients see `BAD_USER_INPUT`. */
const bad = (what: string, value: unknown) =>
  new GraphQLError(`${JSON.stringify(value)} is not ${what}`, { extensions: { code: 'BAD_USER_INPUT' } });

function textScalar<T>(
  name: string,
  description: string,
  parse: (text: string) => T | null,
  serialize: (value: T) => string,
) {
  const read = (value: unknown): T => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed === null) throw bad(`a ${name}`, value);
    return parsed;
  };
  return new GraphQLScalarType<T, string>({
    name,
    description,
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : null),
    serialize: (value) => serialize(value as T),
  });
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const calendarDate = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the date is in the calendar: 2026-02-30 isn't, although JavaScript would read it as 2 March. */
function isCalendarDate(text: string): boolean {
  const [, year, month, day] = calendarDate.exec(text) ?? [];
  if (!year || Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return false;
  return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

function parseInstant(text: string): Date | null {
  if (!instant.test(text) || !isCalendarDate(text.slice(0, 10)) || text.slice(11, 13) > '23') return null;
  const value = new Date(text);
  return Number.isNaN(value.getTime()) ? null : value;
}

/** Whole seconds are written without a fraction. */
export const formatInstant = (value: Date): string => value.toISOString().replace('.000Z', 'Z');

export const DateTime = textScalar<Date>(
  'DateTime',
  'An instant in UTC, ISO 8601: `2026-06-01T05:00:00Z`.',
  parseInstant,
  (value) => formatInstant(value),
);

export const LocalDate = textScalar<string>(
  'Date',
  'A local calendar date, `2026-06-01`, in the zone of the contract or site that it belongs to.',
  (text) => (isCalendarDate(text) ? text : null),
  (value) => value,
);

/** Kept as text end to end: a decimal never becomes a float. Longer than any amount or register needs is refused. */
export const Decimal = textScalar<string>(
  'Decimal',
  'An exact number as a string, `-?(0|[1-9][0-9]*)(\\.[0-9]+)?`. A Wh value is whole, a rate or percent has at most six decimals.',
  (text) => (text.length <= 40 && /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(text) ? text : null),
  (value) => value,
);
