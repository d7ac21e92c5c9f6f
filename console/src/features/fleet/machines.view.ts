import type { MachineTableRowFragment, MinerStatus } from '../../gql/graphql.ts';
import type { Option } from '@hashyard/ui';
import { customerLabel } from '../customers/customer.view.ts';
import type { LiveReadings, Reading } from './readings.view.ts';

export type MachineBase = MachineTableRowFragment;
/** What is fixed about a machine, with its newest reading where one is known. */
export type Machine = MachineBase & { readonly base: MachineBase; readonly reading: Reading | null };

/**
 * Puts readings to machines. A machine whose reading is the same keeps its object, so that a table draws only the rows that moved.
 * `before` is the last answer for the same machines.
 */
export function joinReadings(
  machines: readonly MachineBase[],
  live: LiveReadings | undefined,
  before: ReadonlyMap<string, Machine>,
): ReadonlyMap<string, Machine> {
  const joined = new Map<string, Machine>();
  for (const base of machines) {
    const reading = live?.byMiner.get(base.id) ?? null;
    const known = before.get(base.id);
    const same = known?.base === base && known.reading === reading;
    joined.set(
      base.id,
      same
        ? known
        : {
            ...base,
            status: reading?.status ?? base.status,
            statusReason: reading?.statusReason ?? base.statusReason,
            base,
            reading,
          },
    );
  }
  return joined;
}

/** What a table is narrowed by, each part of the address by its name; empty narrows nothing. */
export const MACHINE_FILTERS = ['status', 'make', 'model', 'rack', 'customer', 'firmware'] as const;
export type MachineFilters = Partial<Readonly<Record<(typeof MACHINE_FILTERS)[number], string>>>;

/** In a filter's place of a customer, rack or firmware: machines that have none. */
export const NO_CUSTOMER = 'none';
const NO_RACK = 'none';
const NO_FIRMWARE = 'none';

/** "stock 2024-03": name and version as the machine says them. */
export const firmwareOf = (machine: Pick<MachineBase, 'firmware' | 'firmwareVersion'>): string | null =>
  [machine.firmware, machine.firmwareVersion].filter(Boolean).join(' ') || null;

export function filterMachines(machines: readonly Machine[], filters: MachineFilters): readonly Machine[] {
  const { status, make, model, rack, customer, firmware } = filters;
  if (MACHINE_FILTERS.every((name) => !filters[name])) return machines;
  return machines.filter(
    (machine) =>
      (!status || machine.status === status) &&
      (!make || machine.model.make === make) &&
      (!model || machine.model.id === model) &&
      (!rack || (machine.slot?.rack.id ?? NO_RACK) === rack) &&
      (!firmware || (firmwareOf(machine) ?? NO_FIRMWARE) === firmware) &&
      (!customer || (customerOf(machine)?.id ?? NO_CUSTOMER) === customer),
  );
}

/** Whose machine it is now: the contract's customer, else its owner; null is the operator's own. */
export const customerOf = (machine: Pick<MachineBase, 'contract' | 'owner'>) =>
  machine.contract?.customer ?? machine.owner ?? null;

export const modelLabel = ({ make, name }: { make: string; name: string }): string => `${make} ${name}`;

/** "A-03 / 2-14": rack and slot, or null for a machine that stands nowhere. */
export const placeOf = (machine: Pick<MachineBase, 'slot'>): string | null =>
  machine.slot ? `${machine.slot.rack.name} / ${machine.slot.label}` : null;

export type FilterOptions = Readonly<Record<'make' | 'model' | 'rack' | 'customer' | 'firmware', Option[]>>;

/** The choices that would leave something, by name. Racks of several sites say whose they are. */
export function filterOptions(machines: readonly MachineBase[]): FilterOptions {
  const [makes, models, racks, customers, firmwares] = Array.from({ length: 5 }, () => new Map<string, string>());
  const severalSites = new Set(machines.map(({ site }) => site.id)).size > 1;
  const missing = { rack: false, customer: false, firmware: false };
  for (const machine of machines) {
    const [customer, firmware, rack] = [customerOf(machine), firmwareOf(machine), machine.slot?.rack];
    makes?.set(machine.model.make, machine.model.make);
    models?.set(machine.model.id, modelLabel(machine.model));
    if (rack) racks?.set(rack.id, severalSites ? `${machine.site.name} / ${rack.name}` : rack.name);
    if (customer) customers?.set(customer.id, customerLabel(customer));
    if (firmware) firmwares?.set(firmware, firmware);
    missing.rack ||= !rack;
    missing.customer ||= !customer;
    missing.firmware ||= !firmware;
  }
  const none = (is: boolean, value: string, label: string): Option[] => (is ? [{ value, label }] : []);
  return {
    make: options(makes),
    model: options(models),
    rack: [...none(missing.rack, NO_RACK, 'In no slot'), ...options(racks)],
    customer: [...none(missing.customer, NO_CUSTOMER, 'No customer'), ...options(customers)],
    firmware: [...none(missing.firmware, NO_FIRMWARE, 'Firmware unknown'), ...options(firmwares)],
  };
}

const options = (labels: ReadonlyMap<string, string> = new Map()): Option[] =>
  [...labels].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));

/** A status isn't numeric, yet has an order: what needs a person comes first. */
const urgency: Record<MinerStatus, number> = {
  OFFLINE: 0,
  DEGRADED: 1,
  LOST: 2,
  STALE: 3,
  CURTAILED: 4,
  PAUSED: 5,
  MAINTENANCE: 6,
  ACTIVE: 7,
};
export const statusUrgency = (status: MinerStatus): number => urgency[status];
