import {
  Badge,
  type Column,
  DataTable,
  date,
  EmptyState,
  type Fault,
  money,
  month,
  useTableState,
  useWide,
} from '@hashyard/ui';
import { A, useNavigate } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql';
import type { BillSummaryFragment } from '../../gql/graphql';
import { billStatus, dueWords } from './bill.view.ts';

export const BillSummaryFields = graphql(`
  fragment BillSummary on Invoice {
    id
    number
    status
    period
    issuedOn
    dueOn
    total {
      amount
      currency
    }
    balance {
      amount
      currency
    }
  }
`);

const columns: readonly Column<BillSummaryFragment>[] = [
  {
    id: 'period',
    header: 'Month',
    value: (bill) => bill.period,
    cell: (bill) => (
      <A href={`/bills/${bill.id}`} class="font-medium hover:underline">
        {month(bill.period)}
      </A>
    ),
    width: 'minmax(9rem, 1.2fr)',
    fixed: true,
  },
  { id: 'number', header: 'Number', value: (bill) => bill.number, width: '9rem' },
  {
    id: 'status',
    header: 'Status',
    value: (bill) => billStatus(bill.status).word,
    cell: (bill) => <Badge tone={billStatus(bill.status).tone}>{billStatus(bill.status).word}</Badge>,
    width: '8rem',
  },
  {
    id: 'issued',
    header: 'Issued on',
    value: (bill) => bill.issuedOn,
    cell: (bill) => date(bill.issuedOn),
    width: '8rem',
  },
  { id: 'due', header: 'Due on', value: (bill) => bill.dueOn, cell: (bill) => date(bill.dueOn), width: '8rem' },
  {
    id: 'total',
    header: 'Total',
    value: (bill) => Number(bill.total.amount),
    cell: (bill) => money(bill.total),
    numeric: true,
    width: '10rem',
    search: false,
  },
  {
    id: 'balance',
    header: 'Still due',
    value: (bill) => Number(bill.balance.amount),
    cell: (bill) => <span class="font-semibold">{money(bill.balance)}</span>,
    numeric: true,
    width: '10rem',
    search: false,
  },
];

/** All issued bills, newest first. */
export function BillList(props: {
  bills: readonly BillSummaryFragment[] | undefined;
  error: Fault | undefined;
  onRetry: () => void;
}): JSX.Element {
  const navigate = useNavigate();
  const wide = useWide();
  const state = useTableState({ sort: { column: 'period', descending: true } });
  return (
    <DataTable
      label="Bills"
      noun="bill"
      rows={props.bills}
      columns={columns}
      rowId={(bill) => bill.id}
      state={state}
      error={props.error}
      onRetry={props.onRetry}
      onOpen={(bill) => navigate(`/bills/${bill.id}`)}
      noSearch={(props.bills?.length ?? 0) <= 12}
      card={wide() ? undefined : (bill) => <BillCard bill={bill} />}
      empty={
        <EmptyState icon="bill" title="No bills yet">
          Your first bill comes after the end of the month, as soon as your host has issued it.
        </EmptyState>
      }
    />
  );
}

function BillCard(props: { bill: BillSummaryFragment }): JSX.Element {
  return (
    <A href={`/bills/${props.bill.id}`} class="flex h-full flex-col justify-center gap-0.5 px-4">
      <span class="flex items-baseline justify-between gap-3">
        <span class="font-medium">{month(props.bill.period)}</span>
        <span class="text-lg font-semibold whitespace-nowrap">{money(props.bill.total)}</span>
      </span>
      <span class="flex items-center justify-between gap-3 text-sm text-muted">
        <Badge tone={billStatus(props.bill.status).tone}>{billStatus(props.bill.status).word}</Badge>
        <span class="truncate">{dueWords(props.bill)}</span>
      </span>
    </A>
  );
}
