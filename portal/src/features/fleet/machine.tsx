import {
  ABSENT,
  asText,
  Card,
  efficiency,
  hashrate,
  KeyValueList,
  Link,
  Notice,
  power,
  Stat,
  StatusMark,
  temperature,
  When,
} from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { MachineFactsFragment, ReadingFieldsFragment } from '../../gql/graphql';
import { boardHeat, fanWords, powerWords, ratedShare, uptimeWords } from './machine.view.ts';
import { placeOf } from './machine-list.view.ts';

export const MachineFactsFields = graphql(`
  fragment MachineFacts on Miner {
    id
    name
    serial
    mac
    firmware
    firmwareVersion
    status
    statusSince
    statusReason
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
    contract {
      id
      displayNumber
      status
      grantedActions
    }
    latest {
      ...ReadingFields
    }
  }
`);

/** What the machine does now: the numbers that matter, large. */
export function MachineNow(props: {
  machine: MachineFactsFragment;
  reading: ReadingFieldsFragment | null;
}): JSX.Element {
  const status = () => props.reading?.status ?? props.machine.status;
  const share = () => ratedShare(props.reading?.hashrateThs, props.machine.ratedHashrateThs);
  const old = () => status() === 'STALE' || status() === 'LOST';
  return (
    <Card>
      <div class="flex flex-col gap-5">
        <Show when={!props.machine.contract}>
          <Notice>This machine isn’t under your contract any more. You keep seeing the time in which it was.</Notice>
        </Show>
        <Show when={old() && props.machine.contract}>
          <Notice tone="warn">
            No data since <When at={props.reading?.takenAt} />. The values below are the last known.
          </Notice>
        </Show>
        <div class="grid grid-cols-2 gap-x-6 gap-y-4 lg:grid-cols-4">
          <Stat
            label="Hashrate"
            value={hashrate(props.reading?.hashrateThs)}
            note={<Show when={share() !== null}>{share()} % of rated</Show>}
          />
          <Stat label="Power" value={power(props.reading?.powerW)} note={powerWords(props.reading)} />
          <Stat label="Efficiency" value={efficiency(props.reading?.efficiencyJPerTh)} />
          <Stat label="Hottest" value={temperature(props.reading?.temperatureC)} note="chip, or board" />
        </div>
        <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusMark status={status()} />
          <span class="text-muted">{props.reading?.statusReason ?? props.machine.statusReason}</span>
        </p>
        <Show when={props.reading?.faults.length}>
          <Notice tone="warn">It reports: {props.reading?.faults.join(', ')}</Notice>
        </Show>
      </div>
    </Card>
  );
}

export function Boards(props: { reading: ReadingFieldsFragment | null }): JSX.Element {
  return (
    <Card title="Hashboards">
      <Show
        when={props.reading?.boards.length}
        fallback={<p class="text-muted">This machine doesn’t report its boards one by one.</p>}
      >
        <ul class="flex flex-col">
          <For each={props.reading?.boards}>
            {(board) => (
              <li class="border-b border-line py-2 last:border-0">
                <div class="flex justify-between gap-4">
                  <span>Board {board.position}</span>
                  <span class="font-semibold tabular-nums">{asText(hashrate(board.hashrateThs))}</span>
                </div>
                <div class="text-sm text-muted tabular-nums">{boardHeat(board)}</div>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}

/** What it is, where it stands, where it hashes to. */
export function MachineFacts(props: {
  machine: MachineFactsFragment;
  reading: ReadingFieldsFragment | null;
}): JSX.Element {
  const firmware = () => [props.machine.firmware, props.machine.firmwareVersion].filter(Boolean).join(' ') || ABSENT;
  return (
    <Card title="Details">
      <KeyValueList
        columns={2}
        items={[
          { label: 'Model', value: `${props.machine.model.make} ${props.machine.model.name}` },
          { label: 'Place', value: placeOf(props.machine) },
          { label: 'Serial', value: props.machine.serial ?? ABSENT },
          { label: 'MAC', value: props.machine.mac ?? ABSENT },
          { label: 'Firmware', value: firmware() },
          { label: 'Rated', value: ratedWords(props.machine) },
          { label: 'Pool', value: props.reading?.pool ?? ABSENT },
          { label: 'Worker', value: props.reading?.worker ?? ABSENT },
          { label: 'Fans', value: fanWords(props.reading?.fansRpm) },
          { label: 'Running for', value: uptimeWords(props.reading?.uptimeSeconds) },
          { label: 'Last reading', value: <When at={props.reading?.takenAt} /> },
          {
            label: 'Contract',
            value: (
              <Show when={props.machine.contract} fallback={ABSENT}>
                {(contract) => <Link href={`/contracts/${contract().id}`}>{contract().displayNumber}</Link>}
              </Show>
            ),
          },
        ]}
      />
    </Card>
  );
}

const ratedWords = (machine: MachineFactsFragment): string =>
  [
    asText(hashrate(Number(machine.ratedHashrateThs))),
    asText(power(Number(machine.ratedPowerW))),
    asText(efficiency(Number(machine.ratedEfficiencyJPerTh))),
  ].join(', ');
