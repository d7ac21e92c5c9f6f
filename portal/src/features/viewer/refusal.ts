import { graphql } from '../../gql';

/** What every mutation asks of a refusal. */
export const RefusalFields = graphql(`
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
