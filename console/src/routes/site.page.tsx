import {
  Asked,
  ButtonLink,
  Card,
  Link,
  LiveMark,
  Menu,
  type MenuItem,
  NoSuch,
  Notice,
  PageHeader,
  type Status,
  type Tab,
  Tabs,
  useGraph,
  useQuery,
  When,
} from '@hashyard/ui';
import { useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import { EnergyCard } from '../features/fleet/energy-card.tsx';
import { StatusLinks, TotalsStats, useFleetTotals } from '../features/fleet/fleet-totals.tsx';
import { History } from '../features/fleet/history.tsx';
import { MachinesTable } from '../features/fleet/machines-table.tsx';
import { RackMap } from '../features/fleet/rack-map.tsx';
import { useMachines } from '../features/fleet/use-machines.ts';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { EnergyBalance } from '../features/power/energy-balance.tsx';
import { May, useMay } from '../features/session/may.tsx';
import { CloseSite, OpenSite } from '../features/sites/close-site.tsx';
import { NextSteps } from '../features/sites/next-steps.tsx';
import { RacksTable } from '../features/sites/racks-table.tsx';
import { SiteDetails } from '../features/sites/site-details.tsx';
import { placeText, working } from '../features/sites/site.view.ts';
import { graphql } from '../gql/gql.ts';

const siteDocument = graphql(`
  query Site($id: ID!) {
    site(id: $id) {
      id
      name
      timeZone
      retiredAt
      ...SiteDetails
      racks {
        ...RackPlan
        ...RackRow
      }
    }
  }
`);

export function SitePage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const graph = useGraph();
  const navigate = useNavigate();
  const query = useQuery(siteDocument, () => ({ id: params.id }));
  const site = () => query.data?.site;
  const totals = useFleetTotals(() => ({ siteId: params.id }));
  const machines = useMachines(
    () => ({ siteIds: [params.id] }),
    () => ({ siteId: params.id }),
  );
  const [tab, setTab] = useUrlFilter('tab');
  const [, setSearch] = useSearchParams();

  const mayManage = useMay('fleet:manage');
  const mayClose = useMay('site:manage');
  const [closing, setClosing] = createSignal(false);
  const go = (label: string, href: string): MenuItem => ({ label, onSelect: () => navigate(href) });
  const actions = (): MenuItem[] => [
    go('Discover devices', `/sites/${params.id}/discovery`),
    go('Import machines', `/machines/import?site=${params.id}`),
    go('Add racks', `/sites/${params.id}/racks/new`),
    go('Import racks', `/sites/${params.id}/racks/import`),
    go('Map outlets', `/sites/${params.id}/outlets`),
    ...(mayClose() && !site()?.retiredAt
      ? [{ label: 'Close site', danger: true, onSelect: () => void setClosing(true) }]
      : []),
  ];
  const progress = () => {
    const [known, rows] = [site(), machines.rows];
    if (!known || !rows) return undefined;
    const collectors = working(known.collectors).length;
    return { siteId: params.id, racks: known.racks.length, collectors, machines: rows.length };
  };

  const tabs = (): Tab[] => [
    {
      id: 'machines',
      label: 'Machines',
      content: () => (
        <Card flush>
          <MachinesTable
            machines={machines}
            label={`Machines of ${site()?.name}`}
            all={{ label: 'All machines of the site', query: `siteIds=${params.id}` }}
          />
        </Card>
      ),
    },
    {
      id: 'map',
      label: 'Rack map',
      content: () => (
        <Card>
          <RackMap siteId={params.id} racks={site()?.racks ?? []} machines={machines} />
        </Card>
      ),
    },
    {
      id: 'balance',
      label: 'Energy balance',
      content: () => <EnergyBalance siteId={params.id} />,
    },
    {
      id: 'racks',
      label: 'Racks',
      content: () => (
        <Card flush>
          <RacksTable siteId={params.id} racks={site()?.racks ?? []} onChanged={query.refetch} />
        </Card>
      ),
    },
    {
      id: 'history',
      label: 'History',
      content: () => (
        <div class="flex flex-col gap-6">
          <History scope={{ siteId: params.id }} />
          <Show when={site()}>{(known) => <EnergyCard scope={{ siteId: params.id }} zone={known().timeZone} />}</Show>
        </div>
      ),
    },
    {
      id: 'details',
      label: 'Details',
      content: () => <Show when={site()}>{(known) => <SiteDetails site={known()} />}</Show>,
    },
  ];

  return (
    <Asked
      query={query}
      of={(data) => data.site}
      none={<NoSuch what="site" icon="site" href="/sites" all="All sites" />}
    >
      {(known) => (
        <>
          <PageHeader
            above={<Link href="/sites">Sites</Link>}
            title={known().name}
            note={placeText(known())}
            actions={
              <>
                <LiveMark at={totals.data?.at} link={graph.link()} />
                <May do="site:manage">
                  <ButtonLink href={`/sites/${params.id}/edit`}>Edit</ButtonLink>
                </May>
                <Show when={mayManage()}>
                  <Menu label="More for this site" items={actions()} />
                </Show>
              </>
            }
          />
          <Show when={known().retiredAt}>
            {(at) => (
              <Notice
                tone="warn"
                action={
                  <May do="site:manage">
                    <OpenSite site={known()} onDone={query.refetch} />
                  </May>
                }
              >
                This site is closed since <When at={at()} zone={known().timeZone} />.
              </Notice>
            )}
          </Show>
          <Show when={closing()}>
            <CloseSite
              site={known()}
              onClose={() => setClosing(false)}
              onDone={() => {
                setClosing(false);
                query.refetch();
              }}
            />
          </Show>
          <Show when={!known().retiredAt && progress()}>{(one) => <NextSteps progress={one()} />}</Show>
          <Card>
            <div class="flex flex-col gap-4">
              <TotalsStats totals={totals.data} capacityKw={known().capacityKw} />
              <Show when={totals.data}>
                {(sums) => (
                  <StatusLinks totals={sums()} href={(status: Status) => `/sites/${params.id}?status=${status}`} />
                )}
              </Show>
            </div>
          </Card>
          <Show when={totals.error}>
            {(fault) => (
              <Notice tone="warn">
                Live numbers have stopped: {fault().title.toLowerCase()}. {fault().advice}
              </Notice>
            )}
          </Show>
          <Tabs
            label="Views of the site"
            tabs={tabs()}
            value={tab() || 'machines'}
            onChange={(id) => {
              if (id !== (tab() || 'machines')) setSearch({ slot: null });
              setTab(id === 'machines' ? '' : id);
            }}
          />
        </>
      )}
    </Asked>
  );
}
