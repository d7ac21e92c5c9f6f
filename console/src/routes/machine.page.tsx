import {
  Asked,
  Badge,
  ButtonLink,
  Card,
  KeyValueList,
  Link,
  LiveMark,
  NoSuch,
  PageHeader,
  StatusMark,
  useGraph,
  useLive,
  useQuery,
  When,
} from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { machineActions } from '../features/commands/command.view.ts';
import { CommandMenu } from '../features/commands/command-menu.tsx';
import { DeviceCommands } from '../features/commands/device-commands.tsx';
import { customerLabel } from '../features/customers/customer.view.ts';
import { EnergyCard } from '../features/fleet/energy-card.tsx';
import { History } from '../features/fleet/history.tsx';
import { MachineAssignments, MachineFeeds } from '../features/fleet/machine-history.tsx';
import { Boards, Fans, MachineReading } from '../features/fleet/machine-reading.tsx';
import { modelLabel, placeOf } from '../features/fleet/machines.view.ts';
import { RetireButton, RetiredNotice } from '../features/fleet/retire-devices.tsx';
import { May } from '../features/session/may.tsx';
import { graphql } from '../gql/gql.ts';
import type { MachineQuery, MachineReadingFragment } from '../gql/graphql.ts';

const machineDocument = graphql(`
  query Machine($id: ID!) {
    miner(id: $id) {
      id
      name
      serial
      mac
      address
      firmware
      firmwareVersion
      maintenance
      maintenanceReason
      retiredAt
      status
      statusSince
      statusReason
      lastSeenAt
      ratedHashrateThs
      ratedPowerW
      ratedEfficiencyJPerTh
      model {
        id
        make
        name
      }
      site {
        id
        name
        timeZone
      }
      slot {
        id
        label
        rack {
          id
          name
        }
      }
      collector {
        id
        name
        online
      }
      owner {
        id
        name
        companyName
      }
      contract {
        id
        displayNumber
      }
      latest {
        ...MachineReading
      }
      assignments {
        ...MachineAssignment
      }
      feeds {
        ...MachineFeed
      }
    }
  }
`);

const machineReadingsDocument = graphql(`
  subscription MachineReadings($id: ID!) {
    minerReadings(scope: { minerIds: [$id] }) {
      at
      readings {
        ...MachineReading
      }
    }
  }
`);

type Machine = NonNullable<MachineQuery['miner']>;

export function MachinePage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(machineDocument, () => ({ id: params.id }));
  return (
    <Asked
      query={query}
      of={(data) => data.miner}
      none={<NoSuch what="machine" icon="machine" href="/machines" all="All machines" />}
    >
      {(machine) => <MachineView machine={machine()} onChanged={query.refetch} />}
    </Asked>
  );
}

function MachineView(props: { machine: Machine; onChanged: () => void }): JSX.Element {
  const graph = useGraph();
  const live = useLive(
    machineReadingsDocument,
    () => ({ id: props.machine.id }),
    (state: { at: string; reading: MachineReadingFragment | undefined } | undefined, { minerReadings }) => ({
      at: minerReadings.at,
      reading: minerReadings.readings[0] ?? state?.reading,
    }),
  );
  const reading = () => live.data?.reading ?? props.machine.latest ?? null;
  const zone = () => props.machine.site.timeZone;

  return (
    <>
      <PageHeader
        above={<Link href={`/sites/${props.machine.site.id}`}>{props.machine.site.name}</Link>}
        title={props.machine.name}
        note={
          <>
            <Show when={!props.machine.retiredAt} fallback={<Badge>Retired</Badge>}>
              <StatusMark status={reading()?.status ?? props.machine.status} />
              <span>{reading()?.statusReason ?? props.machine.statusReason}</span>
              <span>
                since <When at={props.machine.statusSince} zone={zone()} />
              </span>
            </Show>
            <span>{modelLabel(props.machine.model)}</span>
          </>
        }
        actions={
          <>
            <LiveMark at={reading()?.takenAt} link={graph.link()} />
            <CommandMenu label="Command" actions={machineActions} targetIds={[props.machine.id]} />
            <Show when={!props.machine.retiredAt}>
              <May do="fleet:manage">
                <ButtonLink href={`/machines/${props.machine.id}/edit`}>Edit</ButtonLink>
              </May>
              <RetireButton noun="machine" device={props.machine} onRetired={props.onChanged} />
            </Show>
          </>
        }
      />
      <RetiredNotice noun="machine" device={props.machine} zone={zone()} onRestored={props.onChanged} />
      <MachineReading reading={reading()} rated={props.machine} />
      <History
        scope={{ minerIds: [props.machine.id] }}
        ratedThs={Number(props.machine.ratedHashrateThs)}
        withTemperature
      />
      <EnergyCard scope={{ minerIds: [props.machine.id] }} zone={zone()} />
      <div class="grid items-start gap-6 lg:grid-cols-2">
        <div class="flex flex-col gap-6">
          <Boards reading={reading()} />
          <MachineDetails machine={props.machine} />
        </div>
        <div class="flex flex-col gap-6">
          <Fans reading={reading()} />
          <MachineAssignments assignments={props.machine.assignments} zone={zone()} />
          <MachineFeeds feeds={props.machine.feeds} zone={zone()} />
          <DeviceCommands deviceId={props.machine.id} zone={zone()} />
        </div>
      </div>
    </>
  );
}

function MachineDetails(props: { machine: Machine }): JSX.Element {
  const machine = () => props.machine;
  return (
    <Card title="Device">
      <KeyValueList
        items={[
          {
            label: 'Owner',
            value: (
              <Show when={machine().owner} fallback="The operator">
                {(owner) => <Link href={`/customers/${owner().id}`}>{customerLabel(owner())}</Link>}
              </Show>
            ),
          },
          {
            label: 'Contract now',
            value: (
              <Show when={machine().contract} fallback="None">
                {(contract) => <Link href={`/contracts/${contract().id}`}>{contract().displayNumber}</Link>}
              </Show>
            ),
          },
          { label: 'Rack / slot', value: placeOf(machine()) ?? '–' },
          { label: 'Serial', value: machine().serial ?? '–' },
          { label: 'MAC', value: machine().mac ?? '–' },
          { label: 'Address', value: machine().address ?? '–' },
          {
            label: 'Firmware',
            value: [machine().firmware, machine().firmwareVersion].filter(Boolean).join(' ') || '–',
          },
          {
            label: 'Collector',
            value: (
              <Show when={machine().collector} fallback="–">
                {(collector) => (
                  <span class="inline-flex items-center gap-2">
                    {collector().name}
                    <Badge tone={collector().online ? 'ok' : 'bad'}>{collector().online ? 'Online' : 'Offline'}</Badge>
                  </span>
                )}
              </Show>
            ),
          },
          { label: 'In maintenance', value: machine().maintenance ? (machine().maintenanceReason ?? 'Yes') : 'No' },
        ]}
      />
    </Card>
  );
}
