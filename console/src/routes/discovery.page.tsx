import { ButtonLink, Card, createSelection, EmptyState, toast, useMutation, useQuery } from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, type JSX, on, Show } from 'solid-js';
import { AcceptDialog } from '../features/discovery/accept-dialog.tsx';
import { DiscoveriesTable } from '../features/discovery/discoveries-table.tsx';
import { isScanning, StartScan } from '../features/discovery/start-scan.tsx';
import { useDiscoveries } from '../features/discovery/use-discoveries.ts';
import { useMappedMachines } from '../features/power/use-mapping.ts';
import { refusedOf } from '../features/contracts/refused.view.ts';
import { working } from '../features/sites/site.view.ts';
import { useEvery } from '../features/time/use-every.ts';
import { SiteTask } from '../features/sites/site-task.tsx';
import { graphql } from '../gql/gql.ts';
import type { DecideDiscoveriesInput, DiscoverySiteQuery } from '../gql/graphql.ts';

const discoverySiteDocument = graphql(`
  query DiscoverySite($id: ID!) {
    site(id: $id) {
      id
      name
      racks {
        id
        name
        slots {
          id
          label
          miner {
            id
          }
        }
      }
      collectors {
        ...ScanningCollector
      }
    }
  }
`);

const decideDiscoveriesDocument = graphql(`
  mutation DecideDiscoveries($input: DecideDiscoveriesInput!) {
    decideDiscoveries(input: $input) {
      __typename
      ... on DiscoveriesDecided {
        devices {
          id
        }
        ignored
      }
      ...RefusalFields
    }
  }
`);

type Site = NonNullable<DiscoverySiteQuery['site']>;
const SCANNING_MS = 1_500;
const REFRESH_MS = 5_000;

export function DiscoveryPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(discoverySiteDocument, () => ({ id: params.id }));
  const collectors = () => working(query.data?.site?.collectors ?? []);
  useEvery(SCANNING_MS, () => collectors().some(isScanning) && query.refetch());
  return (
    <SiteTask
      query={query}
      title="Discovery"
      note="A collector looks through its networks; what it finds becomes a device when you accept it."
    >
      {(site) => (
        <>
          <Show
            when={collectors().length > 0}
            fallback={
              <EmptyState
                title="No collector at this site"
                icon="refresh"
                action={
                  <ButtonLink href={`/collectors?create=${params.id}`} look="primary" icon="plus">
                    Create collector
                  </ButtonLink>
                }
              >
                Only a collector inside the site’s network can look for its devices.
              </EmptyState>
            }
          >
            <StartScan siteId={params.id} collectors={collectors()} onStarted={query.refetch} />
            <Found site={site()} onDecided={query.refetch} />
          </Show>
        </>
      )}
    </SiteTask>
  );
}

function Found(props: { site: Site; onDecided: () => void }): JSX.Element {
  const discoveries = useDiscoveries(() => props.site.id);
  const machines = useMappedMachines(() => props.site.id);
  const decide = useMutation(decideDiscoveriesDocument);
  const selection = createSelection();
  const [accepting, setAccepting] = createSignal(false);
  const chosen = () => (discoveries.rows ?? []).filter(({ id }) => selection.has(id));
  const taken = createMemo(() => new Set((machines.rows ?? []).map(({ name }) => name)));
  const foundSoFar = () => props.site.collectors.reduce((sum, { scan }) => sum + (scan?.found ?? 0), 0);
  createEffect(on(foundSoFar, () => discoveries.refetch(), { defer: true }));
  // What came while the list was being read is in the next look.
  useEvery(REFRESH_MS, () => !accepting() && discoveries.refetch());

  const send = async (input: DecideDiscoveriesInput) =>
    decide.run({ input: { ...input, idempotencyKey: crypto.randomUUID() } });
  const decided = () => {
    selection.clear();
    setAccepting(false);
    discoveries.refetch();
    machines.refetch();
    props.onDecided();
  };
  const ignore = async () => {
    const ids = chosen().map(({ id }) => id);
    const answer = await send({ ignore: ids });
    if (!answer.ok) return toast(refusedOf(answer).message, 'failed');
    toast(`${answer.value.ignored} ignored`);
    decided();
  };

  return (
    <>
      <Card flush>
        <DiscoveriesTable
          discoveries={discoveries}
          selection={selection}
          onAccept={() => setAccepting(true)}
          onIgnore={ignore}
          ignoring={decide.busy && !accepting()}
        />
      </Card>
      <Show when={accepting()}>
        <AcceptDialog
          found={chosen()}
          site={props.site}
          taken={taken()}
          send={(accept) => send({ accept })}
          onClose={() => setAccepting(false)}
          onAccepted={() => {
            toast('Accepted');
            decided();
          }}
        />
      </Show>
    </>
  );
}
