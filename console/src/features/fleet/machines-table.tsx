import {
  asText,
  Button,
  ButtonLink,
  type Column,
  count,
  createSelection,
  DataTable,
  efficiency,
  EmptyState,
  hashrate,
  Link,
  percent,
  searchRows,
  sortRows,
  type Status,
  StatusMark,
  statusWord,
  STATUSES,
  temperature,
  useTableState,
  When,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { download } from '../csv/csv.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { FilterSelect } from '../lists/filter-select.tsx';
import { useUrlFilter } from '../lists/url-filter.ts';
import { May, useMay } from '../session/may.tsx';
import { BulkEdit } from './bulk-edit.tsx';
import { machinesCsv } from './machines-csv.ts';
import {
  customerOf,
  filterMachines,
  filterOptions,
  type Machine,
  modelLabel,
  placeOf,
  statusUrgency,
} from './machines.view.ts';
import { fansText, percentOfRated, powerText, uptimeText } from './readings.view.ts';
import type { Machines } from './use-machines.ts';

const HIDDEN = ['inlet', 'worker', 'address', 'serial', 'firmware', 'seen', 'contract', 'since'];
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
        selection={mayEdit() ? selection : undefined}
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
              <Button onClick={() => setEditing(true)}>Edit {count(selection.ids().size, 'machine')}</Button>
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

const siteColumn: Column<Machine> = {
  id: 'site',
  header: 'Site',
  value: (machine) => machine.site.name,
  width: 'minmax(7rem, 1fr)',
};

const machineColumns: Column<Machine>[] = [
  {
    id: 'name',
    header: 'Name',
    fixed: true,
    width: 'minmax(8rem, 1.2fr)',
    value: (machine) => machine.name,
    cell: (machine) => <Link href={`/machines/${machine.id}`}>{machine.name}</Link>,
  },
  {
    id: 'status',
    header: 'Status',
    width: '8rem',
    search: false,
    value: (machine) => statusUrgency(machine.status),
    cell: (machine) => <StatusMark status={machine.status as Status} />,
  },
  {
    id: 'hashrate',
    header: 'Hashrate',
    numeric: true,
    width: '7rem',
    search: false,
    value: (machine) => machine.reading?.hashrateThs,
    cell: (machine) => <>{asText(hashrate(machine.reading?.hashrateThs))}</>,
  },
  {
    id: 'ofRated',
    header: 'Of rated',
    numeric: true,
    width: '6rem',
    search: false,
    value: (machine) => percentOfRated(machine.reading?.hashrateThs, machine.ratedHashrateThs),
    cell: (machine) => <>{percent(percentOfRated(machine.reading?.hashrateThs, machine.ratedHashrateThs), 0)}</>,
  },
  {
    id: 'power',
    header: 'Power',
    numeric: true,
    width: '7.25rem',
    search: false,
    value: (machine) => machine.reading?.powerW,
    cell: (machine) => <>{powerText(machine.reading?.powerW, machine.reading?.powerKind)}</>,
  },
  {
    id: 'efficiency',
    header: 'Efficiency',
    numeric: true,
    width: '6.5rem',
    search: false,
    value: (machine) => machine.reading?.efficiencyJPerTh,
    cell: (machine) => <>{asText(efficiency(machine.reading?.efficiencyJPerTh))}</>,
  },
  {
    id: 'temperature',
    header: 'Hottest',
    numeric: true,
    width: '6rem',
    search: false,
    value: (machine) => machine.reading?.temperatureC,
    cell: (machine) => <>{asText(temperature(machine.reading?.temperatureC))}</>,
  },
  {
    id: 'inlet',
    header: 'Inlet',
    numeric: true,
    width: '6rem',
    search: false,
    value: (machine) => machine.reading?.inletTemperatureC,
    cell: (machine) => <>{asText(temperature(machine.reading?.inletTemperatureC))}</>,
  },
  { id: 'model', header: 'Model', width: 'minmax(13rem, 1.4fr)', value: (machine) => modelLabel(machine.model) },
  { id: 'place', header: 'Rack / slot', width: 'minmax(9.5rem, 1fr)', value: placeOf },
  {
    id: 'customer',
    header: 'Customer',
    width: 'minmax(8rem, 1.2fr)',
    value: (machine) => customerLabelOf(machine),
    cell: (machine) => (
      <Show when={customerOf(machine)} fallback="–">
        {(customer) => <Link href={`/customers/${customer().id}`}>{customerLabel(customer())}</Link>}
      </Show>
    ),
  },
  {
    id: 'contract',
    header: 'Contract',
    width: '8rem',
    value: (machine) => machine.contract?.displayNumber,
    cell: (machine) => (
      <Show when={machine.contract} fallback="–">
        {(contract) => <Link href={`/contracts/${contract().id}`}>{contract().displayNumber}</Link>}
      </Show>
    ),
  },
  {
    id: 'faults',
    header: 'Faults',
    width: 'minmax(8rem, 1fr)',
    value: (machine) => machine.reading?.faults.join(', ') || null,
    cell: (machine) => (
      <Show when={machine.reading?.faults.length} fallback="–">
        <span class="text-warn">{machine.reading?.faults.join(', ')}</span>
      </Show>
    ),
  },
  {
    id: 'uptime',
    header: 'Uptime',
    numeric: true,
    width: '6.5rem',
    search: false,
    value: (machine) => machine.reading?.uptimeSeconds,
    cell: (machine) => <>{uptimeText(machine.reading?.uptimeSeconds) ?? '–'}</>,
  },
  {
    id: 'fans',
    header: 'Fans',
    numeric: true,
    width: 'minmax(11rem, 1fr)',
    search: false,
    value: (machine) => machine.reading?.fansRpm?.[0],
    cell: (machine) => <>{fansText(machine.reading?.fansRpm) ?? '–'}</>,
  },
  { id: 'pool', header: 'Pool', width: 'minmax(14rem, 1fr)', value: (machine) => machine.reading?.pool },
  { id: 'worker', header: 'Worker', width: 'minmax(8rem, 1fr)', value: (machine) => machine.reading?.worker },
  { id: 'address', header: 'Address', width: 'minmax(10rem, 1fr)', value: (machine) => machine.address },
  { id: 'serial', header: 'Serial', width: 'minmax(9rem, 1fr)', value: (machine) => machine.serial },
  {
    id: 'firmware',
    header: 'Firmware',
    width: 'minmax(9rem, 1fr)',
    value: (machine) => [machine.firmware, machine.firmwareVersion].filter(Boolean).join(' ') || null,
  },
  {
    id: 'since',
    header: 'Status since',
    width: '9rem',
    search: false,
    value: (machine) => machine.statusSince,
    cell: (machine) => <When at={machine.statusSince} />,
  },
  {
    id: 'seen',
    header: 'Reading',
    width: '8rem',
    search: false,
    value: (machine) => machine.reading?.takenAt ?? machine.lastSeenAt,
    cell: (machine) => <When at={machine.reading?.takenAt ?? machine.lastSeenAt} />,
  },
];

const customerLabelOf = (machine: Machine): string | null => {
  const customer = customerOf(machine);
  return customer && customerLabel(customer);
};
