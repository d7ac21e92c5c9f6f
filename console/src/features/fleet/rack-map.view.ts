import {
  asText,
  colorScale,
  type ColorScale,
  fixed,
  hashrate,
  power,
  type SlotCell,
  type Status,
  statusColor,
  STATUSES,
  statusWord,
  temperature,
} from '@hashyard/ui';
import { customerLabel } from '../customers/customer.view.ts';
import { customerOf, type Machine, type MachineBase } from './machines.view.ts';

export const HEATS = ['status', 'hashrate', 'temperature', 'inlet', 'power', 'owner'] as const;
export type Heat = (typeof HEATS)[number];
export const heatWords: Record<Heat, string> = {
  status: 'Status',
  hashrate: 'Hashrate',
  temperature: 'Chip temperature',
  inlet: 'Inlet temperature',
  power: 'Power',
  owner: 'Owner',
};

type Measure = Exclude<Heat, 'owner' | 'status'>;
const measures: Record<
  Measure,
  { of: (machine: Machine) => number | null | undefined; text: (value: number) => string }
> = {
  hashrate: { of: ({ reading }) => reading?.hashrateThs, text: (ths) => asText(hashrate(ths)) },
  temperature: { of: ({ reading }) => reading?.temperatureC, text: (celsius) => asText(temperature(celsius)) },
  inlet: { of: ({ reading }) => reading?.inletTemperatureC, text: (celsius) => asText(temperature(celsius)) },
  power: { of: ({ reading }) => reading?.powerW, text: (watts) => asText(power(watts)) },
};

/** STALE and LOST readings are the last known: a map of now doesn't show them as values. */
const isFresh = (machine: Machine): boolean =>
  machine.reading !== null && machine.status !== 'STALE' && machine.status !== 'LOST';

/** Temperatures are told apart between cool and critical, of a chip and of the air that goes in; the others from nothing to the highest. */
const TEMPERATURES: Partial<Record<Measure, readonly [coolC: number, hotC: number]>> = {
  temperature: [40, 95],
  inlet: [5, 45],
};

export type MapScale = { readonly scale: ColorScale; readonly labels: { low: string; high: string } };

export const sameScale = (a: MapScale | undefined, b: MapScale | undefined): boolean =>
  a?.scale.low === b?.scale.low && a?.scale.high === b?.scale.high && a?.scale.gradient === b?.scale.gradient;

export function scaleOf(machines: Iterable<Machine>, heat: Measure): MapScale {
  const { text } = measures[heat];
  const [low, high] = TEMPERATURES[heat] ?? [0, roundedHighest(machines, heat)];
  return {
    scale: colorScale(low, high, heat === 'hashrate' ? 'sequential' : 'heat'),
    labels: { low: text(low), high: text(high) },
  };
}

/** Rounded up to two digits, so that the scale doesn't move with every reading. */
function roundedHighest(machines: Iterable<Machine>, heat: Measure): number {
  let highest = 0;
  for (const machine of machines) if (isFresh(machine)) highest = Math.max(highest, measures[heat].of(machine) ?? 0);
  if (highest === 0) return 1;
  const step = 10 ** (Math.floor(Math.log10(highest)) - 1);
  return Math.ceil(highest / step) * step;
}

/** Owners in order of name, the operator's own machines first. More than the palette holds share one colour. */
export const MOST_OWNERS = 7;
const OWN = 'No customer';
const OTHERS = 'Further customers';

export function ownerNames(machines: Iterable<Pick<MachineBase, 'contract' | 'owner'>>): readonly string[] {
  const names = new Set<string>();
  for (const machine of machines) {
    const customer = customerOf(machine);
    if (customer) names.add(customerLabel(customer));
  }
  const sorted = [...names].sort((a, b) => a.localeCompare(b));
  const shown = sorted.length < MOST_OWNERS ? sorted : [...sorted.slice(0, MOST_OWNERS - 1), OTHERS];
  return [OWN, ...shown];
}

/** A sign for each status beside its colour: none for what is well. */
const marks: Record<Status, string> = {
  ACTIVE: '',
  DEGRADED: '!',
  OFFLINE: '×',
  PAUSED: '=',
  CURTAILED: '=',
  MAINTENANCE: 'M',
  STALE: '?',
  LOST: '–',
};

export const statusLegend = STATUSES.map((status) => ({
  label: statusWord(status),
  color: statusColor(status),
  mark: marks[status],
}));

/** What a slot shows: its machine's status, its value, its owner, that there is no data, or that nothing stands there. */
export function cellOf(machine: Machine | undefined, heat: Heat, owners: readonly string[]): SlotCell {
  if (!machine) return { title: 'empty', paint: { kind: 'empty' } };
  if (heat === 'status') {
    const { status } = machine;
    return {
      title: `${machine.name}, ${statusWord(status)}: ${machine.statusReason}`,
      mark: marks[status],
      paint: { kind: 'color', color: statusColor(status) },
    };
  }
  if (heat === 'owner') {
    const customer = customerOf(machine);
    const name = customer ? customerLabel(customer) : OWN;
    const index = owners.indexOf(name);
    return {
      title: `${machine.name}, ${name}`,
      paint: { kind: 'category', index: index < 0 ? owners.length - 1 : index },
    };
  }
  const { of, text } = measures[heat];
  const value = of(machine);
  if (value == null || !isFresh(machine)) return { title: `${machine.name}, no data`, paint: { kind: 'no-data' } };
  return {
    get title() {
      return `${machine.name}, ${text(value)}`;
    },
    paint: { kind: 'value', value },
  };
}

/** "230 of 240 slots taken". */
export const takenText = (slots: number, taken: number): string => `${fixed(taken)} of ${fixed(slots)} slots taken`;
