/** Local dates from (null: ever) to (null: for good), half-open. */
type Dates = { readonly from: string | null; readonly to: string | null };
type Pause = { readonly startsOn: string; readonly endsOn: string | null };

/** What is left of a range of dates when pauses are cut out of it, in order. */
export function without(dates: Dates, pauses: readonly Pause[]): Dates[] {
  return pauses.reduce<Dates[]>((left, pause) => left.flatMap((range) => cut(range, pause)), [dates]);
}

function cut({ from, to }: Dates, { startsOn, endsOn }: Pause): Dates[] {
  if (endsOn !== null && endsOn <= startsOn) return [{ from, to }];
  const parts: Dates[] = [{ from, to: to === null || startsOn < to ? startsOn : to }];
  if (endsOn !== null) parts.push({ from: from === null || endsOn > from ? endsOn : from, to });
  return parts.filter((part) => !isEmpty(part));
}

const isEmpty = ({ from, to }: Dates): boolean => from !== null && to !== null && to <= from;
