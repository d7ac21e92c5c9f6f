import { describe, expect, test } from 'vitest';
import { haveFixtures, sharedMinerTexts, whyNoFixtures } from '../../test/fixtures.ts';
import { recordings } from '../../test/recordings/index.ts';
import { CgminerBytes, Whatsminer3Bytes } from '../transports/answer-bytes.ts';
import { decodeAnswer } from './answers.ts';

type Text = { readonly command: string; readonly text: string };

/** Each text once: many recordings say the same of their pools. */
function ofOurOwn(): readonly Text[] {
  const texts = recordings.flatMap(({ answers }) =>
    Object.entries(answers).map(
      ([command, answer]): Text => ({ command, text: typeof answer === 'string' ? answer : JSON.stringify(answer) }),
    ),
  );
  return [...new Map(texts.map((entry) => [entry.text, entry])).values()];
}

describe.each([
  { whose: 'of our own making', texts: ofOurOwn, skipped: false },
  {
    whose: haveFixtures ? 'of real miners' : `of real miners (skipped: ${whyNoFixtures})`,
    texts: sharedMinerTexts,
    skipped: !haveFixtures,
  },
])('every answer $whose', ({ texts, skipped }) => {
  test.skipIf(skipped)('may be cut off anywhere: it is whole then, or refused, never read in half', () => {
    for (const { command, text } of texts()) {
      // Where the first document ends: what follows it is nobody's.
      const end = endOf(command, text);
      expect(cutsWhere(end, (cut) => decodeAnswer(command, text.slice(0, cut)) !== null)).toEqual([]);
      if (end <= text.length) expect(decodeAnswer(command, text.slice(0, end))).toEqual(decodeAnswer(command, text));
    }
  });

  test.skipIf(skipped)('may come in two pieces, parted anywhere, on port 4028 and in API 3', () => {
    for (const { text } of texts()) {
      const line = Buffer.from(`${text}\0`);
      const frame = Buffer.concat([Buffer.alloc(4), Buffer.from(text)]);
      frame.writeUInt32LE(frame.length - 4);
      const trimmed = text.trim();
      expect(cutsWhere(line.length, (cut) => put(line, cut) !== trimmed)).toEqual([]);
      expect(cutsWhere(frame.length, (cut) => putFrame(frame, cut) !== text)).toEqual([]);
    }
  });
});

/** Those that are wrong: hundreds of thousands are tried, each too quick for an expectation of its own. */
function cutsWhere(end: number, isWrong: (cut: number) => boolean): number[] {
  return Array.from({ length: end }, (_, cut) => cut).filter(isWrong);
}

/** The shortest beginning that is read; past the end when none is. */
function endOf(command: string, text: string): number {
  let end = text.length + 1;
  for (let cut = text.length; cut > 0 && decodeAnswer(command, text.slice(0, cut)); cut -= 1) end = cut;
  return end;
}

function put(line: Buffer, cut: number): string | null {
  const bytes = new CgminerBytes();
  bytes.push(line.subarray(0, cut));
  return bytes.push(line.subarray(cut)) ? bytes.text() : null;
}

function putFrame(frame: Buffer, cut: number): string | null {
  const bytes = new Whatsminer3Bytes();
  return bytes.push(frame.subarray(0, cut)) ?? bytes.push(frame.subarray(cut));
}
