import type { EvidenceFile } from './evidence-file.ts';

type Named = { readonly unit: string };

/**
 * Makes a bundle fit for its customer's eyes, before it is written. Units that no assignment names are neighbours on a
 * shared register: they become `other-1`, `other-2`, ... in feed order, passing over names that an own unit has. Their
 * estimates and hashrate rows are left out, and so is every register that feeds no own unit. Shares stay what they were, for
 * feeds keep their order, ranges and weights.
 */
export function opaqueNeighbours(file: EvidenceFile): EvidenceFile {
  const { contracts = [], registers = [], hashrate = [] } = file;
  const own = new Set(contracts.flatMap(({ assignments = [] }) => assignments.map(({ unit }) => unit)));
  const isOwn = ({ unit }: Named) => own.has(unit);
  const nameOf = opaqueNames(own);
  return {
    ...file,
    registers: registers
      .filter(({ feeds = [] }) => feeds.some(isOwn))
      .map(({ feeds = [], estimates = [], ...register }) => ({
        ...register,
        feeds: feeds.map((feed) => (isOwn(feed) ? feed : { ...feed, unit: nameOf(feed.unit) })),
        estimates: estimates.filter(isOwn),
      })),
    hashrate: hashrate.filter(isOwn),
  };
}

/** Names in the order in which they are asked for; a neighbour keeps its name on all registers of the bundle. */
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
