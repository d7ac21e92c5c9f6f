import { blankToNull, contrast } from '@hashyard/ui';
import type { BrandingFragment, UpdateBrandingInput } from '../../gql/graphql.ts';

/** The form's fields by their path in the input. `logo`: base64 of a new one, `NONE` to take it away, blank to keep it. */
export type BrandingValues = {
  displayName: string;
  slogan: string;
  primaryColor: string;
  accentColor: string;
  portalSlug: string;
  logo: string;
};
export const NO_LOGO = 'NONE';

export const brandingValuesOf = (branding: BrandingFragment): BrandingValues => ({
  displayName: branding.displayName,
  slogan: branding.slogan ?? '',
  primaryColor: branding.primaryColor ?? '',
  accentColor: branding.accentColor ?? '',
  portalSlug: branding.portalSlug ?? '',
  logo: '',
});

export const brandingInput = (values: BrandingValues): UpdateBrandingInput => ({
  displayName: values.displayName.trim(),
  slogan: blankToNull(values.slogan),
  primaryColor: blankToNull(values.primaryColor)?.toLowerCase() ?? null,
  accentColor: blankToNull(values.accentColor)?.toLowerCase() ?? null,
  portalSlug: blankToNull(values.portalSlug),
  logo: values.logo === NO_LOGO ? null : values.logo || undefined,
});

/** WCAG 2.2: white text on the primary colour, lines in the accent colour on white; the API refuses less. */
const least = { primaryColor: 4.5, accentColor: 3 } as const;
const isColor = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** What is said beside a colour while it is typed. */
export function contrastWords(field: keyof typeof least, color: string): { text: string; enough: boolean } | null {
  if (color.trim() === '') return null;
  if (!isColor(color.trim())) return { text: 'Written #rrggbb', enough: false };
  const ratio = contrast(color.trim(), '#ffffff');
  const enough = ratio >= least[field];
  const text = `Contrast with white ${ratio.toFixed(1)}, ${enough ? 'enough' : `needs ${least[field]}`}`;
  return { text, enough };
}

export const MOST_LOGO_BYTES = 512 * 1024;
const logoTypes = ['image/png', 'image/jpeg', 'image/webp'];

/** Why a file can't be a logo, before it is sent; the API looks into it. */
export function logoFault(file: { type: string; size: number }): string | null {
  if (!logoTypes.includes(file.type)) return 'A logo is a PNG, JPEG or WebP file.';
  return file.size > MOST_LOGO_BYTES ? 'A logo has at most 512 kB.' : null;
}
