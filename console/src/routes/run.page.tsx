import {
  Asked,
  Badge,
  Card,
  type Column,
  createTableState,
  DataTable,
  EmptyState,
  ErrorState,
  fixed,
  KeyValueList,
  Link,
  money,
  month,
  NoSuch,
  PageHeader,
  Progress,
  useQuery,
  When,
} from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import { createEffect, For, type JSX, on, Show } from 'solid-js';
import { customerLabel } from '../features/customers/customer.view.ts';
import { outcomeWords, runTone, runWords } from '../features/invoices/invoice.words.ts';
import { invoiceTitle } from '../features/invoices/invoices-table.tsx';
import { runIsOver } from '../features/invoices/run.view.ts';
import { useRunProgress, useRunWatch } from '../features/invoices/run-watch.tsx';
import { RetryFailed } from '../features/invoices/retry-failed.tsx';
import { useAllPages } from '../features/lists/all-pages.ts';
import { graphql } from '../gql/gql.ts';
import type { RunOutcomeFragment, RunProgressFragment } from '../gql/graphql.ts';

const runDocument = graphql(`
  query BillingRun($id: ID!) {
    billingRun(id: $id) {
      ...RunProgress
    }
  }
`);

export const runOutcome = graphql(`
  fragment RunOutcome on BillingRunOutcome {
    outcome
    errorCode
    errorMessage
    customer {
      id
      name
      companyName
    }
    invoices {
      id
      number
      period
      total {
        amount
        currency
      }
    }
  }
`);

const runOutcomesDocument = graphql(`
  query BillingRunOutcomes($id: ID!, $after: String) {
    billingRun(id: $id) {
      id
      outcomes(first: 200, after: $after) {
        nodes {
          ...RunOutcome
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  }
`);

const none = { nodes: [], pageInfo: { hasNextPage: false }, totalCount: 0 };

/** A billing run while it goes and after it. One may leave: it goes on by itself. */
export function RunPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const watch = useRunWatch();
  const query = useQuery(runDocument, () => ({ id: params.id }));
  const watched = () => watch.run?.id === params.id;
  const live = useRunProgress(() => (watched() ? null : params.id));
  const run = () => (watched() ? watch.run : live.data) ?? query.data?.billingRun;
  const outcomes = useAllPages(
    runOutcomesDocument,
    () => ({ id: params.id }),
    (data) => data.billingRun?.outcomes ?? none,
  );
  createEffect(on(() => [run()?.progress.done, run()?.state], outcomes.refetch, { defer: true }));
  /** Seen here, the result need not wait in the header any more. */
  createEffect(() => {
    if (watched() && watch.run && runIsOver(watch.run.state)) watch.dismiss();
  });

  return (
    <Asked
      query={{ data: run(), error: query.error, refetch: query.refetch }}
      of={(known) => known}
      none={<NoSuch what="run" icon="bill" href="/invoices/runs" all="All billing runs" />}
    >
      {(known) => (
        <>
          <PageHeader
            above={<Link href="/invoices/runs">Billing runs</Link>}
            title={`Invoices for ${month(known().period)}`}
            actions={<RetryFailed run={known()} outcomes={outcomes.rows ?? []} />}
            note={
              <>
                <Badge tone={runTone[known().state]}>{runWords[known().state]}</Badge>
                <span>
                  started by {known().startedBy}, <When at={known().createdAt} />
                </span>
              </>
            }
          />
          <RunCard run={known()} />
          <Card flush title="Customers">
            <OutcomesTable
              rows={outcomes.rows}
              error={outcomes.error}
              onRetry={outcomes.refetch}
              over={runIsOver(known().state)}
            />
          </Card>
        </>
      )}
    </Asked>
  );
}

function RunCard(props: { run: RunProgressFragment }): JSX.Element {
  const counts = () => props.run.progress.counts.filter((entry) => entry.count > 0);
  return (
    <Card>
      <div class="flex flex-col gap-4">
        <Progress
          label={runWords[props.run.state]}
          done={props.run.progress.done}
          total={props.run.progress.total}
          noun="customers"
        />
        <Show when={counts().length > 0}>
          <ul class="flex flex-wrap gap-x-5 gap-y-2">
            <For each={counts()}>
              {({ outcome, count }) => (
                <li class="flex items-center gap-2">
                  <Badge tone={outcomeWords[outcome].tone} title={outcomeWords[outcome].meaning}>
                    {outcomeWords[outcome].word}
                  </Badge>
                  <span class="font-semibold">{fixed(count)}</span>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <KeyValueList
          columns={2}
          items={[
            { label: 'Auto-send', value: props.run.autoSend ? 'On: issued and mailed' : 'Off: left as drafts' },
            { label: 'Customers with existing invoices', value: props.run.skipExisting ? 'Skipped' : 'Computed anew' },
          ]}
        />
        <Show when={!runIsOver(props.run.state)}>
          <p class="text-sm text-muted">
            You can leave this page. The run goes on, and its result waits in the header.
          </p>
        </Show>
      </div>
    </Card>
  );
}

function OutcomesTable(props: {
  rows: readonly RunOutcomeFragment[] | undefined;
  error: Parameters<typeof ErrorState>[0]['fault'] | undefined;
  onRetry: () => void;
  over: boolean;
}): JSX.Element {
  const navigate = useNavigate();
  const state = createTableState();
  return (
    <DataTable
      label="Outcomes"
      noun="customer"
      rows={props.rows}
      columns={outcomeColumns}
      rowId={(outcome) => outcome.customer.id}
      onOpen={({ customer, invoices: [invoice] }) =>
        navigate(invoice ? `/invoices/${invoice.id}` : `/customers/${customer.id}`)
      }
      state={state}
      error={props.error}
      onRetry={props.onRetry}
      empty={
        <EmptyState
          title={props.over ? 'No customer had anything to bill' : 'The first customers are being worked on'}
        />
      }
    />
  );
}

const outcomeColumns: Column<RunOutcomeFragment>[] = [
  {
    id: 'customer',
    header: 'Customer',
    fixed: true,
    width: 'minmax(11rem, 2fr)',
    value: ({ customer }) => customerLabel(customer),
  },
  {
    id: 'outcome',
    header: 'Outcome',
    width: '9rem',
    value: ({ outcome }) => outcomeWords[outcome].word,
    cell: (row) => (
      <Badge tone={outcomeWords[row.outcome].tone} title={outcomeWords[row.outcome].meaning}>
        {outcomeWords[row.outcome].word}
      </Badge>
    ),
  },
  {
    id: 'invoices',
    header: 'Invoice',
    width: 'minmax(10rem, 1.4fr)',
    value: ({ invoices }) => invoices.map(invoiceTitle).join(', ') || null,
    cell: (row) => (
      <Show when={row.invoices.length > 0} fallback="–">
        <For each={row.invoices}>
          {(invoice) => (
            <Link href={`/invoices/${invoice.id}`} class="mr-3">
              {invoiceTitle(invoice)}
            </Link>
          )}
        </For>
      </Show>
    ),
  },
  {
    id: 'total',
    header: 'Total',
    numeric: true,
    width: '10rem',
    search: false,
    value: ({ invoices }) => (invoices[0] ? Number(invoices[0].total.amount) : null),
    cell: (row) => <>{row.invoices.map(({ total }) => money(total)).join(', ') || '–'}</>,
  },
  {
    id: 'note',
    header: 'Note',
    width: 'minmax(10rem, 2fr)',
    value: ({ outcome, errorMessage }) => errorMessage ?? outcomeWords[outcome].meaning,
  },
];
