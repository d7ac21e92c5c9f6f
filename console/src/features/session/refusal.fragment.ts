import { graphql } from '../../gql/gql.ts';

/** Reads every refusal of every mutation. Spread it in each mutation's result. */
export const refusalFields = graphql(`
  fragment RefusalFields on Refusal {
    code
    message
    path
    ... on InvalidInput {
      issues {
        code
        message
        path
      }
    }
    ... on Conflict {
      issues {
        code
        message
        path
      }
    }
  }
`);
