import { graphql } from '../../gql/gql.ts';

/** One machine changed; by its form or one of many. */
export const updateMinerDocument = graphql(`
  mutation UpdateMiner($input: UpdateMinerInput!) {
    updateMiner(input: $input) {
      __typename
      ... on Miner {
        id
      }
      ...RefusalFields
    }
  }
`);
