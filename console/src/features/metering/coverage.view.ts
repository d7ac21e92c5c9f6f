import type { Quality } from '@hashyard/ui';

/** Seconds of a stretch of time by what is known of them, as the API tells them. */
export type CoverageSeconds = {
  readonly measuredSeconds: number;
  readonly estimatedSeconds: number;
  readonly gapSeconds: number;
  readonly voidSeconds: number;
  readonly missingSeconds: number;
};

export type CoveragePart = { readonly quality: Quality; readonly word: string; readonly seconds: number };

/** The parts that there are, in a fixed order. Missing time is a gap too, but has readings neither before nor after. */
export function coverageParts(of: CoverageSeconds): CoveragePart[] {
  const parts: CoveragePart[] = [
    { quality: 'MEASURED', word: 'measured', seconds: of.measuredSeconds },
    { quality: 'ESTIMATED', word: 'estimated', seconds: of.estimatedSeconds },
    { quality: 'VOID', word: 'void', seconds: of.voidSeconds },
    { quality: 'GAP', word: 'unknown', seconds: of.gapSeconds + of.missingSeconds },
  ];
  return parts.filter(({ seconds }) => seconds > 0);
}

const total = (of: CoverageSeconds): number => coverageParts(of).reduce((sum, { seconds }) => sum + seconds, 0);

/** With one decimal, cut off: 100 only when nothing is missing. Null when no time has passed. */
export function sharePercent(seconds: number, of: CoverageSeconds): number | null {
  const all = total(of);
  return all === 0 ? null : Math.floor((seconds * 1000) / all) / 10;
}

/** "98.2 % measured, 1.7 % estimated", for who doesn't see the strip. */
export const coverageWords = (of: CoverageSeconds): string =>
  coverageParts(of)
    .map(({ word, seconds }) => `${sharePercent(seconds, of) || '<0.1'} % ${word}`)
    .join(', ');

/** All registers as one. */
export function sumOf(list: readonly CoverageSeconds[]): CoverageSeconds {
  const sum = (pick: (of: CoverageSeconds) => number) => list.reduce((all, of) => all + pick(of), 0);
  return {
    measuredSeconds: sum((of) => of.measuredSeconds),
    estimatedSeconds: sum((of) => of.estimatedSeconds),
    gapSeconds: sum((of) => of.gapSeconds),
    voidSeconds: sum((of) => of.voidSeconds),
    missingSeconds: sum((of) => of.missingSeconds),
  };
}

/** The times that can be looked at: the last week, this month, the one before; whole hours, so that a question stays the same. */
export const periods = ['week', 'month', 'last'] as const;
export type PeriodName = (typeof periods)[number];

export function periodRange(name: PeriodName, now: Date): { from: string; to: string } {
  const hour = new Date(Math.ceil(now.getTime() / 3_600_000) * 3_600_000);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  if (name === 'month') return { from: new Date(Date.UTC(year, month, 1)).toISOString(), to: hour.toISOString() };
  if (name === 'last')
    return {
      from: new Date(Date.UTC(year, month - 1, 1)).toISOString(),
      to: new Date(Date.UTC(year, month, 1)).toISOString(),
    };
  const day = Date.UTC(year, month, now.getUTCDate() - 6);
  return { from: new Date(day).toISOString(), to: hour.toISOString() };
}
