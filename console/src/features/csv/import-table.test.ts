import { expect, test } from 'vitest';
import { refusedRows } from './import-table.ts';

test('a bad row is named as a spreadsheet counts it, in plain words', () => {
  const issue = (path: string[], message: string) => ({ path, message });
  const rows = [{ name: 'Ada' }, { name: 'Bob' }];
  expect(
    refusedRows(
      [
        issue(['input', 'rows', '1', 'contactEmail'], 'contactEmail is not an email address.'),
        issue(['input', 'rows', '0', 'model'], 'Row 1: There is no such model.'),
        issue(['input', 'rows'], 'A file may have 5000 rows.'),
      ],
      rows,
    ),
  ).toEqual([
    { row: 3, name: 'Bob', message: 'contact email is not an email address.' },
    { row: 2, name: 'Ada', message: 'There is no such model.' },
  ]);
});
