import { expect, test } from 'vitest';
import {
  brandingInput,
  brandingValuesOf,
  contrastWords,
  logoFault,
  MOST_LOGO_BYTES,
  NO_LOGO,
} from './branding.view.ts';

const values = brandingValuesOf({
  displayName: 'Prairie Hash',
  slogan: null,
  primaryColor: '#0F766E',
  accentColor: null,
  portalSlug: 'prairie',
  portalUrl: 'http://localhost/portal/sign-in?portal=prairie',
  logoUrl: 'http://localhost/logos/1',
});

test('saving an untouched branding keeps the logo', () => {
  expect(JSON.parse(JSON.stringify(brandingInput(values)))).toEqual({
    displayName: 'Prairie Hash',
    slogan: null,
    primaryColor: '#0f766e',
    accentColor: null,
    portalSlug: 'prairie',
  });
});

test.each([
  { name: 'a new logo is sent', logo: 'aGk=', sent: 'aGk=' },
  { name: 'a logo that was taken away is null', logo: NO_LOGO, sent: null },
])('$name', ({ logo, sent }) => expect(brandingInput({ ...values, logo }).logo).toBe(sent));

test.each([
  { field: 'primaryColor', color: '#0f766e', enough: true },
  { field: 'primaryColor', color: '#facc15', enough: false },
  { field: 'accentColor', color: '#f97316', enough: false },
  { field: 'accentColor', color: '#ea580c', enough: true },
  { field: 'accentColor', color: 'orange', enough: false },
] as const)('$color as $field has enough contrast: $enough', ({ field, color, enough }) =>
  expect(contrastWords(field, color)?.enough).toBe(enough),
);

test('no colour says nothing', () => expect(contrastWords('primaryColor', ' ')).toBeNull());

test.each([
  { name: 'a picture of 512 kB', file: { type: 'image/png', size: MOST_LOGO_BYTES }, fits: true },
  { name: 'a larger one', file: { type: 'image/png', size: MOST_LOGO_BYTES + 1 }, fits: false },
  { name: 'a drawing that may carry scripts', file: { type: 'image/svg+xml', size: 100 }, fits: false },
])('$name fits: $fits', ({ file, fits }) => expect(logoFault(file) === null).toBe(fits));
