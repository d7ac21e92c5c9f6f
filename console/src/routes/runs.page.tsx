import {
  Badge,
  Card,
  type Column,
  DataTable,
  EmptyState,
  fixed,
  Link,
  month,
  PageHeader,
  useTableState,
  When,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { runTone, runWords } from '../features/invoices/invoice.words.ts';
import { runSummary } from '../features/invoices/run.view.ts';
import { useAllPages } from '../features/lists/all-pages.ts';
import { graphql } from '../gql/gql.ts';
import type { RunProgressFragment } from '../gql/graphql.ts';

const runsDocument = graphql(`
  query BillingRuns($after: String) {
    billingRuns(first: 200, after: $after) {
      nodes {
        ...RunProgress
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** Every time that a month was billed, by whom, and what came of it. */
export function RunsPage(): JSX.Element {
  const navigate = useNavigate();
  const state = useTableState({ sort: { column: 'started', descending: true } });
  const runs = useAllPages(
    runsDocument,
    () => ({}),
    (data) => data.billingRuns,
  );
  return (
    <>
      <PageHeader above={<Link href="/invoices">Invoices</Link>} title="Billing runs" />
      <Card flush>
        <DataTable
          label="Billing runs"
          noun="run"
          rows={runs.rows}
          columns={columns}
          rowId={({ id }) => id}
          onOpen={({ id }) => navigate(`/invoices/runs/${id}`)}
          state={state}
          error={runs.error}
          onRetry={runs.refetch}
          empty={
            <EmptyState title="No runs yet" icon="bill">
              A run bills a month that is over, for all customers or those you choose.
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}

const columns: readonly Column<RunProgressFragment>[] = [
  {
    id: 'period',
    header: 'Month',
    fixed: true,
    width: '10rem',
    value: ({ period }) => period,
    cell: (run) => <Link href={`/invoices/runs/${run.id}`}>{month(run.period)}</Link>,
  },
  {
    id: 'state',
    header: 'State',
    width: '9rem',
    value: ({ state }) => runWords[state],
    cell: (run) => <Badge tone={runTone[run.state]}>{runWords[run.state]}</Badge>,
  },
  {
    id: 'customers',
    header: 'Customers',
    numeric: true,
    width: '7rem',
    search: false,
    value: ({ progress }) => progress.total,
    cell: (run) => <>{fixed(run.progress.total)}</>,
  },
  { id: 'outcome', header: 'What came of it', width: 'minmax(14rem, 2fr)', value: runSummary },
  { id: 'by', header: 'Started by', width: 'minmax(9rem, 1fr)', value: ({ startedBy }) => startedBy },
  {
    id: 'started',
    header: 'Started',
    width: '11rem',
    search: false,
    value: ({ createdAt }) => createdAt,
    cell: (run) => <When at={run.createdAt} />,
  },
];
