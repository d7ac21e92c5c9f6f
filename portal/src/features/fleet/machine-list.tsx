import {
  asText,
  type Column,
  DataTable,
  EmptyState,
  type Fault,
  hashrate,
  power,
  StatusMark,
  temperature,
  useTableState,
  useWide,
  When,
} from '@hashyard/ui';
import { A, useNavigate } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { MachineRow } from './machine-list.view.ts';

export const MachineRowFields = graphql(`
  fragment MachineRow on Miner {
    id
    name
    serial
    status
    model {
      id
      make
      name
    }
    site {
      id
      name
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
    }
    latest {
      ...RowReading
    }
  }
`);

const quiet = (row: MachineRow): string => (row.old ? 'text-muted italic' : '');

const columns: readonly Column<MachineRow>[] = [
  {
    id: 'name',
    header: 'Machine',
    value: (row) => row.name,
    cell: (row) => (
      <A href={`/machines/${row.id}`} class="font-medium hover:underline" title={row.name}>
        {row.name}
      </A>
    ),
    width: 'minmax(9rem, 1.2fr)',
    fixed: true,
  },
  {
    id: 'status',
    header: 'Status',
    value: (row) => row.status,
    cell: (row) => <StatusMark status={row.status} />,
    width: '9.5rem',
  },
  {
    id: 'hashrate',
    header: 'Hashrate',
    value: (row) => row.hashrateThs,
    cell: (row) => <span class={quiet(row)}>{asText(hashrate(row.hashrateThs))}</span>,
    numeric: true,
    width: '8rem',
    search: false,
  },
  {
    id: 'power',
    header: 'Power',
    value: (row) => row.powerW,
    cell: (row) => <span class={quiet(row)}>{asText(power(row.powerW))}</span>,
    numeric: true,
    width: '7rem',
    search: false,
  },
  {
    id: 'temperature',
    header: 'Hottest',
    value: (row) => row.temperatureC,
    cell: (row) => <span class={quiet(row)}>{asText(temperature(row.temperatureC))}</span>,
    numeric: true,
    width: '6.5rem',
    search: false,
  },
  { id: 'model', header: 'Model', value: (row) => row.model, width: 'minmax(11rem, 1.2fr)' },
  { id: 'place', header: 'Place', value: (row) => row.place, width: 'minmax(9rem, 1fr)' },
  { id: 'serial', header: 'Serial', value: (row) => row.serial, width: '10rem' },
  {
    id: 'seen',
    header: 'Last reading',
    value: (row) => row.takenAt,
    cell: (row) => <When at={row.takenAt} />,
    width: '8rem',
    search: false,
  },
];

/** A table on a wide screen, cards on a phone. */
export function MachineList(props: {
  rows: readonly MachineRow[] | undefined;
  error: Fault | undefined;
  onRetry: () => void;
}): JSX.Element {
  const wide = useWide();
  const navigate = useNavigate();
  const state = useTableState({ hidden: ['serial', 'seen'] });
  const empty = () => (
    <EmptyState icon="machine" title="No machines yet">
      Machines show up here as soon as your host has put them under your contract.
    </EmptyState>
  );
  return (
    <DataTable
      label="Machines"
      noun="machine"
      rows={props.rows}
      columns={columns}
      rowId={(row) => row.id}
      state={state}
      error={props.error}
      onRetry={props.onRetry}
      onOpen={(row) => navigate(`/machines/${row.id}`)}
      empty={empty()}
      cardHeight={88}
      card={wide() ? undefined : (row) => <MachineCard row={row} />}
    />
  );
}

/** Power and temperature, as far as they are known. */
const drawWords = (row: MachineRow): string =>
  [
    row.powerW === null ? null : asText(power(row.powerW)),
    row.temperatureC === null ? null : asText(temperature(row.temperatureC)),
  ]
    .filter((part) => part !== null)
    .join(', ');

function MachineCard(props: { row: MachineRow }): JSX.Element {
  return (
    <A href={`/machines/${props.row.id}`} class="flex h-full flex-col justify-center px-4 -outline-offset-2">
      <span class="flex items-baseline justify-between gap-3">
        <span class="truncate font-medium">{props.row.name}</span>
        <span class={`text-lg font-semibold whitespace-nowrap tabular-nums ${quiet(props.row)}`}>
          {asText(hashrate(props.row.hashrateThs))}
        </span>
      </span>
      <span class="flex items-center justify-between gap-3 text-sm">
        <StatusMark status={props.row.status} />
        <span class={`whitespace-nowrap tabular-nums ${quiet(props.row)}`}>{drawWords(props.row)}</span>
      </span>
      <span class="flex justify-between gap-3 text-xs text-muted">
        <span class="truncate">{props.row.model}</span>
        <Show when={props.row.old} fallback={<span class="truncate">{props.row.place}</span>}>
          <When at={props.row.takenAt} />
        </Show>
      </span>
    </A>
  );
}
