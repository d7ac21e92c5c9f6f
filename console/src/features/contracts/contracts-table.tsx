import {
  Badge,
  type Column,
  createTableState,
  DataTable,
  date,
  decimal,
  Link,
  lastDay,
  type TableState,
  type Fault,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { createMemo, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { ContractRowFragment } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { ActivateContract } from './activate-contract.tsx';
import { methodWords, statusWords, termWords, typeWords } from './contract.words.ts';

/** Not shown until asked for. */
export const HIDDEN_COLUMNS = ['type', 'method'];

export const contractRow = graphql(`
  fragment ContractRow on Contract {
    ...ActivateContract
    number
    type
    expiring
    term
    renews
    powerCapKw
  }
`);

export function ContractsTable(props: {
  contracts: readonly ContractRowFragment[] | undefined;
  state?: TableState;
  withoutCustomer?: boolean;
  onActivated?: () => void;
  error?: Fault;
  onRetry?: () => void;
  toolbar?: JSX.Element;
  empty?: JSX.Element;
}): JSX.Element {
  const navigate = useNavigate();
  const own = createTableState({ hidden: HIDDEN_COLUMNS });
  const columns = createMemo(() => {
    const shown = props.withoutCustomer ? contractColumns.filter(({ id }) => id !== 'customer') : contractColumns;
    return [...shown, actionColumn(() => props.onActivated?.())];
  });
  return (
    <DataTable
      label="Contracts"
      noun="contract"
      rows={props.contracts}
      columns={columns()}
      rowId={(contract) => contract.id}
      onOpen={(contract) => navigate(`/contracts/${contract.id}`)}
      state={props.state ?? own}
      error={props.error}
      onRetry={props.onRetry}
      toolbar={props.toolbar}
      empty={props.empty}
    />
  );
}

export function ContractStatusBadge(props: {
  contract: { status: ContractRowFragment['status']; expiring: boolean };
}): JSX.Element {
  return (
    <span class="inline-flex gap-1">
      <Badge tone={statusWords[props.contract.status].tone}>{statusWords[props.contract.status].word}</Badge>
      <Show when={props.contract.expiring}>
        <Badge tone="warn" title="It ends soon and does not renew">
          Expiring
        </Badge>
      </Show>
    </span>
  );
}

const actionColumn = (onActivated: () => void): Column<ContractRowFragment> => ({
  id: 'action',
  header: 'Next step',
  width: '7.5rem',
  search: false,
  value: (contract) => contract.status,
  cell: (contract) => (
    <Show when={contract.status === 'DRAFT'}>
      <ActivateContract contract={contract} onActivated={onActivated} inTable />
    </Show>
  ),
});

const contractColumns: Column<ContractRowFragment>[] = [
  {
    id: 'number',
    header: 'Contract',
    fixed: true,
    width: 'minmax(8.5rem, 1fr)',
    value: (contract) => contract.displayNumber,
    cell: (contract) => <Link href={`/contracts/${contract.id}`}>{contract.displayNumber}</Link>,
  },
  {
    id: 'customer',
    header: 'Customer',
    width: 'minmax(9rem, 2fr)',
    value: (contract) => customerLabel(contract.customer),
    cell: (contract) => <Link href={`/customers/${contract.customer.id}`}>{customerLabel(contract.customer)}</Link>,
  },
  {
    id: 'status',
    header: 'Status',
    width: '9rem',
    value: (contract) => statusWords[contract.status].word,
    cell: (contract) => <ContractStatusBadge contract={contract} />,
  },
  { id: 'type', header: 'Type', width: '6rem', value: (contract) => typeWords[contract.type] },
  { id: 'method', header: 'Billing', width: '7rem', value: (contract) => methodWords[contract.billingMethod] },
  {
    id: 'rate',
    header: 'Rate per kWh',
    numeric: true,
    width: '8rem',
    value: (contract) => (contract.rate == null ? null : Number(contract.rate)),
    cell: (contract) => <>{contract.rate == null ? '–' : `${decimal(contract.rate, 2)} ${contract.currency}`}</>,
  },
  {
    id: 'machines',
    header: 'Machines',
    numeric: true,
    width: '6rem',
    search: false,
    value: (contract) => contract.assignments.totalCount,
  },
  { id: 'term', header: 'Term', width: '7.5rem', value: (contract) => termWords[contract.term] },
  {
    id: 'starts',
    header: 'Starts',
    width: '7.5rem',
    search: false,
    value: (contract) => contract.startsOn,
    cell: (contract) => <>{date(contract.startsOn)}</>,
  },
  {
    id: 'ends',
    header: 'Last day',
    width: '9.5rem',
    search: false,
    value: (contract) => contract.endsOn,
    cell: (contract) => (
      <>
        {date(lastDay(contract.endsOn))}
        <Show when={contract.renews}>
          <span class="text-muted"> renews</span>
        </Show>
      </>
    ),
  },
];
