import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { lettersOf } from './letters.ts';
import { linesOf } from './lines.ts';
import { Paper } from './paper.ts';

const hasPdfReader = spawnSync('pdftotext', ['-v']).error === undefined;

async function paperOf(texts: readonly string[], width = 400): Promise<Buffer> {
  const paper = new Paper({ title: 'Names', author: 'Host', at: new Date('2026-07-01T12:00:00Z') });
  const bytes = paper.bytes();
  for (const text of texts) paper.face('regular').fontSize(10).write(text, 50, paper.y, { width });
  paper.end();
  return bytes;
}
/** A right-to-left line stands between two marks of direction in what `pdftotext` writes. */
const read = (pdf: Buffer): string[] =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf })
    .toString()
    .replaceAll(/[\u202a-\u202e\f]/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

describe('a name on paper', () => {
  test.skipIf(!hasPdfReader)('is read back as it was written, in every script (needs pdftotext)', async () => {
    const names = [
      'Zoë Łukasz Ωmega Дмитрий',
      'Nguyễn Thị Ánh Nguyệt',
      'evil twin of Nguyễn Thị',
      'شركة التعدين السعودية المحدودة للاستضافة',
      'خوارزمی',
      'חברת כריית ביטקוין בע״מ',
      'บริษัท เหมืองบิทคอยน์ จำกัด กรุงเทพมหานคร',
      'हिन्दी खनन कंपनी प्राइवेट लिमिटेड क्षेत्र',
      '日本マイニング株式会社 東京都千代田区',
      '한국 채굴 주식회사 서울특별시',
      '臺灣礦業股份有限公司 臺北市信義區',
      '深圳市矿业有限公司 Ltd',
      'საქართველოს მაინინგი',
      'Հայկական հանքարդյունաբերություն',
    ];
    expect(read(await paperOf(names))).toEqual(names);
  });

  test.skipIf(!hasPdfReader)(
    'that is wider than its column goes on below, none of it lost (needs pdftotext)',
    async () => {
      const name = 'شركة التعدين السعودية المحدودة للاستضافة والخدمات الرقمية';
      for (const long of [name, 'W'.repeat(90) + 'ạ', '株式会社マイニング'.repeat(9)]) {
        const lines = read(await paperOf([long], 150));
        expect(lines.length).toBeGreaterThan(1);
        expect(lines.join('').replaceAll(' ', '')).toBe(long.replaceAll(' ', ''));
      }
    },
  );

  test('is the same bytes each time', async () => {
    const names = ['حفر', '日本マイニング', 'हिन्दी'];
    expect((await paperOf(names)).equals(await paperOf(names))).toBe(true);
  });
});

describe('the letters of a name', () => {
  const shown = (text: string) =>
    lettersOf(text)
      .map((letter) => letter.text)
      .join('');
  test.each([
    { name: 'one that no face has is its code', text: 'x😀', is: 'x[U+1F600]' },
    { name: 'a turn of the direction is its code', text: '100\u202e99.5', is: '100[U+202E]99.5' },
    { name: 'an isolate is its code', text: '\u2067a\u2069', is: '[U+2067]a[U+2069]' },
    { name: 'a letter of no width is its code', text: 'Ada\u200bMiner\ufeff', is: 'Ada[U+200B]Miner[U+FEFF]' },
    { name: 'a soft hyphen is its code', text: 'a\u00adb', is: 'a[U+00AD]b' },
    { name: 'a control is its code', text: 'a\tb\u0000', is: 'a[U+0009]b[U+0000]' },
    { name: 'a blank of Korean is its code', text: 'a\u3164b', is: 'a[U+3164]b' },
    { name: 'half a letter is its code', text: 'a\ud83d', is: 'a[U+D83D]' },
    { name: 'a joiner in Persian stays, as it is spelt', text: 'می\u200cخواهم', is: 'می\u200cخواهم' },
    { name: 'a joiner elsewhere is its code', text: 'a\u200cb', is: 'a[U+200C]b' },
    {
      name: 'a pile of marks is four and the codes of the rest',
      text: `z${'\u0301'.repeat(5)}`,
      is: `z${'\u0301'.repeat(4)}[U+0301]`,
    },
  ])('$name', ({ text, is }) => {
    expect(shown(text)).toBe(is);
  });

  test.each([
    { name: 'Han letters alone are Chinese', text: '東京', face: 'chinese' },
    { name: 'beside kana they are Japanese', text: '東京の', face: 'japanese' },
    { name: 'a bracket stays in the word beside it', text: 'תל(', face: 'hebrew' },
  ])('$name', ({ text, face }) => {
    expect(new Set(lettersOf(text).map((letter) => letter.face))).toEqual(new Set([face]));
  });
});

describe('a line of both directions', () => {
  const line = (text: string) => linesOf(lettersOf(text), 1_000, (run) => run.text.length)[0]?.map((run) => run.text);
  test.each([
    { name: 'Hebrew in English stays in its place', text: 'Ada שלום Ltd', runs: ['Ada ', 'שלום', ' ', 'Ltd'] },
    { name: 'a Hebrew name with a number runs to the left', text: 'שלום 42 עולם', runs: ['עולם', ' ', '42', 'שלום '] },
    { name: 'brackets face their words', text: 'שלום (עולם)', runs: ['שלום )עולם('] },
  ])('$name', ({ text, runs }) => {
    expect(line(text)).toEqual(runs);
  });
});
