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

export type MachineFilters = { readonly status?: string; readonly model?: string; readonly customer?: string };

/** In a filter's place of a customer: machines that nobody owns. */
export const NO_CUSTOMER = 'none';

export function filterMachines(machines: readonly Machine[], filters: MachineFilters): readonly Machine[] {
  const { status, model, customer } = filters;
  if (!status && !model && !customer) return machines;
  return machines.filter(
    (machine) =>
      (!status || machine.status === status) &&
      (!model || machine.model.id === model) &&
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

/** The choices that would leave something, by name. */
export function filterOptions(machines: readonly MachineBase[]): { models: Option[]; customers: Option[] } {
  const models = new Map<string, string>();
  const customers = new Map<string, string>();
  let unowned = false;
  for (const machine of machines) {
    models.set(machine.model.id, modelLabel(machine.model));
    const customer = customerOf(machine);
    if (customer) customers.set(customer.id, customerLabel(customer));
    else unowned = true;
  }
  const free = unowned ? [{ value: NO_CUSTOMER, label: 'No customer' }] : [];
  return { models: options(models), customers: [...free, ...options(customers)] };
}

const options = (labels: ReadonlyMap<string, string>): Option[] =>
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
