/** WCAG 2.2: text on the colour, and shapes and lines in it on white. */
const leastForText = 4.5;
const leastForShapes = 3;

const white = 1;

export const isColor = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** Whether white text on the colour can be read: buttons have it. */
export const carriesWhiteText = (color: string): boolean => contrast(luminance(color), white) >= leastForText;

/** Whether a line in the colour is seen on white. */
export const standsOutOnWhite = (color: string): boolean => contrast(luminance(color), white) >= leastForShapes;

/** WCAG's contrast of two relative luminances, 1 to 21. */
function contrast(a: number, b: number): number {
  const [light, dark] = a > b ? [a, b] : [b, a];
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG's relative luminance of `#rrggbb`, 0 to 1. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
