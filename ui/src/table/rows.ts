/** What a table orders and searches by. */
export type CellValue = string | number | null | undefined;

export type Sort = { readonly column: string; readonly descending: boolean };

type Valued<Row> = { readonly id: string; readonly value: (row: Row) => CellValue; readonly search?: boolean };

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Orders by one column, stable; rows without a value come last in both directions. */
export const sortRows = <Row>(
  rows: readonly Row[],
  columns: readonly Valued<Row>[],
  sort: Sort | null,
): readonly Row[] => createSorter<Row>()(rows, columns, sort);

/** The same for rows that come again and again with a few of them changed: it begins with the last order, in which little is out of place. */
export function createSorter<Row>(): typeof sortRows<Row> {
  let order: readonly number[] = [];
  return (rows, columns, sort) => {
    const column = sort && columns.find(({ id }) => id === sort.column);
    if (!sort || !column) return rows;
    const turn = sort.descending ? -1 : 1;
    const keys = rows.map(column.value);
    const before = order.length === rows.length ? order : rows.map((_, index) => index);
    order = before.toSorted((a, b) => compare(keys[a], keys[b], turn) || a - b);
    return order.map((index) => rows[index] as Row);
  };
}

function compare(a: CellValue, b: CellValue, turn: 1 | -1): number {
  if (a == null || b == null) return a == null ? (b == null ? 0 : 1) : -1;
  if (typeof a === 'number' && typeof b === 'number') return (a - b) * turn;
  return collator.compare(String(a), String(b)) * turn;
}

/** Rows in which every word of the search occurs in some column. */
export function searchRows<Row>(rows: readonly Row[], columns: readonly Valued<Row>[], search: string): readonly Row[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const searched = columns.filter((column) => column.search !== false);
  return rows.filter((row) => {
    const text = searched
      .map((column) => column.value(row) ?? '')
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The ids from the anchor to the target in the order shown; only the target when the anchor is gone. */
export function idRange(ids: readonly string[], anchor: string | null, target: string): readonly string[] {
  const from = anchor === null ? -1 : ids.indexOf(anchor);
  const to = ids.indexOf(target);
  if (from < 0 || to < 0) return [target];
  return ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** Sort as it stands in the URL: `power` or `-power`. */
export const sortFromText = (text: string | undefined): Sort | null => {
  if (!text) return null;
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false };
};

export const sortToText = (sort: Sort | null): string | undefined =>
  sort ? `${sort.descending ? '-' : ''}${sort.column}` : undefined;
