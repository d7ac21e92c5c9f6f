import {
  asText,
  Card,
  efficiency,
  fixed,
  hashrate,
  KeyValueList,
  Notice,
  percent,
  power,
  Stat,
  temperature,
} from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { MachineReadingFragment } from '../../gql/graphql.ts';
import { percentOfRated, uptimeText } from './readings.view.ts';

export const machineReading = graphql(`
  fragment MachineReading on MinerReading {
    minerId
    takenAt
    status
    statusReason
    hashrateThs
    powerW
    powerKind
    temperatureC
    inletTemperatureC
    efficiencyJPerTh
    fansRpm
    uptimeSeconds
    pool
    worker
    faults
    boards {
      position
      hashrateThs
      chipTemperatureC
      boardTemperatureC
    }
  }
`);

type Rated = { ratedHashrateThs: string; ratedPowerW: string; ratedEfficiencyJPerTh: string };

/** The newest reading of one machine against its nameplate. */
export function MachineReading(props: { reading: MachineReadingFragment | null; rated: Rated }): JSX.Element {
  const old = () => props.reading?.status === 'STALE' || props.reading?.status === 'LOST';
  return (
    <Card title="Now">
      <div class="flex flex-col gap-5">
        <Show when={props.reading && old()}>
          <Notice tone="warn">These are the last known values. Since then the machine has not been read.</Notice>
        </Show>
        <Show when={props.reading === null}>
          <Notice>This machine has not been read yet.</Notice>
        </Show>
        <div class="grid grid-cols-2 gap-x-6 gap-y-4 lg:grid-cols-4">
          <Stat
            label="Hashrate"
            value={hashrate(props.reading?.hashrateThs)}
            note={`${percent(percentOfRated(props.reading?.hashrateThs, props.rated.ratedHashrateThs), 0)} of ${asText(hashrate(Number(props.rated.ratedHashrateThs)))} rated`}
          />
          <Stat
            label={props.reading?.powerKind === 'ESTIMATED' ? 'Power, estimated' : 'Power'}
            value={power(props.reading?.powerW)}
            note={`rated ${asText(power(Number(props.rated.ratedPowerW)))}`}
          />
          <Stat
            label="Efficiency"
            value={efficiency(props.reading?.efficiencyJPerTh)}
            note={`rated ${asText(efficiency(Number(props.rated.ratedEfficiencyJPerTh)))}`}
          />
          <Stat
            label="Hottest"
            value={temperature(props.reading?.temperatureC)}
            note={`inlet ${asText(temperature(props.reading?.inletTemperatureC))}`}
          />
        </div>
        <KeyValueList
          columns={2}
          items={[
            { label: 'Uptime', value: uptimeText(props.reading?.uptimeSeconds) ?? '–' },
            { label: 'Pool', value: props.reading?.pool ?? '–' },
            { label: 'Worker', value: props.reading?.worker ?? '–' },
            { label: 'Faults', value: <Faults faults={props.reading?.faults ?? []} /> },
          ]}
        />
      </div>
    </Card>
  );
}

function Faults(props: { faults: readonly string[] }): JSX.Element {
  return (
    <Show when={props.faults.length > 0} fallback="None reported">
      <ul class="text-warn">
        <For each={props.faults}>{(fault) => <li>{fault}</li>}</For>
      </ul>
    </Show>
  );
}

export function Boards(props: { reading: MachineReadingFragment | null }): JSX.Element {
  const boards = () => props.reading?.boards ?? [];
  return (
    <Card title="Boards">
      <Show when={boards().length > 0} fallback={<p class="text-muted">The machine tells nothing of its boards.</p>}>
        <table class="w-full">
          <thead class="text-left text-xs text-muted">
            <tr>
              <th class="py-1 font-medium">Board</th>
              <th class="py-1 text-right font-medium">Hashrate</th>
              <th class="py-1 text-right font-medium">Chips</th>
              <th class="py-1 text-right font-medium">Board</th>
            </tr>
          </thead>
          <tbody>
            <For each={boards()}>
              {(board) => (
                <tr class="border-t border-line">
                  <td class="py-1.5">{board.position}</td>
                  <td class="py-1.5 text-right">{asText(hashrate(board.hashrateThs))}</td>
                  <td class="py-1.5 text-right">{asText(temperature(board.chipTemperatureC))}</td>
                  <td class="py-1.5 text-right">{asText(temperature(board.boardTemperatureC))}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
    </Card>
  );
}

export function Fans(props: { reading: MachineReadingFragment | null }): JSX.Element {
  const fans = () => props.reading?.fansRpm ?? [];
  return (
    <Card title="Fans">
      <Show when={fans().length > 0} fallback={<p class="text-muted">The machine tells nothing of its fans.</p>}>
        <KeyValueList items={fans().map((rpm, index) => ({ label: `Fan ${index + 1}`, value: `${fixed(rpm)} rpm` }))} />
      </Show>
    </Card>
  );
}
