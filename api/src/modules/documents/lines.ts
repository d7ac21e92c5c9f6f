import { bidi } from './bidi.ts';
import type { FaceName } from './fonts.ts';
import type { Letter } from './letters.ts';

/** A stretch of a line in one face and one direction; its text in the order in which it is read. */
export type Run = { readonly face: FaceName; readonly text: string };
type Level = Run & { readonly level: number };

const words = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * A paragraph's lines, each as its runs from left to right: broken between words where it is too wide, and ordered by the
 * Unicode bidirectional algorithm, so that Hebrew and Arabic stand as they are written.
 */
export function linesOf(letters: readonly Letter[], width: number, widthOf: (run: Run) => number): Run[][] {
  const text = letters.map((letter) => letter.text).join('');
  const { levels } = bidi.getEmbeddingLevels(text);
  const mirrored = bidi.getMirroredCharactersMap(text, levels);
  const pieces: Level[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const letter of letters) {
    starts.push(at);
    pieces.push({ face: letter.face, text: mirrored.get(at) ?? letter.text, level: levels[at] ?? 0 });
    at += letter.text.length;
  }
  const measure = (from: number, to: number) =>
    runsOf(pieces.slice(from, to)).reduce((sum, run) => sum + widthOf(run), 0);
  return breakLines(breaksIn(text, starts), pieces.length, width, measure).map(([from, to]) =>
    inOrder(runsOf(withoutSpaceAtEnd(pieces.slice(from, to)))),
  );
}

/** Where a line may begin: the places of words' first letters; a sign stays with the word that it belongs to. */
function breaksIn(text: string, starts: readonly number[]): number[] {
  const placeOf = new Map(starts.map((start, place) => [start, place]));
  const breaks: number[] = [];
  let before = '';
  for (const { segment, index } of words.segment(text)) {
    const place = placeOf.get(index);
    const sticks = /^[\s\p{Pe}\p{Pf}\p{Po}\p{Pd}]/u.test(segment) || /[\p{Ps}\p{Pi}]$/u.test(before);
    if (place !== undefined && place > 0 && !sticks) breaks.push(place);
    before = segment;
  }
  return breaks;
}

type Span = readonly [from: number, to: number];

/** As many words a line as fit; one that is wider than a line alone is broken between its letters. */
function breakLines(
  breaks: readonly number[],
  end: number,
  width: number,
  measure: (from: number, to: number) => number,
): Span[] {
  const lines: Span[] = [];
  let from = 0;
  while (from < end) {
    const fits = (to: number) => measure(from, to) <= width;
    let to = from;
    for (const place of [...breaks.filter((start) => start > from), end]) {
      if (!fits(place)) break;
      to = place;
    }
    if (to === from) to = from + 1;
    if (!breaks.includes(to)) while (to < end && fits(to + 1)) to++;
    lines.push([from, to]);
    from = to;
  }
  return lines;
}

function withoutSpaceAtEnd(pieces: readonly Level[]): readonly Level[] {
  let end = pieces.length;
  while (end > 0 && /^\s+$/.test(pieces[end - 1]?.text ?? '')) end--;
  return pieces.slice(0, end);
}

/** Neighbours of one face and one level of direction. */
function runsOf(pieces: readonly Level[]): Level[] {
  const runs: { face: FaceName; text: string; level: number }[] = [];
  for (const { face, text, level } of pieces) {
    const last = runs.at(-1);
    if (last?.face === face && last.level === level) last.text += text;
    else runs.push({ face, text, level });
  }
  return runs.map(asShaped);
}

/**
 * The shaper turns a run of a right-to-left script itself. What has no such letter (a bracket or space between two Hebrew
 * words, in another face) it leaves, so it is turned here.
 */
const asShaped = (run: Level): Level =>
  run.level % 2 === 1 && !/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(run.text)
    ? { ...run, text: [...run.text].reverse().join('') }
    : run;

/** Rule L2 of the algorithm: from the highest level down, all that is at least of it is turned. */
function inOrder(runs: readonly Level[]): Run[] {
  const order = [...runs];
  const levels = order.map(({ level }) => level);
  for (let level = Math.max(0, ...levels); level > 0; level--)
    for (let from = 0; from < order.length; from++) {
      let to = from;
      while (to < order.length && (order[to]?.level ?? 0) >= level) to++;
      if (to > from + 1) order.splice(from, to - from, ...order.slice(from, to).reverse());
      from = Math.max(from, to - 1);
    }
  return order;
}
