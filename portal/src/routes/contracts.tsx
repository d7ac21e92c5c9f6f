import { Card, EmptyState, ErrorState, PageHeader, SkeletonLines, useQuery } from '@hashyard/ui';
import { type JSX, Match, Switch } from 'solid-js';
import { ContractList } from '../features/contracts/contract-list.tsx';
import { graphql } from '../gql';

const ContractsDocument = graphql(`
  query Contracts {
    contracts(first: 200, orderBy: STARTS_ON_DESC) {
      nodes {
        ...ContractSummary
      }
    }
  }
`);

export default function ContractsPage(): JSX.Element {
  const query = useQuery(ContractsDocument);
  const contracts = () => query.data?.contracts.nodes;
  return (
    <>
      <PageHeader title="Contracts" />
      <Switch
        fallback={
          <Card>
            <SkeletonLines lines={3} />
          </Card>
        }
      >
        <Match when={contracts()?.length === 0}>
          <Card>
            <EmptyState icon="contract" title="No contracts yet">
              A contract shows up here once your host has activated it.
            </EmptyState>
          </Card>
        </Match>
        <Match when={contracts()}>{(known) => <ContractList contracts={known()} />}</Match>
        <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={() => query.refetch()} />}</Match>
      </Switch>
    </>
  );
}
