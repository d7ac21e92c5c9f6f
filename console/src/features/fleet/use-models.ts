import { graphql } from '../../gql/gql.ts';
import type { ModelRowFragment } from '../../gql/graphql.ts';
import { type AllPages, useAllPages } from '../lists/all-pages.ts';

export const modelRow = graphql(`
  fragment ModelRow on MinerModel {
    id
    make
    name
    ratedHashrateThs
    ratedPowerW
    ratedEfficiencyJPerTh
    source
    machines
  }
`);

const modelsDocument = graphql(`
  query MinerModels($after: String) {
    minerModels(first: 200, after: $after) {
      nodes {
        ...ModelRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** All models, by name. */
export const useModels = (): AllPages<ModelRowFragment> =>
  useAllPages(
    modelsDocument,
    () => ({}),
    (data) => data.minerModels,
  );
