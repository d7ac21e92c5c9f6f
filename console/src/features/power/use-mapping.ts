import { graphql } from '../../gql/gql.ts';
import type { MappedMachineFragment, MappedPduFragment } from '../../gql/graphql.ts';
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

const mappedPdusDocument = graphql(`
  query MappedPdus($siteId: ID!, $after: String) {
    pdus(first: 50, after: $after, filter: { siteId: $siteId }) {
      nodes {
        ...MappedPdu
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

export const useMappedPdus = (siteId: () => string): AllPages<MappedPduFragment> =>
  useAllPages(
    mappedPdusDocument,
    () => ({ siteId: siteId() }),
    (data) => data.pdus,
  );
