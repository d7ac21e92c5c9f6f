/** The goals as data, and a run held against them. */
import goals from '../goals.json' with { type: 'json' };
import type { Result } from './interleave.ts';

/** A floor of 0.8 is left to noise: a must is missed only beyond it. */
const NOISE = 0.8;

/** A line that says why something wasn't measured. */
export type Skipped = { readonly bench: string; readonly metric: string; readonly skipped: string };
export type Line = Result | Skipped;

/** How a goal came out; `figure` null when it was not measured. */
export type Verdict = {
  readonly goal: string;
  readonly what: string;
  readonly must: number;
  readonly aim: number;
  readonly figure: number | null;
  readonly outcome: 'aim' | 'must' | 'within noise' | 'missed' | 'skipped' | 'not run';
};

/** Each goal with its worst figure. A metric belongs to the goals that its name begins with: "P1 collector", "P1 P2". */
export function verdicts(lines: readonly Line[]): Verdict[] {
  return goals.map(({ goal, what, better, must, aim, of }) => {
    const named = lines.filter(({ metric }) => goalsOf(metric).includes(goal));
    const figures = named.flatMap((line) => ('skipped' in line ? [] : [of === 'value' ? line.value : line.ratio]));
    const known = figures.filter((figure) => figure !== null);
    if (known.length === 0) {
      return { goal, what, must, aim, figure: null, outcome: named.length > 0 ? 'skipped' : 'not run' };
    }
    const figure = better === 'higher' ? Math.min(...known) : Math.max(...known);
    const reaches = (bound: number) => (better === 'higher' ? figure >= bound : figure <= bound);
    const withNoise = better === 'higher' ? must * NOISE : must / NOISE;
    const outcome = reaches(aim) ? 'aim' : reaches(must) ? 'must' : reaches(withNoise) ? 'within noise' : 'missed';
    return { goal, what, must, aim, figure, outcome };
  });
}

function goalsOf(metric: string): string[] {
  const words = metric.split(' ');
  const end = words.findIndex((word) => !/^[A-Z]\d$/.test(word));
  return end < 0 ? words : words.slice(0, end);
}

/** What a bench printed: its results among whatever the programs that it started had to say. */
export function linesIn(output: string): Line[] {
  return output
    .split('\n')
    .filter((text) => text.startsWith('{"bench"'))
    .map((text) => JSON.parse(text) as Line);
}
