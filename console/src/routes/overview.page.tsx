import { Asked, Card, PageHeader, SkeletonLines, useQuery } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { StatusLinks, TotalsStats, useFleetTotals } from '../features/fleet/fleet-totals.tsx';
import { History } from '../features/fleet/history.tsx';
import { FirstSite } from '../features/shell/first-site.tsx';
import { Today } from '../features/shell/today.tsx';
import { capacityOf, todayOf } from '../features/shell/today.view.ts';
import { useMay } from '../features/session/may.tsx';
import { useSession } from '../features/session/session.tsx';
import { graphql } from '../gql/gql.ts';

const overviewDocument = graphql(`
  query Overview {
    held: invoices(first: 1, filter: { statuses: [HELD] }) {
      totalCount
    }
    drafts: invoices(first: 1, filter: { statuses: [DRAFT] }) {
      totalCount
    }
    overdue: invoices(first: 1, filter: { statuses: [OVERDUE] }) {
      totalCount
    }
    draftContracts: contracts(first: 1, filter: { statuses: [DRAFT] }) {
      totalCount
    }
    expiring: contracts(first: 1, filter: { expiring: true }) {
      totalCount
    }
    notInvited: customers(first: 1, filter: { active: true, portal: NOT_INVITED }) {
      totalCount
    }
    sites(first: 200) {
      nodes {
        id
        capacityKw
      }
    }
    collectors(first: 200) {
      nodes {
        id
        name
        online
        revokedAt
        spooledReadings
        warnings
      }
    }
  }
`);

export function OverviewPage(): JSX.Element {
  const session = useSession();
  const mayBuild = useMay('site:manage');
  const totals = useFleetTotals(() => ({}));
  const query = useQuery(overviewDocument);
  return (
    <>
      <PageHeader title="Overview" note={session.viewer.organization.name} />
      <Card>
        <div class="flex flex-col gap-4">
          <TotalsStats totals={totals.data} capacityKw={capacityOf(query.data?.sites.nodes ?? [])} />
          <Show when={totals.data}>
            {(sums) => <StatusLinks totals={sums()} href={(status) => `/machines?status=${status}`} />}
          </Show>
        </div>
      </Card>
      <Show when={mayBuild() && totals.data?.miners === 0}>
        <FirstSite />
      </Show>
      <Card title="What needs you today">
        <Asked query={query} of={(data) => data} skeleton={<SkeletonLines lines={4} />}>
          {(data) => <Today items={todayOf(data(), totals.data)} />}
        </Asked>
      </Card>
      <History scope={{}} />
    </>
  );
}
