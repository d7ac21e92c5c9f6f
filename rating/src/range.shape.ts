import type { Range } from './range.ts';
import { date } from './scalars.ts';
import { type Draft, type Report, type Shape, due, object } from './shape.ts';

/** Half-open ranges hold something: the fault is `to`'s when one is empty or backwards. */
export function mustEndAfterStart({ from, to }: Draft<Range>, path: string, report: Report): void {
  if (from !== undefined && to !== undefined && to <= from) report(`${path}.to`, 'not after from');
}

export const rangeOfDates: Shape<Range> = object({ from: due(date), to: due(date) }, mustEndAfterStart);
