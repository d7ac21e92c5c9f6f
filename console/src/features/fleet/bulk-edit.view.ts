import { asText, blankToNull, count, power, statusWord } from '@hashyard/ui';
import type { UpdateMinerInput } from '../../gql/graphql.ts';
import { statusUrgency, type Machine } from './machines.view.ts';

export type BulkChange = 'maintenance' | 'working' | 'owner' | 'model' | 'slots';

/** What goes with a change: an empty owner is the operator, a reason is for maintenance, slots are given out by machine. */
export type BulkDetails = {
  readonly ownerId: string;
  readonly reason: string;
  readonly modelId: string;
  readonly slots: ReadonlyMap<string, string>;
};

/** What of a machine changes. */
export function bulkInput(
  minerId: string,
  change: BulkChange,
  { ownerId, reason, modelId, slots }: BulkDetails,
): UpdateMinerInput {
  switch (change) {
    case 'owner':
      return { minerId, ownerId: ownerId || null };
    case 'model':
      return { minerId, modelId };
    case 'slots':
      return { minerId, slotId: slots.get(minerId) };
    case 'working':
      return { minerId, maintenance: false };
    case 'maintenance':
      return { minerId, maintenance: true, maintenanceReason: blankToNull(reason) };
  }
}

export const bulkVerb = (change: BulkChange, machines: number): string => {
  const those = count(machines, 'machine');
  if (change === 'owner') return `Change the owner of ${those}`;
  if (change === 'model') return `Change the model of ${those}`;
  if (change === 'slots') return `Put ${those} into slots`;
  return change === 'maintenance' ? `Put ${those} in maintenance` : `Take ${those} out of maintenance`;
};

/** "12 machines, 42.0 kW rated: 8 Active, 4 Offline": what a change is about to touch, the urgent statuses first. */
export function touched(machines: readonly Machine[]): string {
  const ratedW = machines.reduce((sum, { ratedPowerW }) => sum + Number(ratedPowerW), 0);
  const statuses = [...new Set(machines.map(({ status }) => status))].sort(
    (a, b) => statusUrgency(a) - statusUrgency(b),
  );
  const each = statuses.map(
    (status) => `${machines.filter((one) => one.status === status).length} ${statusWord(status)}`,
  );
  return `${count(machines.length, 'machine')}, ${asText(power(ratedW))} rated: ${each.join(', ')}`;
}

const byName = new Intl.Collator('en', { numeric: true });

/** Which machine gets which free slot, by name in the order of the slots; those for whom none is left get none. */
export function slotsFor(
  machines: readonly Pick<Machine, 'id' | 'name'>[],
  free: readonly { readonly id: string }[],
): ReadonlyMap<string, string> {
  const inOrder = machines.toSorted((a, b) => byName.compare(a.name, b.name));
  return new Map(inOrder.flatMap(({ id }, at) => (free[at] ? [[id, free[at].id] as const] : [])));
}
