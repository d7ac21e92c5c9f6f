/** A colour as linear-light red, green, blue from 0 to 1. */
type Rgb = readonly [number, number, number];

const WHITE: Rgb = [1, 1, 1];
const BLACK: Rgb = [0, 0, 0];
/** WCAG 2.2, 1.4.3: text of normal size. */
const AA = 4.5;
/** The surfaces of styles.css, lighter and darker theme. */
const SURFACES = { light: '#f6f6f7', dark: '#1f2125' } as const;

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

function parse(hex: string): Rgb | null {
  const parts = HEX.exec(hex);
  if (!parts) return null;
  const [r, g, b] = parts.slice(1).map((part) => Number.parseInt(part, 16) / 255);
  return r === undefined || g === undefined || b === undefined ? null : [r, g, b];
}

const toHex = (color: Rgb): string =>
  `#${color
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

const luminance = ([r, g, b]: Rgb): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

function contrastOf(a: Rgb, b: Rgb): number {
  const [bright, dim] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

/** WCAG contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [first, second] = [parse(a), parse(b)];
  return first && second ? contrastOf(first, second) : 1;
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** How much of the accent is in the soft ground of what is chosen. */
const SOFT = 0.1;

/** The colour moved toward black or white in small steps until it reads AA on the surface, and on the surface tinted by itself. */
function readable(color: Rgb, surface: Rgb, toward: Rgb): Rgb {
  for (let share = 0; share <= 1; share += 0.02) {
    const moved = mix(color, toward, share);
    if (contrastOf(moved, surface) >= AA && contrastOf(moved, mix(surface, moved, SOFT)) >= AA) return moved;
  }
  return toward;
}

export type Accent = {
  readonly light: string;
  readonly dark: string;
  readonly onLight: string;
  readonly onDark: string;
};

/** A brand colour made fit for both themes: as text on the page and as a ground for text. Null for what is no `#rrggbb`. */
export function accentFrom(brand: string | null | undefined): Accent | null {
  const color = brand ? parse(brand) : null;
  const [light, dark] = [parse(SURFACES.light), parse(SURFACES.dark)];
  if (!color || !light || !dark) return null;
  const onPaper = readable(color, light, BLACK);
  const onNight = readable(color, dark, WHITE);
  return { light: toHex(onPaper), dark: toHex(onNight), onLight: inkOn(onPaper), onDark: inkOn(onNight) };
}

const inkOn = (ground: Rgb): string => (contrastOf(ground, WHITE) >= AA ? '#ffffff' : '#0c0d0f');

/** Draws the app in the brand's colour; without a usable one the default stays. */
export function applyAccent(brand: string | null | undefined): void {
  const accent = accentFrom(brand);
  const style = document.documentElement.style;
  if (!accent) {
    for (const name of ['--accent', '--on-accent', '--accent-soft']) style.removeProperty(name);
    return;
  }
  style.setProperty('--accent', `light-dark(${accent.light}, ${accent.dark})`);
  style.setProperty('--on-accent', `light-dark(${accent.onLight}, ${accent.onDark})`);
  style.setProperty('--accent-soft', `color-mix(in srgb, var(--accent) ${SOFT * 100}%, var(--surface))`);
}
