import type { Status } from '@hashyard/ui';
import type { MachineRowFragment, RowReadingFragment } from '../../gql/graphql';

/** A machine as the list shows it: the newest reading wins over what the query brought. */
export type MachineRow = {
  readonly id: string;
  readonly name: string;
  readonly serial: string | null;
  readonly model: string;
  readonly place: string;
  readonly status: Status;
  readonly hashrateThs: number | null;
  readonly powerW: number | null;
  readonly temperatureC: number | null;
  readonly takenAt: string | null;
  /** The values are the last known, not current. */
  readonly old: boolean;
};

/**
 * The machines under a contract now. A machine that has left stays visible to its former customer for the time it was theirs,
 * but not in this list; the live readings say so first.
 */
export function machineRows(
  machines: readonly MachineRowFragment[],
  live: ReadonlyMap<string, RowReadingFragment> | undefined,
): readonly MachineRow[] {
  return machines
    .filter((machine) => machine.contract && (live === undefined || live.has(machine.id) || machine.latest == null))
    .map((machine) => {
      const reading = live?.get(machine.id) ?? machine.latest ?? null;
      const status = reading?.status ?? machine.status;
      return {
        id: machine.id,
        name: machine.name,
        serial: machine.serial ?? null,
        model: `${machine.model.make} ${machine.model.name}`,
        place: placeOf(machine),
        status,
        hashrateThs: reading?.hashrateThs ?? null,
        powerW: reading?.powerW ?? null,
        temperatureC: reading?.temperatureC ?? null,
        takenAt: reading?.takenAt ?? null,
        old: status === 'STALE' || status === 'LOST',
      };
    });
}

/** "Site 1, rack A3, slot 2-4"; what isn't known is left out. */
export function placeOf(machine: {
  site: { name: string };
  slot?: { label: string; rack: { name: string } } | null;
}): string {
  const { site, slot } = machine;
  return slot ? `${site.name}, ${slot.rack.name}, ${slot.label}` : site.name;
}

/** Machines with readings that the list doesn't have yet: it has to be fetched again. */
export function hasStrangers(
  machines: readonly { id: string }[],
  live: ReadonlyMap<string, unknown> | undefined,
): boolean {
  if (!live) return false;
  const known = new Set(machines.map(({ id }) => id));
  return [...live.keys()].some((id) => !known.has(id));
}
