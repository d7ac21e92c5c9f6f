import {
  Asked,
  ButtonLink,
  Card,
  EmptyState,
  Link,
  LiveMark,
  PageHeader,
  SkeletonLines,
  useGraph,
  useQuery,
} from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { StatusLinks, TotalsStats, useFleetTotals } from '../features/fleet/fleet-totals.tsx';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { May } from '../features/session/may.tsx';
import { placeText } from '../features/sites/site.view.ts';
import { graphql } from '../gql/gql.ts';
import type { SitesQuery } from '../gql/graphql.ts';

const sitesDocument = graphql(`
  query Sites($retired: Boolean) {
    sites(first: 200, filter: { retired: $retired }) {
      nodes {
        id
        name
        city
        region
        country
        timeZone
        capacityKw
      }
    }
  }
`);

type Site = SitesQuery['sites']['nodes'][number];

export function SitesPage(): JSX.Element {
  const [shown] = useUrlFilter('show');
  const closed = () => shown() === 'closed';
  const query = useQuery(sitesDocument, () => ({ retired: closed() }));
  const create = (label: string) => (
    <May do="site:manage">
      <ButtonLink href="/sites/new" look="primary" icon="plus">
        {label}
      </ButtonLink>
    </May>
  );
  const none = () => query.data?.sites.nodes.length === 0;
  return (
    <>
      <PageHeader
        above={
          <Show when={closed()}>
            <Link href="/sites">Sites</Link>
          </Show>
        }
        title={closed() ? 'Closed sites' : 'Sites'}
        actions={
          <Show when={!closed()}>
            <ButtonLink href="/sites?show=closed" look="quiet">
              Closed sites
            </ButtonLink>
            <Show when={!none()}>{create('Create site')}</Show>
          </Show>
        }
      />
      <Asked
        query={query}
        of={(data) => data.sites.nodes}
        skeleton={
          <Card>
            <SkeletonLines lines={5} />
          </Card>
        }
        none={
          <Show
            when={closed()}
            fallback={
              <EmptyState title="No sites yet" icon="site" action={create('Create your first site')}>
                A site is where machines stand: it has racks, a collector that reads its devices, and a time zone in
                which its days are counted.
              </EmptyState>
            }
          >
            <EmptyState title="No site is closed" icon="site">
              A site can be closed from its own page once nothing is there any more.
            </EmptyState>
          </Show>
        }
      >
        {(sites) => (
          <div class="flex flex-col gap-4">
            <For each={sites()}>{(site) => <SiteCard site={site} />}</For>
          </div>
        )}
      </Asked>
    </>
  );
}

function SiteCard(props: { site: Site }): JSX.Element {
  const graph = useGraph();
  const totals = useFleetTotals(() => ({ siteId: props.site.id }));
  return (
    <Card
      title={<Link href={`/sites/${props.site.id}`}>{props.site.name}</Link>}
      actions={
        <>
          <span class="text-sm text-muted">{placeText(props.site)}</span>
          <LiveMark at={totals.data?.at} link={graph.link()} />
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <TotalsStats totals={totals.data} capacityKw={props.site.capacityKw} />
        <Show when={totals.data}>
          {(known) => <StatusLinks totals={known()} href={(status) => `/sites/${props.site.id}?status=${status}`} />}
        </Show>
      </div>
    </Card>
  );
}
