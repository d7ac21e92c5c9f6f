import { blankToUndefined, type Issue } from '@hashyard/ui';
import { notNumbers, plainDecimal } from '../forms/refusal.view.ts';

/** Racks by pattern; one rack by hand is a pattern of one. Texts as typed. */
export type RacksValues = {
  racks: string;
  /** `{n}` is the number, `{nn}` and `{nnn}` the same with leading zeros, `{a}` a letter. */
  name: string;
  firstNumber: string;
  group: string;
  rows: string;
  columns: string;
  capacityKw: string;
  /** `{row}-{column}` and its like; the API knows the words. */
  slotNames: string;
};

export const newRacks: RacksValues = {
  racks: '1',
  name: 'R-{nn}',
  firstNumber: '1',
  group: '',
  rows: '4',
  columns: '12',
  capacityKw: '',
  slotNames: '{row}-{column}',
};

/** More at once is a slip of the keyboard rather than a site. */
const MOST_RACKS = 200;
const MOST_SLOTS = 5_000;

const wholeIn = (text: string, least: number, most: number): number | null => {
  const number = Number(text);
  return /^\d+$/.test(text.trim()) && number >= least && number <= most ? number : null;
};

/** Fills a naming rule. Letters go on after Z as a spreadsheet's columns do: Z, AA, AB. */
export function nameBy(rule: string, number: number): string {
  return rule
    .replace(/\{(n+)\}/g, (_, digits: string) => String(number).padStart(digits.length, '0'))
    .replace(/\{a\}/g, () => letters(number));
}

function letters(number: number): string {
  let rest = number;
  let text = '';
  while (rest > 0) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
    rest = Math.floor((rest - 1) / 26);
  }
  return text;
}

export type RackPattern = {
  readonly names: readonly string[];
  readonly group: string | undefined;
  readonly rows: number;
  readonly columns: number;
  readonly capacityKw: string | undefined;
  readonly slotNames: string | undefined;
};

/** Labels of a rack's first and last slot, as the rule gives them. */
export function slotSample({ rows, columns, slotNames }: RackPattern): [first: string, last: string] {
  const label = (row: number, column: number) => slotBy(slotNames ?? '{row}-{column}', row, column, columns);
  return [label(1, 1), label(rows, columns)];
}

const padded = (number: number) => (_: string, digits: string) => String(number).padStart(digits.length, '0');

const slotBy = (rule: string, row: number, column: number, columns: number): string =>
  rule
    .replaceAll('{row}', String(row))
    .replaceAll('{column}', String(column))
    .replaceAll('{letter}', letters(row))
    .replace(/\{(r+)\}/g, padded(row))
    .replace(/\{(c+)\}/g, padded(column))
    .replace(/\{(n+)\}/g, padded((row - 1) * columns + column));

/** What the pattern would make, or what is wrong with it, each at its field. `taken` are the names the site has. */
export function patternOf(values: RacksValues, taken: ReadonlySet<string>): RackPattern | { readonly issues: Issue[] } {
  const racks = wholeIn(values.racks, 1, MOST_RACKS);
  const first = wholeIn(values.firstNumber, 1, 99_999);
  const rows = wholeIn(values.rows, 1, MOST_SLOTS);
  const columns = wholeIn(values.columns, 1, MOST_SLOTS);
  const issues: Issue[] = [];
  const say = (field: keyof RacksValues, code: string, message: string) =>
    issues.push({ code, message, path: ['input', field] });
  if (racks === null) say('racks', 'OUT_OF_RANGE', `A whole number from 1 to ${MOST_RACKS}.`);
  if (first === null) say('firstNumber', 'OUT_OF_RANGE', 'A whole number from 1.');
  if (rows === null) say('rows', 'OUT_OF_RANGE', 'A whole number from 1.');
  if (columns === null) say('columns', 'OUT_OF_RANGE', 'A whole number from 1.');
  issues.push(...notNumbers(values, ['capacityKw']));
  if (values.name.trim() === '') say('name', 'REQUIRED', 'This is needed.');
  if (racks === null || first === null || rows === null || columns === null || issues.length > 0) return { issues };

  const names = Array.from({ length: racks }, (_, index) => nameBy(values.name.trim(), first + index));
  const known = names.filter((name) => taken.has(name));
  if (new Set(names).size < names.length) {
    say('name', 'DUPLICATE', 'Several racks would have the same name: put {n} where the number goes.');
  } else if (known.length > 0) {
    say(
      'name',
      'NAME_TAKEN',
      `The site already has ${known.slice(0, 3).join(', ')}${known.length > 3 ? ' and others' : ''}.`,
    );
  }
  if (racks * rows * columns > MOST_SLOTS) {
    say('racks', 'TOO_MANY', `That would be ${racks * rows * columns} slots; make at most ${MOST_SLOTS} at once.`);
  }
  if (issues.length > 0) return { issues };
  return {
    names,
    group: values.group.trim() || undefined,
    rows,
    columns,
    capacityKw: blankToUndefined(plainDecimal(values.capacityKw)),
    slotNames: blankToUndefined(values.slotNames),
  };
}
