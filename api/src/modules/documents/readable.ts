import { bidi } from './bidi.ts';

type Glyph = { readonly id: number; readonly codePoints: readonly number[]; readonly advanceWidth: number };
/** What we use of pdfkit's embedded font. */
export type EmbeddedFont = {
  readonly font: { getGlyph: (id: number, codePoints?: readonly number[]) => Glyph };
  readonly scale: number;
  /** By place in the subset: widths, what is read for the glyph, and which glyph it is. */
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
  readonly subset: { readonly glyphs: number[] };
  layout(
    text: string,
    features?: unknown,
  ): { readonly glyphs: readonly Glyph[]; readonly positions: readonly unknown[] };
  encode(text: string, features?: unknown): [codes: string[], positions: readonly unknown[]];
};

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Has a font's text read (copied, searched, by `pdftotext`) as it was written. By itself pdfkit keeps one text a glyph, that of
 * its first use; but shapers draw one glyph for several letters: the bow of Arabic ر and ز, the i of ị. So a glyph gets a
 * place in the subset for each text that it stands for.
 */
export function makeReadable(font: EmbeddedFont): void {
  const glyphOf = font.font.getGlyph.bind(font.font);
  // fontkit, too, keeps a glyph with the text of its first use.
  font.font.getGlyph = (id, codePoints) =>
    codePoints ? Object.create(glyphOf(id), { codePoints: { value: codePoints } }) : glyphOf(id);
  const places = new Map<string, number>();
  const placeOf = ({ id, advanceWidth }: Glyph, text: readonly number[]): number => {
    const key = `${id}:${text.join()}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    const place = font.subset.glyphs.push(id) - 1;
    font.unicode[place] = text;
    font.widths[place] = advanceWidth * font.scale;
    places.set(key, place);
    return place;
  };
  font.encode = (text, features) => {
    const { glyphs, positions } = font.layout(text, features);
    const texts = textsOf(text, glyphs);
    const codes = glyphs.map((glyph, index) =>
      placeOf(glyph, texts[index] ?? [])
        .toString(16)
        .padStart(4, '0'),
    );
    return [codes, positions];
  };
}

/** What is read for each glyph of a shaped text. */
function textsOf(text: string, glyphs: readonly Glyph[]): (readonly number[])[] {
  if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text))
    return glyphs.map(({ codePoints }) => codePoints.map(unmirrored));
  if (/[\p{Script=Thai}\p{Script=Devanagari}]/u.test(text)) return inReadingOrder(text, glyphs);
  return glyphs.map(({ codePoints }) => codePoints);
}

/** A bracket that was turned to face its words is still the one that was written. */
function unmirrored(point: number): number {
  const other = bidi.getMirroredCharacter(String.fromCodePoint(point));
  return other?.codePointAt(0) ?? point;
}

/**
 * The shaper draws a Devanagari vowel before the consonant that it follows, and parts the Thai vowel am in two. Within each
 * letter its text goes, in reading order, onto the glyphs that take up room; the last has what is left.
 */
function inReadingOrder(text: string, glyphs: readonly Glyph[]): (readonly number[])[] {
  const texts: (readonly number[])[] = glyphs.map(() => []);
  let next = 0;
  for (const { segment } of graphemes.segment(text)) {
    const points = Array.from(segment, (point) => point.codePointAt(0) ?? 0);
    const from = next;
    let left = points.length;
    while (next < glyphs.length && (left > 0 || glyphs[next]?.codePoints.length === 0))
      left -= glyphs[next++]?.codePoints.length ?? 0;
    const own = Array.from({ length: next - from }, (_, index) => from + index);
    const wide = own.filter((place) => (glyphs[place]?.advanceWidth ?? 0) > 0);
    const carriers = wide.length > 0 ? wide : own;
    carriers.forEach((place, index) => {
      texts[place] = index === carriers.length - 1 ? points.slice(index) : points.slice(index, index + 1);
    });
  }
  return texts;
}
