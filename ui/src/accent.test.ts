import { expect, test } from 'vitest';
import { accentFrom, contrast } from './accent.ts';

test.each(['#ffe600', '#0b1f4d', '#ff5a1f', '#7f7f7f', '#000000', '#ffffff'])(
  'the brand colour %s reads AA in both themes',
  (brand) => {
    const accent = accentFrom(brand);
    if (!accent) throw new Error('no accent');
    expect(contrast(accent.light, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(accent.dark, '#17181b')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(accent.light, accent.onLight)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(accent.dark, accent.onDark)).toBeGreaterThanOrEqual(4.5);
  },
);

test('what is no colour leaves the default', () => {
  expect(accentFrom('rebeccapurple')).toBeNull();
  expect(accentFrom(null)).toBeNull();
});
