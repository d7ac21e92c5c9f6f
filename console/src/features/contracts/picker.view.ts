import { startOfDay } from '@hashyard/ui';
import type { ContractType, PickerMachineFragment } from '../../gql/graphql.ts';

export type PickerMachine = PickerMachineFragment;

/** A Hosted contract takes machines that nobody owns yet, or that are its customer's own; a Lease takes the operator's. */
export const canTake = (
  contract: { readonly type: ContractType; readonly customer: { readonly id: string } },
  machine: Pick<PickerMachine, 'owner'>,
): boolean => machine.owner == null || (contract.type === 'HOSTED' && machine.owner.id === contract.customer.id);

export type PickerFilters = { readonly site: string; readonly model: string; readonly status: string };

export function filterPicker(
  machines: readonly PickerMachine[],
  { site, model, status }: PickerFilters,
): readonly PickerMachine[] {
  return machines.filter(
    (machine) =>
      (!site || machine.site.id === site) &&
      (!model || machine.model.id === model) &&
      (!status || machine.status === status),
  );
}

export type PickerTotals = { readonly units: number; readonly powerW: number; readonly hashrateThs: number };

/** Nameplate sums of what is chosen, for the eye; a contract's own copies are taken by the API. */
export function totalsOf(machines: Iterable<Pick<PickerMachine, 'ratedPowerW' | 'ratedHashrateThs'>>): PickerTotals {
  let units = 0;
  let powerW = 0;
  let hashrateThs = 0;
  for (const machine of machines) {
    units += 1;
    powerW += Number(machine.ratedPowerW);
    hashrateThs += Number(machine.ratedHashrateThs);
  }
  return { units, powerW, hashrateThs };
}

export const exceedsCap = (powerW: number, powerCapKw: string | null | undefined): boolean =>
  powerCapKw != null && powerW > Number(powerCapKw) * 1000;

/** A draft's own start is the API's default, and exact; another day begins at its local midnight. */
export function assignFrom(
  day: string,
  contract: { readonly status: string; readonly startsOn: string; readonly timeZone: string },
): string | undefined {
  if (day === '') return undefined;
  if (contract.status === 'DRAFT' && day === contract.startsOn) return undefined;
  return startOfDay(day, contract.timeZone);
}

/** `["input", "minerIds", "3"]` names the fourth of what was sent. */
export const sentAt = (path: readonly string[], sent: readonly string[]): string | undefined =>
  sent[Number(path.at(-1))];
