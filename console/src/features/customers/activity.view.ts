type WithTimeline<Event> = { readonly timeline: readonly Event[] };

/** The timelines of several contracts as one, newest first; what happened at the same instant stays in its order, reversed too. */
export function newestFirst<Event extends { readonly at: string }, Contract extends WithTimeline<Event>>(
  contracts: readonly (Contract & WithTimeline<Event>)[],
): readonly { readonly event: Contract['timeline'][number]; readonly contract: Contract }[] {
  return contracts
    .flatMap((contract) => contract.timeline.map((event) => ({ event, contract })))
    .toReversed()
    .toSorted((a, b) => Date.parse(b.event.at) - Date.parse(a.event.at));
}
