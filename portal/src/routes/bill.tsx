import { Asked, NoSuch, PageSkeleton, useQuery } from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { BillPage } from '../features/bills/bill-page.tsx';
import { graphql } from '../gql';

const BillDocument = graphql(`
  query Bill($id: ID!) {
    invoice(id: $id) {
      ...BillDetails
    }
  }
`);

export default function BillRoute(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(BillDocument, () => ({ id: params.id }));
  return (
    <Asked
      query={query}
      of={(data) => data.invoice}
      none={<NoSuch what="bill" icon="bill" href="/bills" all="All bills" />}
      skeleton={<PageSkeleton cards={[290, 240, 150]} />}
    >
      {(bill) => <BillPage bill={bill()} />}
    </Asked>
  );
}
