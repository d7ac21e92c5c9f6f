import { useLive } from '@hashyard/ui';
import { graphql } from '../../gql/gql.ts';
import type { Scope } from '../../gql/graphql.ts';
import { foldReadings, type LiveReadings } from './readings.view.ts';

export const liveReading = graphql(`
  fragment LiveReading on MinerReading {
    minerId
    takenAt
    status
    statusReason
    hashrateThs
    powerW
    powerKind
    temperatureC
    inletTemperatureC
    efficiencyJPerTh
    fansRpm
    uptimeSeconds
    pool
    worker
    faults
  }
`);

const minerReadingsDocument = graphql(`
  subscription MinerReadings($scope: Scope) {
    minerReadings(scope: $scope) {
      at
      snapshot
      readings {
        ...LiveReading
      }
      removed
    }
  }
`);

/** The newest reading of every miner in scope, by miner id. Null waits. */
export function useLiveReadings(scope: () => Scope | null) {
  return useLive(
    minerReadingsDocument,
    () => {
      const wanted = scope();
      return wanted && { scope: wanted };
    },
    (state: LiveReadings | undefined, message) => foldReadings(state, message.minerReadings),
  );
}
