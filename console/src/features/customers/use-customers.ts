import { graphql } from '../../gql/gql.ts';
import type { CustomerChoiceFragment } from '../../gql/graphql.ts';
import { type AllPages, useAllPages } from '../lists/all-pages.ts';

export const customerChoice = graphql(`
  fragment CustomerChoice on Customer {
    id
    name
    companyName
    currency
  }
`);

const customerChoicesDocument = graphql(`
  query CustomerChoices($after: String, $filter: CustomerFilter) {
    customers(first: 200, after: $after, filter: $filter) {
      nodes {
        ...CustomerChoice
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** All customers to choose from, by name. */
export function useCustomers(filter: { active?: boolean } = {}): AllPages<CustomerChoiceFragment> {
  return useAllPages(
    customerChoicesDocument,
    () => ({ filter }),
    (data) => data.customers,
  );
}
