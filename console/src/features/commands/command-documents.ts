import { graphql } from '../../gql/gql.ts';

export const commandEffect = graphql(`
  fragment CommandEffect on CommandBatch {
    effectKw
    progress {
      total
    }
    affected {
      miners
      customer {
        id
        name
        companyName
      }
    }
  }
`);

/** What was asked for, and how far it is. */
export const commandSummary = graphql(`
  fragment CommandSummary on CommandBatch {
    id
    action
    reason
    requestedBy
    createdAt
    effectKw
    progress {
      done
      total
      counts {
        state
        count
      }
    }
  }
`);

export const commandProgress = graphql(`
  fragment CommandProgress on CommandBatch {
    ...CommandSummary
    leading: commands(first: 24) {
      ...CommandLine
    }
    troubled: commands(states: [FAILED, REFUSED, EXPIRED, UNKNOWN]) {
      ...CommandLine
    }
  }
`);

/** Of a few commands all are listed, of many those that came to no good. */
export const commandLine = graphql(`
  fragment CommandLine on DeviceCommand {
    id
    state
    message
    device {
      __typename
      id
      name
    }
    outlet {
      id
      number
      label
    }
  }
`);

export const commandDevicesDocument = graphql(`
  mutation CommandDevices($input: CommandDevicesInput!) {
    commandDevices(input: $input) {
      __typename
      ... on CommandBatch {
        id
        ...CommandEffect
      }
      ...RefusalFields
    }
  }
`);

export const commandBatchDocument = graphql(`
  query CommandBatch($id: ID!) {
    commandBatch(id: $id) {
      ...CommandProgress
    }
  }
`);

export const commandProgressDocument = graphql(`
  subscription CommandProgressed($id: ID!) {
    commandProgress(id: $id) {
      ...CommandProgress
    }
  }
`);

export const deviceCommandsDocument = graphql(`
  query DeviceCommands($deviceId: ID!) {
    deviceCommands(deviceId: $deviceId, first: 8) {
      totalCount
      nodes {
        id
        state
        message
        finishedAt
        outlet {
          id
          number
          label
        }
        batch {
          id
          action
          reason
          requestedBy
          createdAt
        }
      }
    }
  }
`);

export const commandRow = graphql(`
  fragment CommandRow on CommandBatch {
    ...CommandSummary
    leading: commands(first: 1) {
      ...CommandLine
    }
  }
`);

export const commandsDocument = graphql(`
  query Commands($after: String, $deviceId: ID) {
    commandBatches(first: 200, after: $after, deviceId: $deviceId) {
      nodes {
        ...CommandRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const commandedDeviceDocument = graphql(`
  query CommandedDevice($id: ID!) {
    miner(id: $id) {
      id
      name
    }
    pdu(id: $id) {
      id
      name
    }
  }
`);
