import { graphql } from '../../gql';

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
