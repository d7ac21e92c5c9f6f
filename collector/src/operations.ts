import { graphql } from './gql/index.ts';

/** All that the collector asks of the API. */
export const PLAN = graphql(`
  query CollectorPlan($knownRevision: Int) {
    collectorPlan(knownRevision: $knownRevision) {
      revision
      pollEverySeconds
      registerEverySeconds
      devices {
        id
        kind
        name
        address
        profile
        sealedCredentials
        registerId
        outlets {
          id
          number
          registerId
        }
        phases {
          id
          name
        }
      }
    }
  }
`);

export const INSTRUCTIONS = graphql(`
  subscription CollectorInstructions {
    collectorCommands {
      planRevision
      commands {
        id
        payload
        signature
      }
      scans {
        id
        networks
        ports
      }
    }
  }
`);

export const RECORD = graphql(`
  mutation RecordReadings($input: RecordReadingsInput!) {
    recordReadings(input: $input) {
      __typename
      ... on ReadingsRecorded {
        acknowledgedSequence
        accepted
        duplicates
        retryAfterMs
        rejects {
          part
          row
          code
        }
      }
      ... on Refusal {
        code
        message
      }
      ... on InvalidInput {
        issues {
          code
          path
        }
      }
    }
  }
`);

export const REPORT = graphql(`
  mutation ReportCollector($input: ReportCollectorInput!) {
    reportCollector(input: $input) {
      __typename
      ... on Refusal {
        code
        message
      }
    }
  }
`);
