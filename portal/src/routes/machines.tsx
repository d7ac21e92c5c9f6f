import { LiveMark, PageHeader, Card, useGraph, useQuery } from '@hashyard/ui';
import { createEffect, createMemo, type JSX, on } from 'solid-js';
import { useRows } from '../features/fleet/live.ts';
import { MachineList } from '../features/fleet/machine-list.tsx';
import { hasStrangers, machineRows } from '../features/fleet/machine-list.view.ts';
import { graphql } from '../gql';

const MachinesDocument = graphql(`
  query Machines {
    miners(first: 5000) {
      nodes {
        ...MachineRow
      }
    }
  }
`);

export default function MachinesPage(): JSX.Element {
  const graph = useGraph();
  const query = useQuery(MachinesDocument);
  const live = useRows();
  const machines = () => query.data?.miners.nodes;
  const rows = createMemo(() => {
    const known = machines();
    return known && machineRows(known, live.data?.byMiner);
  });
  const strangers = createMemo(() => hasStrangers(machines() ?? [], machines() ? live.data?.byMiner : undefined));
  createEffect(on(strangers, (some) => some && query.refetch()));
  return (
    <>
      <PageHeader title="Machines" actions={<LiveMark at={live.data?.at} link={graph.link()} />} />
      <Card flush>
        <MachineList rows={rows()} error={query.error ?? live.error} onRetry={() => query.refetch()} />
      </Card>
    </>
  );
}
