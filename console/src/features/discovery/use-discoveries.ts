import { graphql } from '../../gql/gql.ts';
import type { DiscoveryRowFragment } from '../../gql/graphql.ts';
import { type AllPages, useAllPages } from '../lists/all-pages.ts';

export const discoveryRow = graphql(`
  fragment DiscoveryRow on Discovery {
    id
    kind
    address
    make
    model
    serial
    mac
    firmware
    match {
      id
      name
      ... on Miner {
        slot {
          id
          label
          rack {
            id
            name
          }
        }
      }
    }
    matchedBy
    knownModel {
      id
    }
    seenAt
  }
`);

const discoveriesDocument = graphql(`
  query Discoveries($siteId: ID!, $after: String) {
    discoveries(first: 200, after: $after, siteId: $siteId) {
      nodes {
        ...DiscoveryRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** What scans of a site have found and nobody has decided yet. */
export const useDiscoveries = (siteId: () => string): AllPages<DiscoveryRowFragment> =>
  useAllPages(
    discoveriesDocument,
    () => ({ siteId: siteId() }),
    (data) => data.discoveries,
  );
