import { ButtonLink, Card, createSelection, EmptyState, month, PageHeader, useTableState } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { BulkChange } from '../features/invoices/bulk-change.tsx';
import { GenerateInvoices } from '../features/invoices/generate-invoices.tsx';
import { closedPeriods } from '../features/invoices/invoice.view.ts';
import { statusWords } from '../features/invoices/invoice.words.ts';
import { HIDDEN_COLUMNS, InvoicesTable } from '../features/invoices/invoices-table.tsx';
import { useAllPages } from '../features/lists/all-pages.ts';
import { FilterSelect } from '../features/lists/filter-select.tsx';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { useMay } from '../features/session/may.tsx';
import { useSession } from '../features/session/session.tsx';
import { graphql } from '../gql/gql.ts';
import type { InvoiceStatus } from '../gql/graphql.ts';

const invoicesDocument = graphql(`
  query Invoices($after: String, $filter: InvoiceFilter) {
    invoices(first: 200, after: $after, filter: $filter) {
      nodes {
        ...InvoiceRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

const statuses = Object.keys(statusWords) as InvoiceStatus[];

export function InvoicesPage(): JSX.Element {
  const session = useSession();
  const mayChange = useMay('invoice:change');
  const state = useTableState({ hidden: HIDDEN_COLUMNS });
  const [status, setStatus] = useUrlFilter('status');
  const [period, setPeriod] = useUrlFilter('period');
  const invoices = useAllPages(
    invoicesDocument,
    () => {
      const wanted = statuses.find((one) => one === status());
      return { filter: { statuses: wanted && [wanted], period: period() || undefined } };
    },
    (data) => data.invoices,
  );
  const selection = createSelection();
  const chosen = () => (invoices.rows ?? []).filter(({ id }) => selection.has(id));
  const changed = () => {
    selection.clear();
    invoices.refetch();
  };
  const filtered = () => status() !== '' || period() !== '';
  const periods = closedPeriods(new Date(), session.viewer.organization.timeZone);
  return (
    <>
      <PageHeader
        title="Invoices"
        actions={
          <>
            <ButtonLink href="/invoices/runs">Runs</ButtonLink>
            <GenerateInvoices />
          </>
        }
      />
      <Card flush>
        <InvoicesTable
          invoices={invoices.rows}
          state={state}
          error={invoices.error}
          onRetry={invoices.refetch}
          selection={mayChange() ? selection : undefined}
          toolbar={
            <>
              <BulkChange chosen={chosen()} onDone={changed} />
              <FilterSelect
                label="Status"
                all="All statuses"
                value={status()}
                onChange={setStatus}
                options={statuses.map((one) => ({ value: one, label: statusWords[one].word }))}
              />
              <FilterSelect
                label="Period"
                all="All periods"
                value={period()}
                onChange={setPeriod}
                options={periods.map((one) => ({ value: one, label: month(one) }))}
              />
            </>
          }
          empty={
            <Show
              when={filtered()}
              fallback={
                <EmptyState title="No invoices yet" icon="bill">
                  Generate the first ones for a month that is over. They stay drafts until you issue them, unless
                  auto-send is on.
                </EmptyState>
              }
            >
              <EmptyState title="No invoice fits these filters">Choose another status or period.</EmptyState>
            </Show>
          }
        />
      </Card>
    </>
  );
}
