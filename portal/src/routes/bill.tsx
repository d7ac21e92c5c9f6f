import { ErrorState, PageSkeleton, useQuery } from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import { type JSX, Match, Switch } from 'solid-js';
import { BillPage } from '../features/bills/bill-page.tsx';
import { Missing } from '../features/missing.tsx';
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
    <Switch fallback={<PageSkeleton cards={[290, 240, 150]} />}>
      <Match when={query.data?.invoice}>{(bill) => <BillPage bill={bill()} />}</Match>
      <Match when={query.data?.invoice === null}>
        <Missing what="Bill" back="/bills" backWords="All bills" />
      </Match>
      <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={() => query.refetch()} />}</Match>
    </Switch>
  );
}
