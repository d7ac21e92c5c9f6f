import { Asked, Card, Link, LiveMark, NoSuch, PageHeader, PageSkeleton, useGraph, useQuery } from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import { type ComponentProps, createSignal, type JSX, Show } from 'solid-js';
import { CommandGoes, CommandMachine } from '../features/fleet/command-machine.tsx';
import { HashrateHistory } from '../features/fleet/history.tsx';
import { useMachine } from '../features/fleet/live.ts';
import { Boards, MachineFacts, MachineNow } from '../features/fleet/machine.tsx';
import { graphql } from '../gql';
import type { MachineFactsFragment } from '../gql/graphql';

const MachineDocument = graphql(`
  query Machine($id: ID!) {
    miner(id: $id) {
      ...MachineFacts
    }
  }
`);

/** A contract that is suspended leaves its customer nothing to command. */
const granted = (contract: MachineFactsFragment['contract']) =>
  contract?.status === 'ACTIVE' ? contract.grantedActions : [];

export default function MachinePage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const graph = useGraph();
  const query = useQuery(MachineDocument, () => ({ id: params.id }));
  const live = useMachine(() => params.id);
  const [given, setGiven] = createSignal<ComponentProps<typeof CommandGoes>['given']>();
  const reading = () => live.data?.byMiner.get(params.id) ?? query.data?.miner?.latest ?? null;
  const now = () => {
    const known = reading();
    const fresh = known && known.status !== 'STALE' && known.status !== 'LOST';
    return fresh ? { at: known.takenAt, hashrateThs: known.hashrateThs ?? null } : undefined;
  };
  return (
    <Asked
      query={query}
      of={(data) => data.miner}
      none={<NoSuch what="machine" icon="machine" href="/machines" all="All machines" />}
      skeleton={<PageSkeleton cards={[210, 360, 300]} />}
    >
      {(machine) => (
        <>
          <PageHeader
            above={<Link href="/machines">Machines</Link>}
            title={machine().name}
            note={`${machine().model.make} ${machine().model.name}`}
            actions={
              <>
                <LiveMark at={reading()?.takenAt} link={graph.link()} />
                <CommandMachine machineId={params.id} granted={granted(machine().contract)} onGiven={setGiven} />
              </>
            }
          />
          <Show when={given()} keyed>
            {(command) => <CommandGoes given={command} />}
          </Show>
          <MachineNow machine={machine()} reading={reading()} />
          <Card title="Hashrate">
            <HashrateHistory minerId={params.id} now={now()} ratedThs={Number(machine().ratedHashrateThs)} />
          </Card>
          <div class="grid items-start gap-6 lg:grid-cols-[1fr_2fr]">
            <Boards reading={reading()} />
            <MachineFacts machine={machine()} reading={reading()} />
          </div>
        </>
      )}
    </Asked>
  );
}
