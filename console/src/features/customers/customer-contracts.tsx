import { ButtonLink, Card, EmptyState } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import type { ContractRowFragment } from '../../gql/graphql.ts';
import { May } from '../session/may.tsx';
import { ContractsTable } from '../contracts/contracts-table.tsx';

export function CustomerContracts(props: {
  customerId: string;
  contracts: readonly ContractRowFragment[];
  onActivated: () => void;
}): JSX.Element {
  return (
    <Card
      flush
      title="Contracts"
      actions={
        <May do="contract:create">
          <ButtonLink href={`/contracts/new?customer=${props.customerId}`} look="primary" icon="plus">
            New Contract
          </ButtonLink>
        </May>
      }
    >
      <ContractsTable
        contracts={props.contracts}
        withoutCustomer
        onActivated={props.onActivated}
        empty={
          <EmptyState title="No contracts yet" icon="contract">
            A contract says which machines are billed, how, and from when.
          </EmptyState>
        }
      />
    </Card>
  );
}
