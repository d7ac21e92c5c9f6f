import { Card, PageHeader, useQuery } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { BillList } from '../features/bills/bill-list.tsx';
import { graphql } from '../gql';

const BillsDocument = graphql(`
  query Bills {
    invoices(first: 200, orderBy: STARTS_ON_DESC) {
      nodes {
        ...BillSummary
      }
    }
  }
`);

export default function BillsPage(): JSX.Element {
  const query = useQuery(BillsDocument);
  return (
    <>
      <PageHeader title="Bills" />
      <Card flush>
        <BillList bills={query.data?.invoices.nodes} error={query.error} onRetry={() => query.refetch()} />
      </Card>
    </>
  );
}
