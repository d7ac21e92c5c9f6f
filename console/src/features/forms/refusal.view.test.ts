import { expect, test } from 'vitest';
import { inFormWords, notNumbers, plainDecimal } from './refusal.view.ts';

const refused = (code: string, message: string) => ({
  ok: false as const,
  refusal: {
    code: 'INVALID_INPUT',
    message: 'Look again.',
    path: null,
    issues: [{ code, message, path: ['input', 'name'] }],
  },
});
const said = (code: string, message: string) => {
  const answer = inFormWords(refused(code, message));
  return 'refusal' in answer ? answer.refusal.issues?.[0]?.message : undefined;
};

test('a missing field is said without the input’s own name', () => {
  expect(said('REQUIRED', 'contactEmail is needed.')).toBe('This is needed.');
});

test('what names a limit keeps the API’s words', () => {
  expect(said('TOO_LONG', 'At most 200 characters.')).toBe('At most 200 characters.');
});

test('an answer that went well is left alone', () => {
  const answer = { ok: true as const, value: { id: 'c1' } };
  expect(inFormWords(answer)).toBe(answer);
});

test.each([
  { typed: '0.072500', sent: '0.0725' },
  { typed: '.5', sent: '0.5' },
  { typed: '5.', sent: '5' },
  { typed: '007', sent: '7' },
  { typed: '-5', sent: '-5' },
  { typed: '0', sent: '0' },
  { typed: '100', sent: '100' },
  { typed: '', sent: '' },
  { typed: 'abc', sent: 'abc' },
])('"$typed" is sent as "$sent"', ({ typed, sent }) => expect(plainDecimal(typed)).toBe(sent));

test('only what is no number is found, under its own path', () => {
  const values = { rate: 'abc', powerCapKw: '', 'hosted.monthlyFee': '1,5', overageRate: '.2' };
  expect(
    notNumbers(values, ['rate', 'powerCapKw', 'hosted.monthlyFee', 'overageRate']).map(({ path }) => path),
  ).toEqual([
    ['input', 'rate'],
    ['input', 'hosted', 'monthlyFee'],
  ]);
});
