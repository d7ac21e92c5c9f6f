/** As much of a bundle's file as names units; the rest of it passes through untouched. */
export type NamesUnits = {
  readonly contracts: readonly { readonly assignments: readonly Named[] }[];
  readonly registers: readonly { readonly feeds: readonly Named[]; readonly estimates: readonly Named[] }[];
  readonly hashrate: readonly Named[];
};
type Named = { readonly unit: string };

/**
 * Makes a bundle fit for its customer's eyes. Units that no assignment names are neighbours on a shared register: they
 * become `other-1`, `other-2`, ... in feed order, passing over names that an own unit has. Their estimates and hashrate rows
 * are left out, and so is every register that feeds no own unit. Shares stay what they were: feeds keep their order,
 * ranges and weights. Works on the file's own form, before it is written.
 */
export function opaqueNeighbours<T extends NamesUnits>(bundle: T): T {
  const own = new Set(bundle.contracts.flatMap(({ assignments }) => assignments.map(({ unit }) => unit)));
  const isOwn = ({ unit }: Named) => own.has(unit);
  const registers = bundle.registers.filter(({ feeds }) => feeds.some(isOwn));
  const nameOf = opaqueNames(own);
  return {
    ...bundle,
    registers: registers.map((register) => ({
      ...register,
      feeds: register.feeds.map((feed) => (isOwn(feed) ? feed : { ...feed, unit: nameOf(feed.unit) })),
      estimates: register.estimates.filter(isOwn),
    })),
    hashrate: bundle.hashrate.filter(isOwn),
  };
}

/** Names in the order in which they are asked for; one neighbour keeps its name on all registers of the bundle. */
function opaqueNames(own: ReadonlySet<string>): (unit: string) => string {
  const names = new Map<string, string>();
  let count = 0;
  return (unit) => {
    const given = names.get(unit);
    if (given !== undefined) return given;
    do count++;
    while (own.has(`other-${count}`));
    names.set(unit, `other-${count}`);
    return `other-${count}`;
  };
}
