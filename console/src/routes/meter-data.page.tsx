import { Card, EmptyState, ErrorState, Link, PageHeader, SkeletonLines, type Tab, Tabs } from '@hashyard/ui';
import { For, type JSX, Match, Switch } from 'solid-js';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { CoverageTable } from '../features/metering/coverage-table.tsx';
import { type PeriodName, periodRange, periods } from '../features/metering/coverage.view.ts';
import { MeterEvents } from '../features/metering/meter-events.tsx';
import { MeterTasks } from '../features/metering/meter-tasks.tsx';
import { useSites } from '../features/sites/use-sites.ts';
import type { SiteChoiceFragment } from '../gql/graphql.ts';

const periodWords: Record<PeriodName, string> = {
  week: 'The last 7 days',
  month: 'This month so far',
  last: 'Last month',
};

/** How well a site's energy is known, and what needs a person before its bills are right. */
export function MeterDataPage(): JSX.Element {
  const sites = useSites();
  const [siteId, setSiteId] = useUrlFilter('site');
  const site = () => sites.rows?.find(({ id }) => id === siteId()) ?? sites.rows?.[0];
  return (
    <Switch>
      <Match when={site()} keyed>
        {(chosen) => <SiteMeterData site={chosen} sites={sites.rows ?? []} onSite={setSiteId} />}
      </Match>
      <Match when={sites.error}>{(fault) => <ErrorState fault={fault()} onRetry={sites.refetch} />}</Match>
      <Match when={sites.rows}>
        <EmptyState title="There is no site yet" icon="site">
          Registers hang at sites: make one, and its PDUs and meters.
        </EmptyState>
      </Match>
      <Match when={true}>
        <Card>
          <SkeletonLines lines={8} />
        </Card>
      </Match>
    </Switch>
  );
}

function SiteMeterData(props: {
  site: SiteChoiceFragment;
  sites: readonly SiteChoiceFragment[];
  onSite: (id: string) => void;
}): JSX.Element {
  const [tab, setTab] = useUrlFilter('tab');
  const [period, setPeriod] = useUrlFilter('period');
  const name = () => periods.find((one) => one === period()) ?? 'week';
  const looked = () => ({ siteId: props.site.id, ...periodRange(name(), new Date()) });
  const tabs: Tab[] = [
    {
      id: 'tasks',
      label: 'Needs a person',
      content: () => <MeterTasks siteId={props.site.id} zone={props.site.timeZone} />,
    },
    {
      id: 'coverage',
      label: 'Coverage',
      content: () => <CoverageTable looked={looked()} zone={props.site.timeZone} />,
    },
    {
      id: 'events',
      label: 'Events',
      content: () => (
        <Card flush>
          <MeterEvents looked={looked()} zone={props.site.timeZone} />
        </Card>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        above={<Link href="/power">Power</Link>}
        title="Meter data"
        actions={
          <>
            <Choice
              label="Site"
              value={props.site.id}
              options={props.sites.map((site) => ({ value: site.id, label: site.name }))}
              onChange={props.onSite}
            />
            <Choice
              label="Time"
              value={name()}
              options={periods.map((value) => ({ value, label: periodWords[value] }))}
              onChange={(value) => setPeriod(value === 'week' ? '' : value)}
            />
          </>
        }
      />
      <Tabs
        label="Parts of the meter data"
        tabs={tabs}
        value={tab() || 'tasks'}
        onChange={(id) => setTab(id === 'tasks' ? '' : id)}
      />
    </>
  );
}

function Choice(props: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}): JSX.Element {
  return (
    <select
      aria-label={props.label}
      class="min-h-[var(--control)] max-w-60 rounded border border-line-strong/60 bg-surface px-2 hover:bg-hover"
      onChange={(event) => props.onChange(event.currentTarget.value)}
    >
      <For each={props.options}>
        {(option) => (
          <option value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        )}
      </For>
    </select>
  );
}
