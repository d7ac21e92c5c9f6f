import { graphql } from '../../gql/gql.ts';
import type { MappedMachineFragment } from '../../gql/graphql.ts';
import { type AllPages, useAllPages } from '../lists/all-pages.ts';

export const mappedMachine = graphql(`
  fragment MappedMachine on Miner {
    id
    name
    serial
    mac
  }
`);

export const mappedPdu = graphql(`
  fragment MappedPdu on Pdu {
    id
    name
    outlets {
      id
      number
      label
      feeds {
        to
        weight
        miner {
          id
          name
        }
        site {
          id
          name
        }
      }
    }
  }
`);

const mappedMachinesDocument = graphql(`
  query MappedMachines($siteId: ID!, $after: String) {
    miners(first: 5000, after: $after, filter: { siteIds: [$siteId] }) {
      nodes {
        ...MappedMachine
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const useMappedMachines = (siteId: () => string): AllPages<MappedMachineFragment> =>
  useAllPages(
    mappedMachinesDocument,
    () => ({ siteId: siteId() }),
    (data) => data.miners,
  );
