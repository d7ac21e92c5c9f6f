import { ButtonLink, Card, EmptyState, Link, PageHeader, Select } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { type JSX, Match, Show, Switch } from 'solid-js';
import { ImportMachines } from '../features/fleet-import/import-machines.tsx';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { useSites } from '../features/sites/use-sites.ts';

export function MachinesImportPage(): JSX.Element {
  const navigate = useNavigate();
  const sites = useSites();
  const [chosen, setChosen] = useUrlFilter('site');
  /** The only site needs no choice. */
  const siteId = () => chosen() || (sites.rows?.length === 1 ? (sites.rows[0]?.id ?? '') : '');
  const site = () => sites.rows?.find(({ id }) => id === siteId());
  return (
    <>
      <PageHeader
        above={<Link href="/machines">Machines</Link>}
        title="Import machines"
        note="A file with a row for each machine. It is checked first; nothing is written by halves."
        actions={<ButtonLink href="/machines/models">Models</ButtonLink>}
      />
      <Switch>
        <Match when={sites.rows?.length === 0}>
          <EmptyState
            title="No sites yet"
            icon="site"
            action={
              <ButtonLink href="/sites/new" look="primary" icon="plus">
                Create your first site
              </ButtonLink>
            }
          >
            Machines stand at a site.
          </EmptyState>
        </Match>
        <Match when={true}>
          <Card>
            <Select
              label="Site"
              required
              placeholder="Choose a site"
              options={(sites.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={siteId()}
              onChange={setChosen}
              class="max-w-sm"
            />
          </Card>
          <Show when={site()?.id} keyed>
            {(id) => (
              <ImportMachines
                siteId={id}
                zone={site()?.timeZone ?? 'UTC'}
                onImported={() => navigate(`/sites/${id}`)}
              />
            )}
          </Show>
        </Match>
      </Switch>
    </>
  );
}
