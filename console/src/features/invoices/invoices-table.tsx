import {
  Badge,
  type Column,
  createTableState,
  DataTable,
  date,
  decimal,
  type Fault,
  Link,
  money,
  month,
  type Selection,
  type TableState,
  VarianceMark,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { createMemo, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceRowFragment, InvoiceStatus } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { holdTitle, openReasons } from './invoice.view.ts';
import { kindWords, statusWords } from './invoice.words.ts';

/** Not shown until asked for. */
export const HIDDEN_COLUMNS = ['energy', 'issued'];

export const invoiceRow = graphql(`
  fragment InvoiceRow on Invoice {
    id
    number
    kind
    status
    period
    issuedOn
    dueOn
    sentAt
    energyKwh
    estimatedKwh
    variancePercent
    customer {
      id
      name
      companyName
    }
    total {
      amount
      currency
    }
    balance {
      amount
      currency
    }
    holds {
      reason
      releasedBy
    }
  }
`);

export function InvoicesTable(props: {
  invoices: readonly InvoiceRowFragment[] | undefined;
  state?: TableState;
  withoutCustomer?: boolean;
  error?: Fault;
  onRetry?: () => void;
  toolbar?: JSX.Element;
  empty?: JSX.Element;
  selection?: Selection;
}): JSX.Element {
  const navigate = useNavigate();
  const own = createTableState({ hidden: HIDDEN_COLUMNS });
  const columns = createMemo(() =>
    props.withoutCustomer ? invoiceColumns.filter(({ id }) => id !== 'customer') : invoiceColumns,
  );
  return (
    <DataTable
      label="Invoices"
      noun="invoice"
      rows={props.invoices}
      columns={columns()}
      rowId={(invoice) => invoice.id}
      onOpen={(invoice) => navigate(`/invoices/${invoice.id}`)}
      state={props.state ?? own}
      error={props.error}
      onRetry={props.onRetry}
      toolbar={props.toolbar}
      selection={props.selection}
      empty={props.empty}
    />
  );
}

export function InvoiceStatusBadge(props: { status: InvoiceStatus }): JSX.Element {
  return <Badge tone={statusWords[props.status].tone}>{statusWords[props.status].word}</Badge>;
}

/** What a draft is called, which has no number. */
export const invoiceTitle = (invoice: { number?: string | null; period: string }): string =>
  invoice.number ?? `Draft for ${month(invoice.period)}`;

const invoiceColumns: Column<InvoiceRowFragment>[] = [
  {
    id: 'number',
    header: 'Invoice',
    fixed: true,
    width: '8rem',
    value: (invoice) => invoice.number ?? 'Draft',
    cell: (invoice) => <Link href={`/invoices/${invoice.id}`}>{invoice.number ?? 'Draft'}</Link>,
  },
  {
    id: 'customer',
    header: 'Customer',
    width: 'minmax(11rem, 2fr)',
    value: (invoice) => customerLabel(invoice.customer),
  },
  {
    id: 'status',
    header: 'Status',
    width: '8rem',
    value: (invoice) => statusWords[invoice.status].word,
    cell: (invoice) => <InvoiceStatusBadge status={invoice.status} />,
  },
  {
    id: 'holds',
    header: 'Held because',
    width: 'minmax(9rem, 1.2fr)',
    value: (invoice) => openReasons(invoice.holds).map(holdTitle).join(', ') || null,
    cell: (invoice) => (
      <Show when={openReasons(invoice.holds).length > 0} fallback="–">
        <span class="text-warn">{openReasons(invoice.holds).map(holdTitle).join(', ')}</span>
      </Show>
    ),
  },
  {
    id: 'period',
    header: 'Period',
    width: '10rem',
    value: (invoice) => `${invoice.period} ${month(invoice.period)}`,
    cell: (invoice) => (
      <>
        {month(invoice.period)}
        <Show when={invoice.kind === 'SUPPLEMENTAL'}>
          <span class="text-muted" title={kindWords.SUPPLEMENTAL}>
            {' '}
            +
          </span>
        </Show>
      </>
    ),
  },
  {
    id: 'energy',
    header: 'Energy (kWh)',
    numeric: true,
    width: '9rem',
    search: false,
    value: (invoice) => Number(invoice.energyKwh),
    cell: (invoice) => <>{decimal(invoice.energyKwh, 3, 3)}</>,
  },
  {
    id: 'variance',
    header: 'PDU meters',
    width: '9.5rem',
    search: false,
    value: (invoice) => (invoice.variancePercent == null ? null : Math.abs(Number(invoice.variancePercent))),
    cell: (invoice) => (
      <Show when={invoice.variancePercent} fallback="–">
        {(percent) => <VarianceMark percent={percent()} />}
      </Show>
    ),
  },
  {
    id: 'total',
    header: 'Total',
    numeric: true,
    width: '9.5rem',
    search: false,
    value: (invoice) => Number(invoice.total.amount),
    cell: (invoice) => <>{money(invoice.total)}</>,
  },
  {
    id: 'balance',
    header: 'Still due',
    numeric: true,
    width: '9.5rem',
    search: false,
    value: (invoice) => Number(invoice.balance.amount),
    cell: (invoice) => <>{invoice.number ? money(invoice.balance) : '–'}</>,
  },
  {
    id: 'issued',
    header: 'Issued',
    width: '8rem',
    search: false,
    value: (invoice) => invoice.issuedOn,
    cell: (invoice) => <>{date(invoice.issuedOn)}</>,
  },
  {
    id: 'due',
    header: 'Due',
    width: '8rem',
    search: false,
    value: (invoice) => invoice.dueOn,
    cell: (invoice) => <>{date(invoice.dueOn)}</>,
  },
];
