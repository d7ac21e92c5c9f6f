import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { tooMuchOf } from './limits.ts';

const codes = (query: string, variables: Record<string, unknown> = {}) => {
  const tooMuch = tooMuchOf(parse(query), variables);
  return tooMuch ? [tooMuch.extensions.code] : [];
};

const deep = (levels: number): string => (levels === 0 ? 'name' : `self { ${deep(levels - 1)} }`);

test.each([
  {
    name: 'an ordinary page passes',
    query: '{ list(first: 200) { nodes { name list(first: 50) { nodes { name } } } } }',
    answer: [],
  },
  {
    name: 'a list of lists counts as their product',
    query: '{ list(first: 5000) { nodes { list(first: 200) { nodes { name } } } } }',
    answer: ['TOO_COSTLY'],
  },
  { name: 'twelve levels pass', query: `{ ${deep(11)} }`, answer: [] },
  { name: 'thirteen are too deep', query: `{ ${deep(12)} }`, answer: ['TOO_COSTLY'] },
  {
    name: 'a fragment is as deep as what it holds',
    query: `{ self { ...f } } fragment f on Item { ${deep(11)} }`,
    answer: ['TOO_COSTLY'],
  },
  {
    name: 'thirty-one aliases are too many',
    query: `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: self { name }`)
      .slice(0, 15)
      .join(' ')} self { ${Array.from({ length: 16 }, (_, n) => `b${n}: name`).join(' ')} } }`,
    answer: ['TOO_COSTLY'],
  },
  {
    name: 'twenty-one root fields are too many',
    query: `{ ${Array.from({ length: 21 }, () => 'self { name }').join(' ')} }`,
    answer: ['TOO_COSTLY'],
  },
])('$name', ({ query, answer }) => {
  expect(codes(query)).toEqual(answer);
});

test('a variable counts as the value that was given for it', () => {
  const query = 'query($n: Int) { list(first: $n) { nodes { list(first: $n) { nodes { name } } } } }';
  expect(codes(query, { n: 50 })).toEqual([]);
  expect(codes(query, { n: 1000 })).toEqual(['TOO_COSTLY']);
});

test('a fragment that spreads itself ends', () => {
  expect(codes('{ self { ...f } } fragment f on Item { self { ...f } }')).toEqual([]);
});
