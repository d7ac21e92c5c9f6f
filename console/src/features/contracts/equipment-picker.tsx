import {
  asText,
  type Column,
  createTableState,
  DataTable,
  EmptyState,
  type Fault,
  hashrate,
  type Option,
  power,
  type Selection,
  STATUSES,
  StatusMark,
  statusWord,
} from '@hashyard/ui';
import { createMemo, createSignal, type JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { modelLabel, placeOf, statusUrgency } from '../fleet/machines.view.ts';
import { FilterSelect } from '../lists/filter-select.tsx';
import { filterPicker, type PickerMachine } from './picker.view.ts';

export const pickerMachine = graphql(`
  fragment PickerMachine on Miner {
    id
    name
    serial
    status
    ratedHashrateThs
    ratedPowerW
    site {
      id
      name
    }
    model {
      id
      make
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
    owner {
      id
      name
      companyName
    }
  }
`);

const statuses = STATUSES.map((status) => ({ value: status, label: statusWord(status) }));

/** Free machines to choose from, many at once: Shift extends, the head's box takes all that are shown. */
export function EquipmentPicker(props: {
  machines: readonly PickerMachine[] | undefined;
  selection: Selection;
  error?: Fault;
  onRetry: () => void;
}): JSX.Element {
  const state = createTableState();
  const [site, setSite] = createSignal('');
  const [model, setModel] = createSignal('');
  const [status, setStatus] = createSignal('');
  const shown = createMemo(
    () => props.machines && filterPicker(props.machines, { site: site(), model: model(), status: status() }),
  );
  const sites = createMemo(() => optionsOf(props.machines, ({ site: { id, name } }) => [id, name]));
  const models = createMemo(() =>
    optionsOf(props.machines, (machine) => [machine.model.id, modelLabel(machine.model)]),
  );
  return (
    <DataTable
      label="Machines to assign"
      noun="machine"
      rows={shown()}
      columns={columns}
      rowId={(machine) => machine.id}
      state={state}
      selection={props.selection}
      error={props.error}
      onRetry={props.onRetry}
      toolbar={
        <>
          <FilterSelect label="Site" all="All sites" value={site()} options={sites()} onChange={setSite} />
          <FilterSelect label="Model" all="All models" value={model()} options={models()} onChange={setModel} />
          <FilterSelect label="Status" all="All statuses" value={status()} options={statuses} onChange={setStatus} />
        </>
      }
      empty={
        <EmptyState title="No free machine fits" icon="machine">
          Machines under another contract, and those that another customer owns, are not offered here.
        </EmptyState>
      }
    />
  );
}

function optionsOf(
  machines: readonly PickerMachine[] | undefined,
  pair: (machine: PickerMachine) => readonly [string, string],
): Option[] {
  const labels = new Map((machines ?? []).map(pair));
  return [...labels].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}

const columns: Column<PickerMachine>[] = [
  { id: 'name', header: 'Name', fixed: true, width: 'minmax(8rem, 1.2fr)', value: (machine) => machine.name },
  {
    id: 'status',
    header: 'Status',
    width: '8rem',
    search: false,
    value: (machine) => statusUrgency(machine.status),
    cell: (machine) => <StatusMark status={machine.status} />,
  },
  { id: 'model', header: 'Model', width: 'minmax(9rem, 1.4fr)', value: (machine) => modelLabel(machine.model) },
  { id: 'site', header: 'Site', value: (machine) => machine.site.name },
  { id: 'place', header: 'Rack / slot', value: placeOf },
  {
    id: 'power',
    header: 'Rated power',
    numeric: true,
    width: '7.5rem',
    search: false,
    value: (machine) => Number(machine.ratedPowerW),
    cell: (machine) => <>{asText(power(Number(machine.ratedPowerW)))}</>,
  },
  {
    id: 'hashrate',
    header: 'Rated hashrate',
    numeric: true,
    width: '8.5rem',
    search: false,
    value: (machine) => Number(machine.ratedHashrateThs),
    cell: (machine) => <>{asText(hashrate(Number(machine.ratedHashrateThs)))}</>,
  },
  { id: 'serial', header: 'Serial', width: 'minmax(9rem, 1fr)', value: (machine) => machine.serial },
];
