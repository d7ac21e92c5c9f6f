import { Asked, Card, EmptyState, PageHeader, SkeletonLines, useQuery } from '@hashyard/ui';
import type { JSX } from 'solid-js';
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
  return (
    <>
      <PageHeader title="Contracts" />
      <Asked
        query={query}
        of={(data) => data.contracts.nodes}
        skeleton={
          <Card>
            <SkeletonLines lines={3} />
          </Card>
        }
        none={
          <Card>
            <EmptyState icon="contract" title="No contracts yet">
              A contract shows up here once your host has activated it.
            </EmptyState>
          </Card>
        }
      >
        {(contracts) => <ContractList contracts={contracts()} />}
      </Asked>
    </>
  );
}
