import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

export type Weight = 'regular' | 'bold';
export type FaceName = keyof typeof faces;
type Face = {
  readonly package: string;
  readonly family: string;
  /** Only for letters that it may have is a face read: some are large. */
  readonly letters: RegExp;
  /** Of some scripts there is one weight alone. */
  readonly bold?: false;
};

/**
 * The faces of every paper (OFL), embedded as subsets, so that it looks the same everywhere. The first that has a letter
 * writes it. A text with kana is Japanese, so that its Han letters take the Japanese forms.
 */
const faces = {
  main: { package: 'noto-sans', family: 'NotoSans', letters: /[^]/u },
  arabic: { package: 'noto-sans-arabic', family: 'NotoSansArabic', letters: /\p{Script_Extensions=Arabic}/u },
  hebrew: { package: 'noto-sans-hebrew', family: 'NotoSansHebrew', letters: /\p{Script=Hebrew}/u },
  thai: { package: 'noto-sans-thai', family: 'NotoSansThai', letters: /\p{Script=Thai}|฿/u },
  georgian: { package: 'noto-sans-georgian', family: 'NotoSansGeorgian', letters: /\p{Script=Georgian}/u },
  armenian: { package: 'noto-sans-armenian', family: 'NotoSansArmenian', letters: /\p{Script=Armenian}/u },
  korean: { package: 'gowun-dodum', family: 'GowunDodum', letters: /\p{Script=Hangul}/u, bold: false },
  japanese: {
    package: 'sawarabi-gothic',
    family: 'SawarabiGothic',
    letters: /[\p{Script=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}]/u,
    bold: false,
  },
  /** Simplified and traditional, and what is rare in Japanese: 12 MB. */
  chinese: {
    package: 'chocolate-classical-sans',
    family: 'ChocolateClassicalSans',
    letters:
      /[\p{Script_Extensions=Han}\p{Script=Bopomofo}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u,
    bold: false,
  },
} as const satisfies Record<string, Face>;
const names = Object.keys(faces) as FaceName[];

/** Whether a text may be read as Japanese; Han letters alone are taken as Chinese. */
export const isJapanese = (text: string): boolean => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);

/** The face that has all of a letter's code points; null when none has. */
export function faceFor(letter: string, japanese: boolean): FaceName | null {
  const has = (name: FaceName) =>
    (name !== 'japanese' || japanese) && faces[name].letters.test(letter) && hasGlyphs(name, letter);
  return names.find(has) ?? null;
}

export function hasGlyphs(name: FaceName, letter: string): boolean {
  const font = fontOf(name);
  // Marks that join or part their neighbours have no shape of their own.
  return [...letter.replaceAll(/[\u200c\u200d]/g, '')].every((point) =>
    font.hasGlyphForCodePoint(point.codePointAt(0) ?? 0),
  );
}

/** A face's file. Each is read when its first letter is met, and kept. */
export function fontFile(name: FaceName, weight: Weight): Buffer {
  const face: Face = faces[name];
  const style = weight === 'bold' && face.bold !== false ? '600SemiBold' : '400Regular';
  const path = `@expo-google-fonts/${face.package}/${style}/${face.family}_${style}.ttf`;
  const known = files.get(path);
  if (known) return known;
  const bytes = readFileSync(createRequire(import.meta.url).resolve(path));
  files.set(path, bytes);
  return bytes;
}
const files = new Map<string, Buffer>();

/** How much of a line's height is above the foot of its letters, in the main face. */
export function ascentShare(): number {
  const { ascent, descent } = fontOf('main');
  return ascent / (ascent - descent);
}

function fontOf(name: FaceName): Font {
  const known = fonts.get(name);
  if (known) return known;
  const font = create(fontFile(name, 'regular'));
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${name}: a collection of fonts, where one font is meant`);
  fonts.set(name, font);
  return font;
}
const fonts = new Map<FaceName, Font>();
