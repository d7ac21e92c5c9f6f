import { graphql } from '../../gql/gql.ts';
import type { SiteChoiceFragment } from '../../gql/graphql.ts';
import { type AllPages, useAllPages } from '../lists/all-pages.ts';

export const siteChoice = graphql(`
  fragment SiteChoice on Site {
    id
    name
    timeZone
    racks {
      id
      name
    }
    collectors {
      id
      name
      online
      revokedAt
      allowedNetworks
    }
  }
`);

const siteChoicesDocument = graphql(`
  query SiteChoices($after: String) {
    sites(first: 200, after: $after) {
      nodes {
        ...SiteChoice
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** All sites to choose from, by name, with what a device can be put to. */
export const useSites = (): AllPages<SiteChoiceFragment> =>
  useAllPages(
    siteChoicesDocument,
    () => ({}),
    (data) => data.sites,
  );
