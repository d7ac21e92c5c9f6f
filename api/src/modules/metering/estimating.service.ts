import type { EntityManager } from '@mikro-orm/postgresql';
import type { Range } from '@hashyard/rating';
import { estimateGap } from './estimate.rules.ts';
import {
  type GapsOfRegister,
  type HeldEstimate,
  keptEstimates,
  type MadeEstimate,
  replaceEstimates,
} from './estimate.store.ts';
import { fedTimes, handOvers, sourcesOf } from './estimate-sources.service.ts';

/**
 * Puts energy in for gaps, for each unit that hangs on the register then, and takes out what no longer fills one. What a
 * person put in stays as long as nothing is known there.
 */
export async function estimateGaps(
  em: EntityManager,
  organizationId: string,
  asked: readonly GapsOfRegister[],
  now: Date,
): Promise<void> {
  const held = await keptEstimates(em, asked);
  const wanted = asked.map((one) => withRests(one, held)).filter(({ gaps }) => gaps.length > 0);
  const made = wanted.length > 0 ? await estimates(em, wanted, held, now) : [];
  await replaceEstimates(em, organizationId, held, made, now);
}

/** A reading that came late may cover the beginning of what was put in: the rest of it is a gap still. */
function withRests(asked: GapsOfRegister, held: readonly HeldEstimate[]): GapsOfRegister {
  const { registerId, scope, gaps } = asked;
  const ends = held
    .filter((one) => !one.stays && one.registerId === registerId && one.to > scope.to)
    .map(({ to }) => to);
  if (ends.length === 0) return asked;
  return { ...asked, gaps: [...gaps, { from: scope.to, to: Math.max(...ends), across: false }] };
}

async function estimates(
  em: EntityManager,
  asked: readonly GapsOfRegister[],
  held: readonly HeldEstimate[],
  now: Date,
): Promise<MadeEstimate[]> {
  const fed = await fedTimes(em, asked);
  const edges = await handOvers(em, fed);
  const sources = await sourcesOf(em, asked, fed, now);
  return fed.flatMap((feed) => {
    const { registerId, unitId, isSite } = feed;
    const taken = held.filter((one) => one.stays && one.registerId === registerId && one.unitId === unitId);
    const gaps = asked.find((one) => one.registerId === registerId)?.gaps ?? [];
    return gaps.flatMap(({ across, ...gap }) => {
      const open = pieces(gap, feed, edges.get(unitId) ?? [], taken);
      const from = sources(feed);
      return open.flatMap((piece) =>
        estimateGap(piece, across ? from : { ...from, across: () => null }).map((row) => ({
          ...row,
          registerId,
          unitId,
          isSite,
        })),
      );
    });
  });
}

/** The part of a gap in which the unit was fed and nothing is put in yet, cut where the unit changes hands. */
function pieces(gap: Range, fed: Range, edges: readonly number[], taken: readonly Range[]): Range[] {
  const from = Math.max(gap.from, fed.from);
  const to = Math.min(gap.to, fed.to);
  if (from >= to) return [];
  const cuts = [from, ...edges.filter((at) => from < at && at < to).sort((a, b) => a - b), to];
  const parts = cuts.slice(1).map((end, index) => ({ from: cuts[index] as number, to: end }));
  return parts.flatMap((part) => openParts(part, taken));
}

function openParts(part: Range, taken: readonly Range[]): Range[] {
  let open = [part];
  for (const { from, to } of taken)
    open = open.flatMap((one) =>
      to <= one.from || one.to <= from
        ? [one]
        : [
            { from: one.from, to: Math.max(one.from, from) },
            { from: Math.min(one.to, to), to: one.to },
          ].filter((rest) => rest.from < rest.to),
    );
  return open;
}
