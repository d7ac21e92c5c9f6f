import { expect, test } from 'vitest';
import { refusedOf } from './refused.view.ts';

const conflict = (count: number) => ({
  ok: false as const,
  refusal: {
    code: 'ALREADY_ASSIGNED',
    message: 'Some machines are under another contract.',
    issues: Array.from({ length: count }, (_, n) => ({
      code: 'ALREADY_ASSIGNED',
      message: 'under HC-000001',
      path: ['input', 'minerIds', String(n)],
    })),
  },
});

test('an issue names what it is about', () => {
  const names = ['M-1', 'M-2'];
  expect(refusedOf(conflict(2), (path) => names[Number(path.at(-1))])).toEqual({
    message: 'Some machines are under another contract.',
    details: ['M-1: under HC-000001', 'M-2: under HC-000001'],
  });
});

test('many issues are counted, not all listed', () => {
  expect(refusedOf(conflict(100)).details).toHaveLength(9);
  expect(refusedOf(conflict(100)).details.at(-1)).toBe('and 92 more');
});

test('a failure of the link says what to do', () => {
  const fault = { title: 'The server can’t be reached', advice: 'Check your connection.' };
  expect(refusedOf({ ok: false, fault }).message).toBe('The server can’t be reached. Check your connection.');
});
