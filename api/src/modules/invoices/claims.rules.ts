/** Local dates, half-open. */
export type Dates = { readonly startsOn: string; readonly endsOn: string };
/** Days of a contract's component that an invoice bills. */
export type Claimed = Dates & { readonly component: string };
/** Consecutive days, and the components that are to be billed on each of them. */
export type Stretch = Dates & { readonly components: readonly string[] };

/**
 * What of a contract's days nobody has billed, in order of time. A stretch ends where another component begins or ceases to
 * be due, so that each can stand in one bundle as it is.
 */
export function unclaimed(dates: Dates, components: readonly string[], claims: readonly Claimed[]): Stretch[] {
  const inside = (date: string) => dates.startsOn < date && date < dates.endsOn;
  const edges = [dates.startsOn, ...claims.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn]).filter(inside)];
  const starts = [...new Set(edges)].sort();
  const stretches: Stretch[] = [];
  starts.forEach((startsOn, index) => {
    const endsOn = starts[index + 1] ?? dates.endsOn;
    const due = components.filter(
      (component) =>
        !claims.some((claim) => claim.component === component && claim.startsOn < endsOn && startsOn < claim.endsOn),
    );
    const last = stretches.at(-1);
    if (last?.endsOn === startsOn && last.components.join() === due.join())
      stretches[stretches.length - 1] = { ...last, endsOn };
    else if (due.length > 0) stretches.push({ startsOn, endsOn, components: due });
  });
  return stretches;
}
