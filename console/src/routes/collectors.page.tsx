import {
  Badge,
  Button,
  Card,
  type Column,
  DataTable,
  EmptyState,
  fixed,
  Link,
  PageHeader,
  useTableState,
  When,
} from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { CollectorWarnings, WarningBadge } from '../features/collectors/collector-warnings.tsx';
import { diskOf, warningWord } from '../features/collectors/collector-warnings.view.ts';
import { CreateCollector } from '../features/collectors/create-collector.tsx';
import { RotateToken } from '../features/collectors/rotate-token.tsx';
import { RevokeCollector } from '../features/collectors/revoke-collector.tsx';
import { useAllPages } from '../features/lists/all-pages.ts';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { May, useMay } from '../features/session/may.tsx';
import { useEvery } from '../features/time/use-every.ts';
import { graphql } from '../gql/gql.ts';
import type { CollectorsQuery } from '../gql/graphql.ts';

const collectorsDocument = graphql(`
  query Collectors($after: String) {
    collectors(first: 200, after: $after) {
      nodes {
        ...RevokedCollector
        ...CollectorWarnings
        version
        newestReadingAt
        allowedNetworks
        createdAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

type CollectorRow = CollectorsQuery['collectors']['nodes'][number];
const REFRESH_MS = 15_000;

export function CollectorsPage(): JSX.Element {
  const state = useTableState({ hidden: ['created', 'clock', 'disk'] });
  const collectors = useAllPages(
    collectorsDocument,
    () => ({}),
    (data) => data.collectors,
  );
  useEvery(REFRESH_MS, collectors.refetch);
  /** `?create=` opens the dialog, with a site's id for that site: links from a new site come here. */
  const [wanted, setWanted] = useUrlFilter('create');
  const [creating, setCreating] = createSignal(wanted() !== '');
  const [rotating, setRotating] = createSignal<CollectorRow>();
  const mayManage = useMay('collector:manage');
  const withActions = (): Column<CollectorRow>[] => (mayManage() ? [...columns, actions] : columns);
  const actions: Column<CollectorRow> = {
    id: 'actions',
    header: 'Actions',
    width: '12.5rem',
    search: false,
    value: () => null,
    cell: (collector) => (
      <Show when={!collector.revokedAt}>
        <span class="flex gap-1">
          <Button
            class="min-h-6! py-0"
            aria-label={`New token for ${collector.name}`}
            onClick={() => setRotating(collector)}
          >
            New token
          </Button>
          <RevokeCollector collector={collector} onRevoked={collectors.refetch} />
        </span>
      </Show>
    ),
  };
  const create = () => (
    <May do="collector:manage">
      <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
        Create collector
      </Button>
    </May>
  );
  return (
    <>
      <PageHeader
        title="Collectors"
        note="One runs at each site, reads its devices and keeps what it read until it is stored here."
        actions={<Show when={collectors.rows?.length !== 0}>{create()}</Show>}
      />
      <CollectorWarnings collectors={(collectors.rows ?? []).filter(({ online }) => online)} />
      <Card flush>
        <DataTable
          label="Collectors"
          noun="collector"
          rows={collectors.rows}
          columns={withActions()}
          rowId={(collector) => collector.id}
          state={state}
          error={collectors.error}
          onRetry={collectors.refetch}
          empty={
            <EmptyState title="No collectors yet" icon="refresh" action={create()}>
              Nothing is read from a site without one. It runs on any small machine inside the site’s network and only
              ever connects out to here.
            </EmptyState>
          }
        />
      </Card>
      {/* Not within its row: the list is read again while the token is on the screen. */}
      <Show when={rotating()} keyed>
        {(collector) => (
          <RotateToken
            collector={collector}
            onClose={() => {
              setRotating(undefined);
              collectors.refetch();
            }}
          />
        )}
      </Show>
      <Show when={creating()}>
        <CreateCollector
          siteId={wanted()}
          onClose={() => {
            setCreating(false);
            setWanted('');
          }}
          onCreated={collectors.refetch}
        />
      </Show>
    </>
  );
}

/** A collector that is away has told nothing of now: that it is away is what there is to say. */
const warned = (collector: CollectorRow) => ({ warnings: collector.online ? collector.warnings : [] });

const stateOf = (collector: CollectorRow): { word: string; tone: 'ok' | 'bad' | 'neutral' } => {
  if (collector.revokedAt) return { word: 'Revoked', tone: 'neutral' };
  return collector.online ? { word: 'Online', tone: 'ok' } : { word: 'Offline', tone: 'bad' };
};

const columns: Column<CollectorRow>[] = [
  { id: 'name', header: 'Name', fixed: true, width: 'minmax(9rem, 1fr)', value: (collector) => collector.name },
  {
    id: 'site',
    header: 'Site',
    width: 'minmax(8rem, 1fr)',
    value: (collector) => collector.site.name,
    cell: (collector) => <Link href={`/sites/${collector.site.id}`}>{collector.site.name}</Link>,
  },
  {
    id: 'state',
    header: 'State',
    width: '11.5rem',
    value: (collector) =>
      [stateOf(collector).word, ...warned(collector).warnings.map((warning) => warningWord(warning))].join(', '),
    cell: (collector) => (
      <span class="flex flex-wrap gap-1">
        <Badge tone={stateOf(collector).tone}>{stateOf(collector).word}</Badge>
        <WarningBadge collector={warned(collector)} />
      </span>
    ),
  },
  {
    id: 'seen',
    header: 'Heard of',
    width: '7.5rem',
    search: false,
    value: (collector) => collector.lastSeenAt,
    cell: (collector) => <When at={collector.lastSeenAt} />,
  },
  { id: 'version', header: 'Version', width: '5.5rem', value: (collector) => collector.version },
  {
    id: 'newest',
    header: 'Newest reading',
    width: '8.5rem',
    search: false,
    value: (collector) => collector.newestReadingAt,
    cell: (collector) => <When at={collector.newestReadingAt} />,
  },
  {
    id: 'spool',
    header: 'Waiting',
    numeric: true,
    width: '6rem',
    search: false,
    value: (collector) => collector.spooledReadings,
    cell: (collector) => (
      <span class={collector.spooledReadings ? 'text-warn' : ''}>{fixed(collector.spooledReadings)}</span>
    ),
  },
  {
    id: 'disk',
    header: 'Its disk share',
    width: '10rem',
    search: false,
    value: (collector) => collector.health?.spoolBytes,
    cell: (collector) => <>{diskOf(collector) ?? '–'}</>,
  },
  {
    id: 'clock',
    header: 'Clock is off by',
    numeric: true,
    width: '8rem',
    search: false,
    value: (collector) => collector.clockOffsetMs,
    cell: (collector) => <>{collector.clockOffsetMs == null ? '–' : `${fixed(collector.clockOffsetMs)} ms`}</>,
  },
  {
    id: 'networks',
    header: 'Networks it may reach',
    width: 'minmax(9rem, 2fr)',
    value: (collector) => collector.allowedNetworks.join(', ') || null,
  },
  {
    id: 'created',
    header: 'Created',
    width: '9rem',
    search: false,
    value: (collector) => collector.createdAt,
    cell: (collector) => <When at={collector.createdAt} />,
  },
];
