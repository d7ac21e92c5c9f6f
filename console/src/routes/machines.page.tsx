import { ButtonLink, Card, count, LiveMark, Notice, PageHeader, useGraph } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { MachinesTable } from '../features/fleet/machines-table.tsx';
import { useMachines } from '../features/fleet/use-machines.ts';
import { May } from '../features/session/may.tsx';

export function MachinesPage(): JSX.Element {
  const graph = useGraph();
  const machines = useMachines(
    () => ({}),
    () => ({}),
  );
  const cut = () => (machines.total ?? 0) > (machines.rows?.length ?? 0);
  return (
    <>
      <PageHeader
        title="Machines"
        actions={
          <>
            <LiveMark at={machines.liveAt} link={graph.link()} />
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
      <Show when={machines.rows && cut()}>
        <Notice>
          The first {count(machines.rows?.length ?? 0, 'machine')} of {machines.total} are shown. Open a site to see all
          of its machines.
        </Notice>
      </Show>
      <Card flush>
        <MachinesTable machines={machines} label="Machines" showSite />
      </Card>
    </>
  );
}
