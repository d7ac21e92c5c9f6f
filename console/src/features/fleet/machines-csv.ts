import type { Column } from '@hashyard/ui';
import { formatCsv } from '../csv/csv.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { customerOf, type Machine, modelLabel } from './machines.view.ts';

type CsvColumn = readonly [header: string, value: (machine: Machine) => ReturnType<Column<Machine>['value']>];

/** Every column of the table with plain numbers; heads carry the unit. What is unknown is an empty cell. */
const columns: readonly CsvColumn[] = [
  ['name', (machine) => machine.name],
  ['site', (machine) => machine.site.name],
  ['model', (machine) => modelLabel(machine.model)],
  ['serial', (machine) => machine.serial],
  ['mac', (machine) => machine.mac],
  ['address', (machine) => machine.address],
  ['rack', (machine) => machine.slot?.rack.name],
  ['slot', (machine) => machine.slot?.label],
  ['status', (machine) => machine.status],
  ['status_since', (machine) => machine.statusSince],
  ['reading_at', (machine) => machine.reading?.takenAt],
  ['hashrate_ths', (machine) => machine.reading?.hashrateThs],
  ['rated_hashrate_ths', (machine) => machine.ratedHashrateThs],
  ['power_w', (machine) => machine.reading?.powerW],
  ['power_kind', (machine) => machine.reading?.powerKind],
  ['rated_power_w', (machine) => machine.ratedPowerW],
  ['efficiency_j_per_th', (machine) => machine.reading?.efficiencyJPerTh],
  ['temperature_c', (machine) => machine.reading?.temperatureC],
  ['inlet_temperature_c', (machine) => machine.reading?.inletTemperatureC],
  ['fans_rpm', (machine) => machine.reading?.fansRpm?.join(' ')],
  ['uptime_s', (machine) => machine.reading?.uptimeSeconds],
  ['pool', (machine) => machine.reading?.pool],
  ['worker', (machine) => machine.reading?.worker],
  ['faults', (machine) => machine.reading?.faults.join('; ')],
  ['firmware', (machine) => [machine.firmware, machine.firmwareVersion].filter(Boolean).join(' ')],
  ['customer', (machine) => customerLabelOf(machine)],
  ['contract', (machine) => machine.contract?.displayNumber],
];

const customerLabelOf = (machine: Machine): string | null => {
  const customer = customerOf(machine);
  return customer && customerLabel(customer);
};

export const machinesCsv = (machines: readonly Machine[]): string =>
  formatCsv([
    columns.map(([header]) => header),
    ...machines.map((machine) => columns.map(([, value]) => value(machine))),
  ]);
