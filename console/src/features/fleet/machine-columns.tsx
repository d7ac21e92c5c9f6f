import {
  asText,
  type Column,
  efficiency,
  hashrate,
  Link,
  percent,
  type Status,
  StatusMark,
  temperature,
  When,
} from '@hashyard/ui';
import { Show } from 'solid-js';
import { customerLabel } from '../customers/customer.view.ts';
import { customerOf, type Machine, modelLabel, placeOf, statusUrgency } from './machines.view.ts';
import { fansText, percentOfRated, powerText, uptimeText } from './readings.view.ts';

export const siteColumn: Column<Machine> = {
  id: 'site',
  header: 'Site',
  value: (machine) => machine.site.name,
  width: 'minmax(7rem, 1fr)',
};

export const machineColumns: Column<Machine>[] = [
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
    cell: (machine) => <StatusMark status={machine.status as Status} reason={machine.statusReason} />,
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
    id: 'ideal',
    header: 'Ideal',
    numeric: true,
    width: '7rem',
    search: false,
    value: (machine) => Number(machine.ratedHashrateThs),
    cell: (machine) => <>{asText(hashrate(Number(machine.ratedHashrateThs)))}</>,
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
  { id: 'make', header: 'Maker', width: 'minmax(7rem, 1fr)', value: (machine) => machine.model.make },
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
  { id: 'mac', header: 'MAC', width: '9.5rem', value: (machine) => machine.mac },
  { id: 'serial', header: 'Serial', width: 'minmax(9rem, 1fr)', value: (machine) => machine.serial },
  {
    id: 'firmware',
    header: 'Firmware',
    width: 'minmax(9rem, 1fr)',
    value: (machine) => [machine.firmware, machine.firmwareVersion].filter(Boolean).join(' ') || null,
  },
  { id: 'why', header: 'Why', width: 'minmax(16rem, 2fr)', value: (machine) => machine.statusReason },
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
