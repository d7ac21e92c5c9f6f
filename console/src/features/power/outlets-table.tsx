import {
  asText,
  Badge,
  type Column,
  count,
  createSelection,
  createTableState,
  DataTable,
  EmptyState,
  energy,
  fixed,
  Link,
  power,
} from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { outletActions } from '../commands/command.view.ts';
import { CommandMenu } from '../commands/command-menu.tsx';
import { useMay } from '../session/may.tsx';
import { graphql } from '../../gql/gql.ts';
import type { OutletRowFragment } from '../../gql/graphql.ts';
import { kwhOf } from './register.view.ts';

export const outletRow = graphql(`
  fragment OutletRow on Outlet {
    id
    number
    label
    on
    powerW
    currentA
    voltageV
    feeds {
      from
      to
      weight
      miner {
        id
        name
      }
      site {
        id
        name
      }
    }
    register {
      id
      latest {
        takenAt
        registerWh
      }
    }
  }
`);

/** `onCommanded`: an outlet was told something, and its state may be another. */
export function OutletsTable(props: { outlets: readonly OutletRowFragment[]; onCommanded: () => void }): JSX.Element {
  const state = createTableState();
  const selection = createSelection();
  const mayCommand = useMay('device:command');
  return (
    <DataTable
      label="Outlets"
      noun="outlet"
      rows={props.outlets}
      columns={columns}
      rowId={(outlet) => outlet.id}
      state={state}
      selection={mayCommand() ? selection : undefined}
      toolbar={
        <Show when={selection.ids().size > 0}>
          <CommandMenu
            label={`Switch ${count(selection.ids().size, 'outlet')}`}
            actions={outletActions}
            targetIds={[...selection.ids()]}
            onEnded={props.onCommanded}
          />
        </Show>
      }
      empty={<EmptyState title="No outlets known">They come with the PDU’s first answer.</EmptyState>}
    />
  );
}

/** What hangs on it now: feeds without an end. */
const unitsNow = (outlet: OutletRowFragment) => outlet.feeds.filter(({ to }) => to == null);

const columns: Column<OutletRowFragment>[] = [
  {
    id: 'number',
    header: 'Outlet',
    fixed: true,
    width: 'minmax(7rem, 1fr)',
    value: (outlet) => outlet.number,
    cell: (outlet) => (
      <>
        {outlet.number}
        <Show when={outlet.label}>{(label) => <span class="text-muted"> {label()}</span>}</Show>
      </>
    ),
  },
  {
    id: 'on',
    header: 'State',
    width: '7rem',
    value: (outlet) => (outlet.on == null ? 'Unknown' : outlet.on ? 'On' : 'Off'),
    cell: (outlet) => (
      <Badge tone={outlet.on ? 'ok' : 'neutral'}>{outlet.on == null ? 'Unknown' : outlet.on ? 'On' : 'Off'}</Badge>
    ),
  },
  {
    id: 'unit',
    header: 'Feeds',
    width: 'minmax(9rem, 1.5fr)',
    value: (outlet) =>
      unitsNow(outlet)
        .map(({ miner, site }) => miner?.name ?? site?.name)
        .join(', ') || null,
    cell: (outlet) => (
      <Show when={unitsNow(outlet).length > 0} fallback={<span class="text-muted">Free</span>}>
        <For each={unitsNow(outlet)}>
          {(feed) => (
            <Show when={feed.miner} fallback={feed.site?.name}>
              {(miner) => (
                <Link href={`/machines/${miner().id}`} class="mr-3">
                  {miner().name}
                </Link>
              )}
            </Show>
          )}
        </For>
      </Show>
    ),
  },
  {
    id: 'power',
    header: 'Power',
    numeric: true,
    width: '7rem',
    value: (outlet) => outlet.powerW,
    cell: (outlet) => <>{asText(power(outlet.powerW))}</>,
  },
  {
    id: 'current',
    header: 'Current',
    numeric: true,
    width: '7rem',
    value: (outlet) => outlet.currentA,
    cell: (outlet) => <>{outlet.currentA == null ? '–' : `${fixed(outlet.currentA, 2)} A`}</>,
  },
  {
    id: 'voltage',
    header: 'Voltage',
    numeric: true,
    width: '7rem',
    value: (outlet) => outlet.voltageV,
    cell: (outlet) => <>{outlet.voltageV == null ? '–' : `${fixed(outlet.voltageV, 1)} V`}</>,
  },
  {
    id: 'register',
    header: 'Register',
    numeric: true,
    width: '10rem',
    value: (outlet) => (outlet.register?.latest ? Number(outlet.register.latest.registerWh) : null),
    cell: (outlet) => (
      <Show
        when={outlet.register}
        fallback={
          <span class="text-muted" title="Without an energy register it can’t be billed as metered">
            None
          </span>
        }
      >
        {(register) => <>{asText(energy(kwhOf(register().latest?.registerWh), 'bill'))}</>}
      </Show>
    ),
  },
];
