import { create, type Font } from 'fontkit';
import { fonts, hanFont } from './fonts.ts';

/** A stretch of text in one face; `main` is whichever weight of Noto Sans the paper has set. */
export type Run = { readonly face: 'main' | 'han'; readonly text: string };

/**
 * A text in the faces that have its letters. A letter that none of them has stands as its code point, `[U+0E01]`: an empty
 * box would make two names look alike.
 */
export function runsOf(text: string): Run[] {
  if (isPlain(text)) return [{ face: 'main', text }];
  const runs: { face: Run['face']; text: string }[] = [];
  for (const letter of text) {
    const face = faceOf(letter);
    const shown =
      face === null ? `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]` : letter;
    const last = runs.at(-1);
    if (last && last.face === (face ?? 'main')) last.text += shown;
    else runs.push({ face: face ?? 'main', text: shown });
  }
  return runs;
}

/** Nearly every text: letters that Noto Sans is known to have, without looking. */
const isPlain = (text: string): boolean => /^[\n -~\u00a0-\u017f]*$/.test(text);

function faceOf(letter: string): Run['face'] | null {
  const code = letter.codePointAt(0) ?? 0;
  if (letter < ' ' || mainFont().hasGlyphForCodePoint(code)) return 'main';
  // Only for letters that it may have is the large font read.
  return /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(letter) && chineseFont().hasGlyphForCodePoint(code)
    ? 'han'
    : null;
}

let main: Font | undefined;
let chinese: Font | undefined;
const mainFont = (): Font => (main ??= open(fonts.regular));
const chineseFont = (): Font => (chinese ??= open(hanFont()));

function open(bytes: Buffer): Font {
  const font = create(bytes);
  if (!('hasGlyphForCodePoint' in font)) throw new Error('a collection of fonts, where one font is meant');
  return font;
}
