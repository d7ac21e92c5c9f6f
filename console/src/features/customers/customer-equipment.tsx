import { Card, LiveMark, useGraph } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { MachinesTable } from '../fleet/machines-table.tsx';
import { useMachines } from '../fleet/use-machines.ts';

/** The machines that are this customer's now, live. */
export function CustomerEquipment(props: { customerId: string }): JSX.Element {
  const graph = useGraph();
  const machines = useMachines(
    () => ({ customerId: props.customerId }),
    () => ({ customerId: props.customerId }),
  );
  return (
    <Card flush title="Equipment" actions={<LiveMark at={machines.liveAt} link={graph.link()} />}>
      <MachinesTable machines={machines} label="Machines of this customer" showSite />
    </Card>
  );
}
