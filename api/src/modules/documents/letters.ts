import { faceFor, type FaceName, hasGlyphs, isJapanese } from './fonts.ts';

/** What a reader sees as one letter, with its marks, in the face that has it. */
export type Letter = { readonly text: string; readonly face: FaceName };

/** Nearly every text: letters that Noto Sans is known to have, and no soft hyphen, which hides. */
export const isPlain = (text: string): boolean => /^[\n -~\u00a0-\u00ac\u00ae-\u017f]*$/.test(text);

/**
 * A text's letters. One that no face has stands as its code point, `[U+1200]`: an empty box would make two names look alike.
 * So does one that shows nothing itself and could make a text look like another: controls, turns of the writing's
 * direction, letters of no width, piles of marks.
 */
export function lettersOf(text: string): Letter[] {
  const japanese = isJapanese(text);
  const letters: Letter[] = [];
  for (const { segment } of graphemes.segment(withoutTricks(text))) {
    const beside = letters.at(-1)?.face;
    if (beside && isNeutral(segment) && hasGlyphs(beside, segment)) {
      letters.push({ text: segment, face: beside });
      continue;
    }
    const face = faceFor(segment, japanese);
    if (face) letters.push({ text: segment, face });
    else for (const sign of codesOf(segment)) letters.push({ text: sign, face: 'main' });
  }
  return letters;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What belongs to no script stays in the face beside it, so that a word is shaped and turned as one. */
const isNeutral = (letter: string): boolean => /^[\s\p{P}]+$/u.test(letter);

const codesOf = (text: string): string =>
  Array.from(text, (point) => `[U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`).join(
    '',
  );

const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** Signs that join or part letters: part of how these scripts are spelt. */
const spelling =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}])[\u200c\u200d](?=[\p{Script=Arabic}\p{Script=Devanagari}])/u;
/** No script of ours puts more marks on a letter than this; piled up they would reach into other rows. */
const pile = /(?<=\p{M}{4})\p{M}/u;
const tricks = new RegExp(`(${spelling.source})|${hidden.source}|${pile.source}`, 'gu');

const withoutTricks = (text: string): string =>
  text.replace(tricks, (sign, spelt: string | undefined) => (spelt === undefined ? codesOf(sign) : sign));
