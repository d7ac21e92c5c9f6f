import { ErrorState, PageSkeleton, useQuery } from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import { type JSX, Match, Switch } from 'solid-js';
import { ContractDetails } from '../features/contracts/contract-page.tsx';
import { Missing } from '../features/missing.tsx';
import { graphql } from '../gql';

const ContractDocument = graphql(`
  query Contract($id: ID!) {
    contract(id: $id) {
      ...ContractDetails
    }
  }
`);

export default function ContractPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(ContractDocument, () => ({ id: params.id }));
  return (
    <Switch fallback={<PageSkeleton cards={[240, 320]} />}>
      <Match when={query.data?.contract}>
        {(contract) => <ContractDetails contract={contract()} onChanged={() => query.refetch()} />}
      </Match>
      <Match when={query.data?.contract === null}>
        <Missing what="Contract" back="/contracts" backWords="All contracts" />
      </Match>
      <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={() => query.refetch()} />}</Match>
    </Switch>
  );
}
