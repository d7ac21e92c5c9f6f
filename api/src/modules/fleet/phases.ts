import type { Context } from '../../context.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { type Meter, Pdu } from './fleet.entity.ts';
import { fleetLoaders } from './fleet.loader.ts';
import { headroomA, loadPercent } from './load.rules.ts';

/** A phase with its newest values, held against the breaker before it. */
export type PhaseView = {
  readonly id: string;
  readonly name: string;
  readonly powerW: number | null;
  readonly currentA: number | null;
  readonly voltageV: number | null;
  readonly loadPercent: number | null;
  readonly headroomA: number | null;
};

/** The phases of a PDU or meter; they carry the neighbours' load too, so a customer sees none. */
export async function phasesOf(context: Context, device: Pdu | Meter): Promise<PhaseView[]> {
  if (isCustomers(context)) return [];
  const loaders = fleetLoaders(context);
  const phases = await (device instanceof Pdu ? loaders.phasesOfPdu : loaders.phasesOfMeter).load(device.id);
  const breakerA = device.breakerA === null ? null : Number(device.breakerA);
  return Promise.all(
    phases.map(async ({ id, no, name }) => {
      const live = await loaders.liveValues.load(no);
      const { powerW = null, currentA = null, voltageV = null } = live ?? {};
      const load = { loadPercent: loadPercent(currentA, breakerA), headroomA: headroomA(currentA, breakerA) };
      return { id, name, powerW, currentA, voltageV, ...load };
    }),
  );
}
