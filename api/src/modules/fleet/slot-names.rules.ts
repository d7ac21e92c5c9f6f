/** As slots are called unless somebody says otherwise: `2-11`. */
export const usualSlotNames = '{row}-{column}';

/** As long as a label may be. */
export const longestLabel = 40;

type Place = { readonly row: number; readonly column: number };

/**
 * Fills a naming rule for a slot: `{row}` and `{column}` (`{rr}`, `{cc}` with a leading zero), `{letter}` for the row as a letter,
 * `{n}`, `{nn}`, `{nnn}` for the running number row by row.
 */
export function slotLabel(rule: string, { row, column }: Place, columns: number): string {
  const running = (row - 1) * columns + column;
  return rule
    .replaceAll('{row}', String(row))
    .replaceAll('{column}', String(column))
    .replaceAll('{letter}', letters(row))
    .replace(/\{(r+)\}/g, (_, digits: string) => String(row).padStart(digits.length, '0'))
    .replace(/\{(c+)\}/g, (_, digits: string) => String(column).padStart(digits.length, '0'))
    .replace(/\{(n+)\}/g, (_, digits: string) => String(running).padStart(digits.length, '0'));
}

/** 1 is A, 26 is Z, 27 is AA. */
function letters(number: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}

/** The places of a rack, row by row from the top left. */
export const placesOf = (rows: number, columns: number): Place[] =>
  Array.from({ length: rows * columns }, (_, index) => ({
    row: Math.floor(index / columns) + 1,
    column: (index % columns) + 1,
  }));

/** Why a rule can't name the slots of such a rack; null when it can. */
export function faultOfNames(rule: string, rows: number, columns: number): 'TOO_LONG' | 'DUPLICATE' | null {
  const labels = placesOf(rows, columns).map((place) => slotLabel(rule, place, columns));
  if (labels.some(({ length }) => length > longestLabel)) return 'TOO_LONG';
  return new Set(labels.map((label) => label.toLowerCase())).size < labels.length ? 'DUPLICATE' : null;
}
