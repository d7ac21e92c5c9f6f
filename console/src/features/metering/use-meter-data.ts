import { type QueryState, useQuery } from '@hashyard/ui';
import { graphql } from '../../gql/gql.ts';
import type { MeterDataQuery, MeterEventsQuery, MeterTasksQuery } from '../../gql/graphql.ts';
import { useAllPages } from '../lists/all-pages.ts';

export const meterRegister = graphql(`
  fragment MeterRegister on Register {
    id
    name
    outlet {
      id
      number
      pdu {
        id
        name
      }
    }
    meter {
      id
      name
    }
    latest {
      takenAt
      registerWh
    }
    feeds {
      from
      to
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
`);

const meterDataDocument = graphql(`
  query MeterData($siteId: ID!, $from: DateTime!, $to: DateTime!, $incomplete: Boolean!, $after: String) {
    meterData(siteId: $siteId, from: $from, to: $to, filter: { incomplete: $incomplete }, first: 200, after: $after) {
      nodes {
        register {
          ...MeterRegister
        }
        total {
          ...CoverageSeconds
        }
        days {
          from
          ...CoverageSeconds
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const coverageSeconds = graphql(`
  fragment CoverageSeconds on Coverage {
    measuredSeconds
    estimatedSeconds
    gapSeconds
    voidSeconds
    missingSeconds
  }
`);

const meterEventsDocument = graphql(`
  query MeterEvents($siteId: ID!, $registerId: ID, $from: DateTime!, $to: DateTime!, $after: String) {
    meterEvents(siteId: $siteId, registerId: $registerId, from: $from, to: $to, first: 200, after: $after) {
      nodes {
        kind
        from
        to
        detail
        actor
        registerWh
        register {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

const meterTasksDocument = graphql(`
  query MeterTasks($siteId: ID!) {
    meterTasks(siteId: $siteId) {
      key
      kind
      from
      to
      detail
      fromWh
      toWh
      deviceId
      deviceName
      register {
        ...MeterRegister
      }
      miner {
        id
        name
      }
    }
  }
`);

export type MeterDataRow = MeterDataQuery['meterData']['nodes'][number];
export type MeterEventRow = MeterEventsQuery['meterEvents']['nodes'][number];
export type MeterTaskRow = MeterTasksQuery['meterTasks'][number];

/** What is looked at: a site over a time. */
export type Looked = { readonly siteId: string; readonly from: string; readonly to: string };

export const useMeterData = (of: () => Looked & { incomplete: boolean }) =>
  useAllPages(meterDataDocument, of, (data) => data.meterData);

export const useMeterEvents = (of: () => Looked & { registerId?: string }) =>
  useAllPages(meterEventsDocument, of, (data) => data.meterEvents);

export const useMeterTasks = (siteId: () => string): QueryState<MeterTasksQuery> =>
  useQuery(meterTasksDocument, () => ({ siteId: siteId() }));
