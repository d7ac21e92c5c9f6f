import { expect, test } from 'vitest';
import { carriesWhiteText, isColor, standsOutOnWhite } from './color.rules.ts';

test.each([
  { name: 'black', color: '#000000', text: true, shapes: true },
  { name: "the product's blue", color: '#1d4ed8', text: true, shapes: true },
  { name: 'the lightest grey for text by WCAG', color: '#767676', text: true, shapes: true },
  { name: 'one step lighter', color: '#777777', text: false, shapes: true },
  { name: 'a strong orange', color: '#ea580c', text: false, shapes: true },
  { name: 'yellow', color: '#ffff00', text: false, shapes: false },
  { name: 'white', color: '#FFFFFF', text: false, shapes: false },
])('$name: white text $text, shapes $shapes', ({ color, text, shapes }) => {
  expect({ text: carriesWhiteText(color), shapes: standsOutOnWhite(color) }).toEqual({ text, shapes });
});

test.each(['red', '#fff', '#12345g', 'url(x)', '#1234567'])('%s is no colour', (text) => {
  expect(isColor(text)).toBe(false);
});
