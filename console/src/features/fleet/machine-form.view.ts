import { blankToNull, type Option } from '@hashyard/ui';
import type { MachineFormQuery, UpdateMinerInput } from '../../gql/graphql.ts';
import { notNumbers, plainDecimal } from '../forms/refusal.view.ts';

export type EditedMachine = NonNullable<MachineFormQuery['miner']>;

export type MachineValues = {
  name: string;
  address: string;
  collectorId: string;
  /** Not an input field: it narrows the slots. */
  rackId: string;
  slotId: string;
  modelId: string;
  ownerId: string;
  maintenance: boolean;
  maintenanceReason: string;
  ratedHashrateThs: string;
  ratedPowerW: string;
};

export const valuesOf = (machine: EditedMachine): MachineValues => ({
  name: machine.name,
  address: machine.address ?? '',
  collectorId: machine.collector?.id ?? '',
  rackId: machine.slot?.rack.id ?? '',
  slotId: machine.slot?.id ?? '',
  modelId: machine.model.id,
  ownerId: machine.owner?.id ?? '',
  maintenance: machine.maintenance,
  maintenanceReason: machine.maintenanceReason ?? '',
  ratedHashrateThs: plainDecimal(machine.ratedHashrateThs),
  ratedPowerW: plainDecimal(machine.ratedPowerW),
});

export const unreadable = (values: MachineValues) => notNumbers(values, ['ratedHashrateThs', 'ratedPowerW']);

/** Only what was changed: a value that somebody else changed meanwhile stays theirs. Null clears, and gives a rated value back to the model. */
export function updateInput(minerId: string, before: MachineValues, after: MachineValues): UpdateMinerInput {
  const input: UpdateMinerInput = { minerId };
  const changed = (field: keyof MachineValues) => before[field] !== after[field];
  if (changed('name')) input.name = after.name.trim();
  if (changed('address')) input.address = blankToNull(after.address);
  if (changed('collectorId')) input.collectorId = blankToNull(after.collectorId);
  if (changed('slotId')) input.slotId = blankToNull(after.slotId);
  if (changed('modelId')) input.modelId = after.modelId;
  if (changed('ownerId')) input.ownerId = blankToNull(after.ownerId);
  if (changed('maintenance')) input.maintenance = after.maintenance;
  if (after.maintenance && changed('maintenanceReason')) input.maintenanceReason = blankToNull(after.maintenanceReason);
  if (changed('ratedHashrateThs')) input.ratedHashrateThs = blankToNull(plainDecimal(after.ratedHashrateThs));
  if (changed('ratedPowerW')) input.ratedPowerW = blankToNull(plainDecimal(after.ratedPowerW));
  return input;
}

type RackWithSlots = EditedMachine['site']['racks'][number];

/** Slots of a rack that are free, and the one the machine stands in. */
export const slotOptions = (racks: readonly RackWithSlots[], rackId: string, ownSlotId: string | undefined): Option[] =>
  (racks.find(({ id }) => id === rackId)?.slots ?? [])
    .filter((slot) => slot.miner == null || slot.id === ownSlotId)
    .map((slot) => ({ value: slot.id, label: slot.label }));
