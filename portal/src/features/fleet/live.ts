import { foldItems, type LiveState, useLive } from '@hashyard/ui';
import { graphql } from '../../gql';
import type { FleetTotalsFieldsFragment, ReadingFieldsFragment, RowReadingFragment } from '../../gql/graphql';

/** What a list shows of a machine: enough for a row, since thousands of them may move at once. */
export const RowReadingFields = graphql(`
  fragment RowReading on MinerReading {
    minerId
    takenAt
    status
    hashrateThs
    powerW
    temperatureC
  }
`);

/** All that a machine says of itself. */
export const ReadingFields = graphql(`
  fragment ReadingFields on MinerReading {
    ...RowReading
    statusReason
    powerKind
    efficiencyJPerTh
    fansRpm
    uptimeSeconds
    pool
    worker
    faults
    boards {
      position
      hashrateThs
      chipTemperatureC
      boardTemperatureC
    }
  }
`);

const LiveRowsDocument = graphql(`
  subscription LiveRows {
    minerReadings {
      at
      snapshot
      readings {
        ...RowReading
      }
      removed
    }
  }
`);

const LiveMachineDocument = graphql(`
  subscription LiveMachine($scope: Scope!) {
    minerReadings(scope: $scope) {
      at
      snapshot
      readings {
        ...ReadingFields
      }
      removed
    }
  }
`);

const LiveTotalsDocument = graphql(`
  subscription LiveTotals {
    fleetTotals {
      ...FleetTotalsFields
    }
  }
`);

export type Readings<Reading> = {
  /** When the newest of them was sent. */
  readonly at: string;
  readonly byMiner: ReadonlyMap<string, Reading>;
};

type Update<Reading> = {
  readonly at: string;
  readonly snapshot: boolean;
  readonly readings: readonly Reading[];
  readonly removed: readonly string[];
};

const fold = <Reading extends { minerId: string }>(
  known: Readings<Reading> | undefined,
  update: Update<Reading>,
): Readings<Reading> => ({
  at: update.at,
  byMiner: foldItems(known?.byMiner, { ...update, items: update.readings }, (reading) => reading.minerId),
});

/** The newest reading of every machine that the customer has. */
export function useRows(): LiveState<Readings<RowReadingFragment>> {
  return useLive(
    LiveRowsDocument,
    () => ({}),
    (known: Readings<RowReadingFragment> | undefined, { minerReadings }) => fold(known, minerReadings),
  );
}

/** The newest reading of one machine, with its boards and fans. */
export function useMachine(minerId: () => string): LiveState<Readings<ReadingFieldsFragment>> {
  return useLive(
    LiveMachineDocument,
    () => ({ scope: { minerIds: [minerId()] } }),
    (known: Readings<ReadingFieldsFragment> | undefined, { minerReadings }) => fold(known, minerReadings),
  );
}

export function useTotals(): LiveState<FleetTotalsFieldsFragment> {
  return useLive(
    LiveTotalsDocument,
    () => ({}),
    (_: FleetTotalsFieldsFragment | undefined, { fleetTotals }) => fleetTotals,
  );
}
