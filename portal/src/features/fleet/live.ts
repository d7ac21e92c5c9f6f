import { foldItems, type LiveState, useLive } from '@hashyard/ui';
import { graphql } from '../../gql';
import type { FleetTotalsFieldsFragment, ReadingFieldsFragment } from '../../gql/graphql';

/** What a machine says of itself right now. */
export const ReadingFields = graphql(`
  fragment ReadingFields on MinerReading {
    minerId
    takenAt
    status
    hashrateThs
    powerW
    powerKind
    temperatureC
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

const LiveReadingsDocument = graphql(`
  subscription LiveReadings($scope: Scope) {
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
  subscription LiveTotals($scope: Scope) {
    fleetTotals(scope: $scope) {
      ...FleetTotalsFields
    }
  }
`);

export type Readings = {
  /** When the newest of them was sent. */
  readonly at: string;
  readonly byMiner: ReadonlyMap<string, ReadingFieldsFragment>;
};

/** The newest reading of each machine; of one, or of all that the customer has. */
export function useReadings(minerId?: () => string): LiveState<Readings> {
  return useLive(
    LiveReadingsDocument,
    () => (minerId ? { scope: { minerIds: [minerId()] } } : {}),
    (state: Readings | undefined, { minerReadings: update }) => ({
      at: update.at,
      byMiner: foldItems(state?.byMiner, { ...update, items: update.readings }, (reading) => reading.minerId),
    }),
  );
}

export function useTotals(): LiveState<FleetTotalsFieldsFragment> {
  return useLive(
    LiveTotalsDocument,
    () => ({}),
    (_: FleetTotalsFieldsFragment | undefined, { fleetTotals }) => fleetTotals,
  );
}
