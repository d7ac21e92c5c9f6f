import { ButtonLink, Card, count, Link, LiveMark, Notice, PageHeader, useGraph } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { MachinesTable } from '../features/fleet/machines-table.tsx';
import { useMachines } from '../features/fleet/use-machines.ts';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { May } from '../features/session/may.tsx';

export function MachinesPage(): JSX.Element {
  const graph = useGraph();
  const [fleet] = useUrlFilter('fleet');
  const retired = () => fleet() === 'retired';
  const machines = useMachines(
    () => (retired() ? { retired: true } : {}),
    () => ({}),
  );
  return (
    <>
      <PageHeader
        above={<Show when={retired()}>{<Link href="/machines">Machines</Link>}</Show>}
        title={retired() ? 'Retired machines' : 'Machines'}
        actions={
          <>
            <LiveMark at={machines.liveAt} link={graph.link()} />
            <Show when={!retired()}>
              <ButtonLink href="/machines?fleet=retired" look="quiet">
                Retired
              </ButtonLink>
            </Show>
            <ButtonLink href="/commands" look="quiet">
              Commands
            </ButtonLink>
            <ButtonLink href="/machines/models" look="quiet">
              Models
            </ButtonLink>
            <May do="fleet:manage">
              <ButtonLink href="/machines/import" icon="plus">
                Import machines
              </ButtonLink>
            </May>
          </>
        }
      />
      <Show when={machines.cut}>
        <Notice>
          {count(machines.rows?.length ?? 0, 'machine')} of {machines.total} are here. A table holds 20,000; a site’s
          page has all of its own.
        </Notice>
      </Show>
      <Card flush>
        <MachinesTable
          machines={machines}
          label="Machines"
          showSite
          all={retired() ? { label: 'All retired machines', query: 'retired=true' } : undefined}
        />
      </Card>
    </>
  );
}
