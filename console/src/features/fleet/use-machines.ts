import type { Fault } from '@hashyard/ui';
import { createMemo } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { MinerFilter, Scope } from '../../gql/graphql.ts';
import { useAllPages } from '../lists/all-pages.ts';
import { useLiveReadings } from './live-readings.ts';
import { joinReadings, type Machine, type MachineBase } from './machines.view.ts';

export const machineRow = graphql(`
  fragment MachineTableRow on Miner {
    id
    name
    serial
    mac
    address
    firmware
    firmwareVersion
    status
    statusSince
    statusReason
    lastSeenAt
    ratedHashrateThs
    ratedPowerW
    model {
      id
      make
      name
    }
    site {
      id
      name
    }
    slot {
      id
      label
      rack {
        id
        name
      }
    }
    owner {
      id
      name
      companyName
    }
    contract {
      id
      displayNumber
      customer {
        id
        name
        companyName
      }
    }
  }
`);

const machinesDocument = graphql(`
  query Machines($filter: MinerFilter, $after: String) {
    miners(first: 5000, after: $after, filter: $filter) {
      nodes {
        ...MachineTableRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export type Machines = {
  readonly byId: ReadonlyMap<string, Machine>;
  readonly rows: readonly Machine[] | undefined;
  /** The same without their readings: it stays while numbers move. */
  readonly bases: readonly MachineBase[];
  readonly error: Fault | undefined;
  /** When the newest live message was made. */
  readonly liveAt: string | undefined;
  /** There are more than one table holds. */
  readonly cut: boolean;
  readonly total: number | undefined;
  refetch(): void;
};

/** As many as one table holds. */
const MOST_MACHINES = 20_000;

/** The machines of a filter, page after page up to 20,000, joined with their live readings. */
export function useMachines(filter: () => MinerFilter | null, scope: () => Scope | null): Machines {
  const query = useAllPages(
    machinesDocument,
    () => {
      const wanted = filter();
      return wanted && { filter: wanted };
    },
    (data) => data.miners,
    MOST_MACHINES,
  );
  const live = useLiveReadings(scope);
  const nodes = () => query.rows;
  const byId = createMemo<ReadonlyMap<string, Machine>>(
    (before) => joinReadings(nodes() ?? [], live.data, before),
    new Map(),
  );
  const rows = createMemo(() => (nodes() === undefined ? undefined : [...byId().values()]));
  return {
    get byId() {
      return byId();
    },
    get rows() {
      return rows();
    },
    get bases() {
      return nodes() ?? [];
    },
    get cut() {
      return (query.total ?? 0) > MOST_MACHINES && query.rows?.length === MOST_MACHINES;
    },
    get error() {
      return query.error;
    },
    get liveAt() {
      return live.data?.at;
    },
    get total() {
      return query.total;
    },
    refetch: () => query.refetch(),
  };
}
