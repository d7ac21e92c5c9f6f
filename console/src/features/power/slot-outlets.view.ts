import type { FeedInput } from '../../gql/graphql.ts';

type Feed = { readonly to?: string | null; readonly weight: string; readonly miner?: { readonly id: string } | null };
export type FeedOutlet = {
  readonly id: string;
  readonly feeds: readonly (Feed & { readonly site?: { readonly id: string } | null })[];
};

/**
 * What is sent to put a machine on an outlet: alone on it, and off those where it hung. Who shared an outlet with it keeps
 * it, by the weights that they had.
 */
export function feedsForMove(minerId: string, outletId: string, leaving: readonly FeedOutlet[]): FeedInput[] {
  const left = leaving
    .filter(({ id }) => id !== outletId)
    .flatMap(({ id, feeds }): FeedInput[] => {
      const others = feeds.filter(({ to, miner }) => to == null && miner?.id !== minerId);
      if (others.length === 0) return [{ outletId: id }];
      return others.map(({ miner, site, weight }) =>
        miner ? { outletId: id, minerId: miner.id, weight } : { outletId: id, siteId: site?.id, weight },
      );
    });
  return [{ outletId, minerId }, ...left];
}
