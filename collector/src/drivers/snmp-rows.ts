import type { OutletAction, Quantity, SnmpColumn, SnmpGroup } from '../profiles/snmp-pdu.profile.ts';
import type { SnmpSession, SnmpValue } from '../transports/snmp.ts';

/** One value of one row: where it stands and what it counts in. */
export type Cell = {
  readonly quantity: Quantity;
  readonly oid: string;
  readonly column: SnmpColumn;
  readonly multiplyBy: number;
  /** The value means something while that object is this number, or isn't that one. */
  readonly valid?: { readonly oid: string; readonly is?: number; readonly isNot?: number };
};
/** An integer to write to an instance. */
export type Write = { readonly oid: string; readonly value: number };

export type Row = {
  readonly id: string;
  readonly label: string | null;
  readonly name: string | null;
  readonly number: number;
  readonly estimated: boolean;
  readonly wattsFromVa: boolean;
  readonly cells: readonly Cell[];
  readonly state: { readonly oid: string; readonly on: readonly number[]; readonly off: readonly number[] } | null;
  readonly switching: Partial<Record<OutletAction, Write & { readonly unlock: Write | null }>>;
};

/** `summed`: rows that are added up, of which one index is enough; two columns may count the same row differently. */
type Asking = { readonly root: string; readonly maxRepetitions: number; readonly summed?: boolean };
type Index = { readonly index: string; readonly id?: string };
type Column = ReadonlyMap<string, SnmpValue>;

/** The quantities by whose columns a row is known, beside the one of its index. */
const TELLING = ['powerW', 'currentA', 'energyWh'] as const;
/** No sensor has more decimals than a register has digits. */
const MOST_DIGITS = 9;

/** Asks which rows of a group there are, and where each value of them stands. */
export async function rowsOf(snmp: SnmpSession, group: SnmpGroup, asking: Asking): Promise<Row[]> {
  const { root, maxRepetitions } = asking;
  const walk = async (column: string | undefined): Promise<Column> =>
    column === undefined ? new Map() : snmp.walk(`${root}.${column}`, maxRepetitions);
  const chosen = await indicesOf(group, walk, asking.summed ?? false);
  if (chosen.length === 0) return [];

  const having = await walk(group.having?.column);
  const padding = await inTurn(group.padding ?? [], async ({ column, values }) => ({
    values,
    column: await walk(column),
  }));
  const [ids, labels, names, numbers] = await inTurn([group.id, group.label, group.name, group.number], walk);
  const kept = chosen.filter(
    ({ index }) =>
      (!group.having || Number(having.get(index)) === group.having.value) &&
      !padding.some(({ column, values }) => isOneOf(column.get(index), values)) &&
      !group.except?.test(textOf(names, index) ?? ''),
  );
  const at = (place: string, index: string, suffix?: string) =>
    [root, place, index, ...(suffix === undefined ? [] : [suffix])].join('.');
  const decimals = await digitsOf(snmp, group, kept, at);

  return kept.map((row) => ({
    id: row.id ?? textOf(ids, row.index) ?? row.index,
    label: textOf(labels, row.index),
    name: textOf(names, row.index),
    number: Number(numbers?.get(row.index) ?? row.index.split('.').at(-1)),
    estimated: group.estimated ?? false,
    wattsFromVa: group.wattsFromVa ?? false,
    cells: columnsOf(group).flatMap(([quantity, column]): Cell[] => {
      const digits = decimals(column, row.index);
      if (digits === null) return [];
      return [
        {
          quantity,
          column,
          oid: at(column.column, row.index, column.suffix),
          multiplyBy: (column.multiplyBy ?? 1) / 10 ** digits,
          ...(column.unavailable && {
            valid: { oid: at(column.unavailable.column, row.index, column.suffix), isNot: column.unavailable.is },
          }),
        },
      ];
    }),
    state: group.state ? { ...group.state, oid: at(group.state.column, row.index, group.state.suffix) } : null,
    switching: Object.fromEntries(
      Object.entries(group.switching ?? {}).map(([action, { column: place, value, unlock }]) => [
        action,
        {
          oid: at(place, row.index),
          value,
          unlock: unlock ? { oid: at(unlock.column, row.index), value: unlock.value } : null,
        },
      ]),
    ),
  }));
}

/** One after the other: an agent gets one request at a time. */
export async function inTurn<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await ask(item));
  return results;
}

/** What a device says as text, without the NUL that ends it and the room around it; null when that is nothing. */
export function textIn(value: SnmpValue | undefined): string | null {
  // oxlint-disable-next-line no-control-regex -- text that fills a fixed field ends at its first NUL
  const text = String(value ?? '').replace(/\u0000.*$/s, '');
  return text.trim() === '' ? null : text.trim();
}

async function indicesOf(
  group: SnmpGroup,
  walk: (column: string) => Promise<Column>,
  summed: boolean,
): Promise<readonly Index[]> {
  if (typeof group.index !== 'string') return group.index;
  const found = new Set<string>();
  const telling = TELLING.flatMap((quantity) => {
    const column = group.values[quantity];
    return column && column.suffix === undefined ? [column.column] : [];
  });
  for (const column of new Set([group.index, ...telling])) {
    if (summed && found.size > 0) break;
    for (const index of (await walk(column)).keys()) found.add(index);
  }
  const { only } = group;
  return [...found]
    .toSorted(byParts)
    .filter((index) => !only || (found.size <= only.of && only.indices.includes(index)))
    .map((index) => ({ index }));
}

/** As an agent has them: 1.2 before 1.10. */
function byParts(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = left.findIndex((part, place) => part !== right[place]);
  return at === -1 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
}

function columnsOf(group: SnmpGroup): [Quantity, SnmpColumn][] {
  return Object.entries(group.values) as [Quantity, SnmpColumn][];
}

/** The decimals of each sensor that has some; null where it doesn't tell them, and its count could mean anything. */
async function digitsOf(
  snmp: Pick<SnmpSession, 'get'>,
  group: SnmpGroup,
  rows: readonly Index[],
  at: (place: string, index: string, suffix?: string) => string,
): Promise<(column: SnmpColumn, index: string) => number | null> {
  const places = columnsOf(group).flatMap(([, { digits, suffix }]) =>
    digits === undefined ? [] : rows.map(({ index }) => at(digits, index, suffix)),
  );
  const known = await snmp.get(places);
  return ({ digits, suffix }, index) => {
    if (digits === undefined) return 0;
    const count = Number(known.get(at(digits, index, suffix)) ?? Number.NaN);
    return count >= 0 && count <= MOST_DIGITS ? count : null;
  };
}

function isOneOf(value: SnmpValue | undefined, values: readonly (number | string)[]): boolean {
  if (value === undefined) return false;
  return values.includes(typeof value === 'string' ? (textIn(value) ?? '') : Number(value));
}

function textOf(column: Column | undefined, index: string): string | null {
  return textIn(column?.get(index));
}
