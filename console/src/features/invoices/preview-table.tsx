import { type Column, count, createTableState, DataTable, ErrorState, money, Progress } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import type { InvoicePreviewRowFragment } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { changeText, holdTitle } from './invoice.view.ts';
import { kindWords } from './invoice.words.ts';
import { type PreviewSummary, summaryOf } from './preview.view.ts';
import type { usePreview } from './use-preview.ts';

/** What a run would make, before it is run: whom it bills, how that differs from last month, what it would hold and why. */
export function PreviewTable(props: { preview: ReturnType<typeof usePreview> }): JSX.Element {
  const summary = () => summaryOf(props.preview.rows());
  return (
    <section class="flex flex-col gap-3" aria-label="Dry run" aria-live="polite">
      <Show when={props.preview.failed()}>{(fault) => <ErrorState fault={fault()} />}</Show>
      <Show when={props.preview.progress()}>
        {(progress) => (
          <>
            <Show
              when={!props.preview.ready()}
              fallback={<p class="font-medium">{summaryWords(summary(), progress().total)}</p>}
            >
              <Progress label="Dry run: nothing is written" noun="customers" {...progress()} />
            </Show>
            <Show when={props.preview.rows().length > 0}>
              <div class="overflow-hidden rounded border border-line">
                <DataTable
                  label="What would be billed"
                  noun="invoice"
                  rows={props.preview.rows()}
                  columns={columns}
                  rowId={(row) => `${row.customer.id} ${row.currency} ${row.kind}`}
                  state={createTableState()}
                  noSearch={props.preview.rows().length <= 10}
                  maxHeight="18rem"
                />
              </div>
            </Show>
          </>
        )}
      </Show>
    </section>
  );
}

function summaryWords({ invoices, customers, held, totals }: PreviewSummary, asked: number): string {
  const left = asked - customers;
  const rest = left === 0 ? '' : ` ${count(left, 'customer')} with nothing left to bill.`;
  if (invoices === 0) return `Nothing would be billed:${rest}`;
  const sum = totals.map(money).join(' and ');
  return `${count(invoices, 'invoice')} over ${sum}, ${held === 0 ? 'none' : held} of them held.${rest}`;
}

const columns: readonly Column<InvoicePreviewRowFragment>[] = [
  {
    id: 'customer',
    header: 'Customer',
    value: ({ customer }) => customerLabel(customer),
    cell: (row) => (
      <>
        {customerLabel(row.customer)}
        <Show when={row.kind === 'SUPPLEMENTAL'}>
          <span class="text-muted"> {kindWords.SUPPLEMENTAL}</span>
        </Show>
      </>
    ),
    width: 'minmax(10rem, 1.4fr)',
    fixed: true,
  },
  {
    id: 'total',
    header: 'Total',
    value: ({ total }) => Number(total.amount),
    cell: ({ total }) => money(total),
    numeric: true,
    width: '9rem',
    search: false,
  },
  {
    id: 'change',
    header: 'Last month',
    value: ({ changePercent }) => (changePercent == null ? null : Number(changePercent)),
    cell: ({ changePercent }) => changeText(changePercent) ?? '–',
    numeric: true,
    width: '7rem',
    search: false,
  },
  {
    id: 'holds',
    header: 'Would be held because',
    value: ({ holds }) => [...new Set(holds.map(({ reason }) => holdTitle(reason)))].join(', ') || null,
    cell: (row) => (
      <span class={row.holds.length > 0 ? 'text-warn' : ''}>
        {[...new Set(row.holds.map(({ reason }) => holdTitle(reason)))].join(', ') || '–'}
      </span>
    ),
    width: 'minmax(9rem, 1.2fr)',
  },
];
