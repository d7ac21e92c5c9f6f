import { expect, test } from 'vitest';
import { lastWords } from './last-words.mjs';

const dump = Array.from({ length: 30 }, (_, n) => `  field${n}: undefined,`);

test('an error with a long dump behind it is shown from its message on', () => {
  const log = ['listening', 'error: permission denied to alter role', ...dump, 'Node.js v24'].join('\n');
  expect(lastWords(log).split('\n')[0]).toBe('error: permission denied to alter role');
});

test('of several errors the last one counts', () => {
  expect(lastWords('TypeError: first\n  at a\nTypeError: second\n  at b\n')).toBe('TypeError: second\n  at b');
});

test('without an error it is the end', () => {
  expect(lastWords([...dump, 'simulator: no such farm'].join('\n'))).toMatch(
    /field29: undefined,\nsimulator: no such farm$/,
  );
});
