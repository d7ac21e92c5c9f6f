/** Palettes whose steps differ in lightness, so that they hold for colour-blind eyes and in print. */
const palettes = {
  /** Low is dark, high is bright (viridis). */
  sequential: ['#440154', '#46327e', '#365c8d', '#277f8e', '#1fa187', '#4ac16d', '#a0da39', '#fde725'],
  /** Cold to hot (inferno, its ends cut). */
  heat: ['#1b0c41', '#4a0c6b', '#781c6d', '#a52c60', '#cf4446', '#ed6925', '#fb9b06', '#f7d13d'],
} as const;

export type PaletteName = keyof typeof palettes;

/** Categories by Okabe and Ito; further ones repeat. */
const CATEGORIES = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442', '#8a8d96'] as const;

export type ColorScale = {
  readonly low: number;
  readonly high: number;
  color(value: number): string;
  /** CSS gradient for the legend. */
  readonly gradient: string;
};

/** Maps low..high onto a palette in even steps; what lies outside takes the end's colour. */
export function colorScale(low: number, high: number, palette: PaletteName = 'sequential'): ColorScale {
  const colors = palettes[palette];
  const span = high - low;
  return {
    low,
    high,
    color(value) {
      const share = span > 0 ? (value - low) / span : 1;
      const index = Math.min(colors.length - 1, Math.max(0, Math.floor(share * colors.length)));
      return colors[index] ?? colors[0];
    },
    gradient: `linear-gradient(90deg, ${colors.map((color, index) => `${color} ${(index / colors.length) * 100}% ${((index + 1) / colors.length) * 100}%`).join(', ')})`,
  };
}

export const categoryColor = (index: number): string => CATEGORIES[index % CATEGORIES.length] ?? CATEGORIES[0];
