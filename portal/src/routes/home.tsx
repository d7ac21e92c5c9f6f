import { Card, EmptyState, ErrorState, PageHeader, useGraph, useQuery } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { LatestBill } from '../features/bills/latest-bill.tsx';
import { MonthSoFar } from '../features/bills/month-so-far.tsx';
import { currentMonth, nextBillWords } from '../features/bills/month-so-far.view.ts';
import { HashrateHistory } from '../features/fleet/history.tsx';
import { useTotals } from '../features/fleet/live.ts';
import { Totals } from '../features/fleet/totals.tsx';
import { useCustomer } from '../features/viewer/viewer.tsx';
import { graphql } from '../gql';

const HomeDocument = graphql(`
  query Home {
    fleetTotals {
      ...FleetTotalsFields
    }
    invoices(first: 1, orderBy: STARTS_ON_DESC) {
      nodes {
        ...BillSummary
        pdfUrl
      }
    }
  }
`);

export default function HomePage(): JSX.Element {
  const graph = useGraph();
  const viewer = useCustomer();
  const query = useQuery(HomeDocument);
  const live = useTotals();
  const totals = () => live.data ?? query.data?.fleetTotals;
  const zone = () => viewer().organization.timeZone;
  const now = () => {
    const known = live.data;
    return known && known.miners > known.stale ? { at: known.at, hashrateThs: known.hashrateThs } : undefined;
  };
  return (
    <>
      <PageHeader title={viewer().customer?.companyName ?? viewer().customer?.name ?? 'Home'} />
      <Show
        when={totals()?.miners !== 0}
        fallback={
          <Card>
            <EmptyState icon="machine" title="No machines yet">
              As soon as your host has put machines under your contract, their hashrate shows here.
            </EmptyState>
          </Card>
        }
      >
        <Show
          when={query.error && !totals() && query.error}
          fallback={
            <>
              <Totals totals={totals()} link={graph.link()} />
              <Card title="Hashrate">
                <HashrateHistory now={now()} />
              </Card>
            </>
          }
        >
          {(fault) => (
            <Card>
              <ErrorState fault={fault()} onRetry={() => query.refetch()} />
            </Card>
          )}
        </Show>
      </Show>
      <div class="grid gap-6 lg:grid-cols-2">
        <LatestBill
          bill={query.data?.invoices.nodes[0]}
          known={query.data !== undefined}
          next={nextBillWords(currentMonth(Date.now(), zone()).period)}
        />
        <MonthSoFar timeZone={zone()} />
      </div>
    </>
  );
}
