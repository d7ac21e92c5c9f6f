import {
  Button,
  ButtonLink,
  count,
  createSelection,
  DataTable,
  EmptyState,
  searchRows,
  sortRows,
  statusWord,
  STATUSES,
  useTableState,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { machineActions } from '../commands/command.view.ts';
import { CommandMenu } from '../commands/command-menu.tsx';
import { download } from '../csv/csv.ts';
import { FilterSelect } from '../lists/filter-select.tsx';
import { useUrlFilter } from '../lists/url-filter.ts';
import { May, useMay } from '../session/may.tsx';
import { BulkEdit } from './bulk-edit.tsx';
import { machinesCsv } from './machines-csv.ts';
import { machineColumns, siteColumn } from './machine-columns.tsx';
import { filterMachines, filterOptions } from './machines.view.ts';
import type { Machines } from './use-machines.ts';

const HIDDEN = ['inlet', 'worker', 'address', 'serial', 'firmware', 'seen', 'contract', 'since', 'why'];
const statusOptions = STATUSES.map((status) => ({ value: status, label: statusWord(status) }));

/** Every machine with its live numbers: search, filters and order stay in the URL. */
export function MachinesTable(props: { machines: Machines; label: string; showSite?: boolean }): JSX.Element {
  const navigate = useNavigate();
  const state = useTableState({ hidden: HIDDEN });
  const [status, setStatus] = useUrlFilter('status');
  const [model, setModel] = useUrlFilter('model');
  const [customer, setCustomer] = useUrlFilter('customer');
  const filters = () => ({ status: status(), model: model(), customer: customer() });
  const filtered = createMemo(() => props.machines.rows && filterMachines(props.machines.rows, filters()));
  const options = createMemo(() => filterOptions(props.machines.rows ?? []));
  const columns = createMemo(() =>
    props.showSite ? [...machineColumns.slice(0, 2), siteColumn, ...machineColumns.slice(2)] : machineColumns,
  );
  const isFiltered = () => Boolean(status() || model() || customer());
  const mayEdit = useMay('fleet:manage');
  const mayCommand = useMay('device:command');
  const selection = createSelection();
  const [editing, setEditing] = createSignal(false);
  const selected = () => (props.machines.rows ?? []).filter(({ id }) => selection.has(id));
  /** The selection, else what the filters and the search leave, in the order shown. */
  const exported = () => {
    if (selection.ids().size > 0) return sortRows(selected(), columns(), state.sort);
    return sortRows(searchRows(filtered() ?? [], columns(), state.search), columns(), state.sort);
  };

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
            <EmptyState title="No machine fits these filters">Choose another status, model or customer.</EmptyState>
          </Show>
        }
        toolbar={
          <>
            <FilterSelect
              label="Status"
              all="All statuses"
              value={status()}
              options={statusOptions}
              onChange={setStatus}
            />
            <FilterSelect
              label="Model"
              all="All models"
              value={model()}
              options={options().models}
              onChange={setModel}
            />
            <FilterSelect
              label="Customer"
              all="All customers"
              value={customer()}
              options={options().customers}
              onChange={setCustomer}
            />
            <Button
              look="quiet"
              icon="download"
              disabled={!filtered()?.length}
              onClick={() => download('machines.csv', machinesCsv(exported()))}
            >
              Export CSV
            </Button>
            <Show when={selection.ids().size > 0}>
              <Show when={mayEdit()}>
                <Button onClick={() => setEditing(true)}>Edit {count(selection.ids().size, 'machine')}</Button>
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
