import { expect, test } from 'vitest';
import { liesWithin, type Network, parseNetwork, sizeOf } from './networks.ts';

test.each([
  { text: '10.0.0.0/24', size: 256 },
  { text: ' 10.0.0.7 ', size: 1 },
  { text: 'fd00::/120', size: 256 },
])('$text has $size addresses', ({ text, size }) => {
  expect(sizeOf(parseNetwork(text) as Network)).toBe(size);
});

test.each(['', 'ten', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0/24', '10.0.0.0/-1', 'fd00::/129'])(
  '"%s" is none',
  (text) => {
    expect(parseNetwork(text)).toBeNull();
  },
);

test.each([
  { text: '10.0.3.0/24', others: ['10.0.0.0/16'], within: true },
  { text: '10.0.0.0/8', others: ['10.0.0.0/16'], within: false },
  { text: '10.1.0.0/24', others: ['10.0.0.0/16'], within: false },
  { text: 'fd00::/120', others: ['10.0.0.0/8', 'fd00::/8'], within: true },
  { text: '10.0.0.0/24', others: [], within: false },
])('$text within $others: $within', ({ text, others, within }) => {
  expect(liesWithin(parseNetwork(text) as Network, others)).toBe(within);
});
