import { expect, test } from 'vitest';
import { nameBy, newRacks, patternOf, slotSample } from './racks-form.view.ts';

test.each([
  { name: 'a number', rule: 'R-{n}', number: 7, answer: 'R-7' },
  { name: 'leading zeros', rule: 'A-{nnn}', number: 7, answer: 'A-007' },
  { name: 'a number longer than its zeros', rule: '{nn}', number: 123, answer: '123' },
  { name: 'a letter', rule: 'Row {a}', number: 2, answer: 'Row B' },
  { name: 'letters after Z', rule: '{a}', number: 28, answer: 'AB' },
  { name: 'no place for a number', rule: 'Cage', number: 1, answer: 'Cage' },
])('a naming rule fills in $name', ({ rule, number, answer }) => {
  expect(nameBy(rule, number)).toBe(answer);
});

test('a pattern names its racks from the first number on', () => {
  expect(patternOf({ ...newRacks, racks: '3', firstNumber: '9', group: ' Hall 1 ' }, new Set())).toEqual({
    names: ['R-09', 'R-10', 'R-11'],
    group: 'Hall 1',
    rows: 4,
    columns: 12,
    capacityKw: undefined,
    slotNames: '{row}-{column}',
  });
});

test.each([
  { rule: '{row}-{column}', answer: ['1-1', '4-12'] },
  { rule: '{letter}{cc}', answer: ['A01', 'D12'] },
  { rule: 'S{nnn}', answer: ['S001', 'S048'] },
])('slots named by $rule go from $answer.0 to $answer.1', ({ rule, answer }) => {
  const pattern = patternOf({ ...newRacks, slotNames: rule, capacityKw: '170' }, new Set());
  expect('issues' in pattern ? [] : slotSample(pattern)).toEqual(answer);
  expect(pattern).toMatchObject({ capacityKw: '170' });
});

const issuesOf = (own: Partial<typeof newRacks>, taken: string[] = []) => {
  const answer = patternOf({ ...newRacks, ...own }, new Set(taken));
  return 'issues' in answer ? answer.issues.map(({ code, path }) => `${path[1]} ${code}`) : [];
};

test.each([
  { name: 'names that are all the same', own: { racks: '2', name: 'Cage' }, issues: ['name DUPLICATE'] },
  { name: 'a name that the site has', own: {}, taken: ['R-01'], issues: ['name NAME_TAKEN'] },
  { name: 'no rows', own: { rows: '0' }, issues: ['rows OUT_OF_RANGE'] },
  { name: 'half a column', own: { columns: '1.5' }, issues: ['columns OUT_OF_RANGE'] },
  {
    name: 'every field at fault at once',
    own: { racks: '', name: ' ' },
    issues: ['racks OUT_OF_RANGE', 'name REQUIRED'],
  },
  { name: 'more slots than a page draws', own: { racks: '200' }, issues: ['racks TOO_MANY'] },
])('$name are said at their field', ({ own, taken, issues }) => {
  expect(issuesOf(own, taken)).toEqual(issues);
});
