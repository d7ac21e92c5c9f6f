import { expect, test } from 'vitest';
import { formatCsv, parseCsv } from './csv.ts';

test.each([
  {
    name: 'commas',
    text: 'a,b\n1,2',
    rows: [
      ['a', 'b'],
      ['1', '2'],
    ],
  },
  {
    name: 'a spreadsheet’s paste',
    text: 'a\tb\r\n1\t2,5\r\n',
    rows: [
      ['a', 'b'],
      ['1', '2,5'],
    ],
  },
  {
    name: 'semicolons',
    text: 'a;b\n1,5;2',
    rows: [
      ['a', 'b'],
      ['1,5', '2'],
    ],
  },
  {
    name: 'quotes with commas, quotes and line breaks in them',
    text: 'a,b\n"x, ""y""","p\nq"',
    rows: [
      ['a', 'b'],
      ['x, "y"', 'p\nq'],
    ],
  },
  { name: 'a byte order mark and blank lines', text: '\uFEFFa\n\n,\n b \n', rows: [['a'], ['b']] },
  {
    name: 'a comma in a quoted head',
    text: '"a,b"\tc\n1\t2',
    rows: [
      ['a,b', 'c'],
      ['1', '2'],
    ],
  },
  { name: 'nothing', text: ' \n', rows: [] },
])('reads $name', ({ text, rows }) => {
  expect(parseCsv(text)).toEqual(rows);
});

test('writes what it reads', () => {
  const rows = [
    ['name', 'note'],
    ['A-1', 'says "no", twice\nat least'],
    ['A-2', ''],
  ];
  expect(parseCsv(formatCsv(rows))).toEqual(rows);
});

test('what was made harmless when it was written is read as it was', () => {
  expect(parseCsv("name\n'=1+1\n'+1 555\n'tis")).toEqual([['name'], ['=1+1'], ['+1 555'], ["'tis"]]);
});

test('absent is an empty cell, a number stays one, and a formula is made text', () => {
  expect(formatCsv([[null, undefined, -1.5, '-3', '=1+1', '@x']])).toBe(",,-1.5,-3,'=1+1,'@x");
});
