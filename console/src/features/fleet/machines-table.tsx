import {
  Button,
  ButtonLink,
  count,
  createSelection,
  DataTable,
  EmptyState,
  Menu,
  type MenuItem,
  searchRows,
  sortRows,
  statusWord,
  STATUSES,
  useTableState,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { machineActions } from '../commands/command.view.ts';
import { CommandMenu } from '../commands/command-menu.tsx';
import { download } from '../csv/csv.ts';
import { FilterSelect } from '../lists/filter-select.tsx';
import { May, useMay } from '../session/may.tsx';
import { SavedViews } from '../views/saved-views.tsx';
import { BulkEdit } from './bulk-edit.tsx';
import { machinesCsv } from './machines-csv.ts';
import { machineColumns, siteColumn } from './machine-columns.tsx';
import { filterMachines, filterOptions, MACHINE_FILTERS, type MachineFilters } from './machines.view.ts';
import { RetireDevices } from './retire-devices.tsx';
import { useMachineFilters } from './use-machine-filters.ts';
import type { Machines } from './use-machines.ts';

const HIDDEN = [
  'ideal',
  'make',
  'inlet',
  'worker',
  'address',
  'mac',
  'serial',
  'firmware',
  'seen',
  'contract',
  'since',
  'why',
];
/** What of the address is this table's: filters, and what the table itself keeps there. */
const VIEW_PARTS = [...MACHINE_FILTERS, 'q', 'sort', 'hide'];
const filterWords: Record<(typeof MACHINE_FILTERS)[number], { label: string; all: string }> = {
  status: { label: 'Status', all: 'All statuses' },
  make: { label: 'Maker', all: 'All makers' },
  model: { label: 'Model', all: 'All models' },
  rack: { label: 'Rack', all: 'All racks' },
  customer: { label: 'Customer', all: 'All customers' },
  firmware: { label: 'Firmware', all: 'All firmware' },
};
const statusOptions = STATUSES.map((status) => ({ value: status, label: statusWord(status) }));

/** Every machine with its live numbers: search, filters and order stay in the URL. */
export function MachinesTable(props: {
  machines: Machines;
  label: string;
  showSite?: boolean;
  /** What the export of all covers, and how the API is asked for it; by default the whole fleet. */
  all?: { readonly label: string; readonly query: string };
}): JSX.Element {
  const navigate = useNavigate();
  const state = useTableState({ hidden: HIDDEN });
  const filters = useMachineFilters();
  const chosen = (): MachineFilters => Object.fromEntries(MACHINE_FILTERS.map((name) => [name, filters[name]()]));
  const filtered = createMemo(() => props.machines.rows && filterMachines(props.machines.rows, chosen()));
  const options = createMemo(() => filterOptions(props.machines.bases));
  const columns = createMemo(() =>
    props.showSite ? [...machineColumns.slice(0, 2), siteColumn, ...machineColumns.slice(2)] : machineColumns,
  );
  const isFiltered = () => MACHINE_FILTERS.some((name) => filters[name]() !== '');
  const mayEdit = useMay('fleet:manage');
  const mayCommand = useMay('device:command');
  const selection = createSelection();
  const [editing, setEditing] = createSignal(false);
  const [retiring, setRetiring] = createSignal(false);
  const selected = () => (props.machines.rows ?? []).filter(({ id }) => selection.has(id));
  /** The selection, else what the filters and the search leave, in the order shown. */
  const exported = () => {
    if (selection.ids().size > 0) return sortRows(selected(), columns(), state.sort);
    return sortRows(searchRows(filtered() ?? [], columns(), state.search), columns(), state.sort);
  };

  const exports = (): MenuItem[] => [
    {
      label:
        selection.ids().size > 0 ? `The ${count(selection.ids().size, 'machine')} selected` : 'What the table shows',
      icon: 'download',
      disabled: !filtered()?.length,
      onSelect: () => download('machines.csv', machinesCsv(exported())),
    },
    {
      label: props.all?.label ?? 'All machines',
      icon: 'download',
      onSelect: () => window.location.assign(`/exports/miners.csv?${props.all?.query ?? ''}`),
    },
  ];

  return (
    <>
      <DataTable
        label={props.label}
        noun="machine"
        rows={filtered()}
        columns={columns()}
        rowId={(machine) => machine.id}
        onOpen={(machine) => navigate(`/machines/${machine.id}`)}
        state={state}
        selection={mayEdit() || mayCommand() ? selection : undefined}
        error={props.machines.error}
        onRetry={props.machines.refetch}
        empty={
          <Show
            when={isFiltered()}
            fallback={
              <EmptyState
                title="No machines here yet"
                icon="machine"
                action={
                  <May do="fleet:manage">
                    <ButtonLink href="/machines/import" look="primary" icon="plus">
                      Import machines
                    </ButtonLink>
                  </May>
                }
              >
                Bring a file with a row for each, or let a site’s collector look for them.
              </EmptyState>
            }
          >
            <EmptyState title="No machine fits these filters">
              Choose another status, model, rack or customer.
            </EmptyState>
          </Show>
        }
        toolbar={
          <>
            <For each={MACHINE_FILTERS}>
              {(name) => (
                <FilterSelect
                  label={filterWords[name].label}
                  all={filterWords[name].all}
                  value={filters[name]()}
                  options={name === 'status' ? statusOptions : options()[name]}
                  onChange={filters[name].set}
                />
              )}
            </For>
            <SavedViews page="machines" parts={VIEW_PARTS} />
            <Menu label="Export CSV" trigger={<>Export CSV</>} items={exports()} />
            <Show when={selection.ids().size > 0}>
              <Show when={mayEdit()}>
                <Button onClick={() => setEditing(true)}>Edit {count(selection.ids().size, 'machine')}</Button>
                <Button look="quiet" onClick={() => setRetiring(true)}>
                  Retire
                </Button>
              </Show>
              <CommandMenu
                label={`Command ${count(selection.ids().size, 'machine')}`}
                actions={machineActions}
                targetIds={[...selection.ids()]}
              />
            </Show>
          </>
        }
      />
      <Show when={retiring()}>
        <RetireDevices
          noun="machine"
          devices={selected()}
          onClose={() => setRetiring(false)}
          onRetired={() => {
            setRetiring(false);
            selection.clear();
            props.machines.refetch();
          }}
        />
      </Show>
      <Show when={editing()}>
        <BulkEdit
          machines={selected()}
          onClose={() => setEditing(false)}
          onDone={(refused) => {
            selection.set(refused);
            props.machines.refetch();
          }}
        />
      </Show>
    </>
  );
}
