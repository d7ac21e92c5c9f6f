import { count, fixed } from '@hashyard/ui';
import type { BillingOutcome, RunState } from '../../gql/graphql.ts';
import { outcomeWords } from './invoice.words.ts';

export const runIsOver = (state: RunState): boolean => state === 'FINISHED' || state === 'FAILED';

type Run = {
  readonly state: RunState;
  readonly progress: {
    readonly done: number;
    readonly total: number;
    readonly counts: readonly { readonly outcome: BillingOutcome; readonly count: number }[];
  };
};

/** One line for the header: "17 of 42 customers", then "40 drafted, 2 held". */
export function runSummary({ state, progress }: Run): string {
  if (state === 'FAILED') return 'the run broke off';
  if (state === 'QUEUED') return 'waiting to start';
  if (state === 'RUNNING') return `${fixed(progress.done)} of ${count(progress.total, 'customer')}`;
  const parts = progress.counts
    .filter((entry) => entry.count > 0)
    .map((entry) => `${fixed(entry.count)} ${outcomeWords[entry.outcome].word.toLowerCase()}`);
  return parts.join(', ') || 'nothing to bill';
}
