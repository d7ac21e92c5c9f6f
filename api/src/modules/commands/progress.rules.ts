import type { CommandState } from '../collectors/index.ts';

type Counts = readonly { readonly state: CommandState; readonly count: number }[];

/** How many of a batch's commands have come to an end, whichever. */
export function progressOf(counts: Counts): { done: number; total: number } {
  const sum = (list: Counts) => list.reduce((total, { count }) => total + count, 0);
  const isOpen = (state: CommandState) => state === 'QUEUED' || state === 'SENT';
  return { done: sum(counts.filter(({ state }) => !isOpen(state))), total: sum(counts) };
}
