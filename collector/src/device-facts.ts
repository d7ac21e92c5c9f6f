import type { DeviceReportInput } from './gql/graphql.ts';
import type { MeterReading, PduPart, PduReading } from './reading.ts';
import { backingOf } from './registry.ts';
import { words } from './rows.ts';

/** What a PDU or meter turned out to be: the API makes its outlets and phases of it. */
export type DeviceFacts = DeviceReportInput;

/** So many devices tell of themselves in one report; the others wait for the next. */
const MOST_DEVICES = 50;

const EVIDENCE = { recorded: 'RECORDED', documented: 'DOCUMENTED', unverified: 'UNVERIFIED' } as const;

export function factsOfPdu(deviceId: string, reading: PduReading): DeviceFacts {
  const { profile, model, serial, outlets, phases } = reading;
  return {
    deviceId,
    profile,
    evidence: EVIDENCE[backingOf(profile)],
    model: words([reading.vendor, model].filter(Boolean).join(' ')),
    serial: words(serial),
    outlets: outlets.map(({ number, name, label, countsEnergy }) => ({
      number,
      // A name is somebody's own; a label that only repeats the number says nothing.
      label: words(name) ?? (label === String(number) ? null : words(label)),
      hasRegister: countsEnergy,
    })),
    phases: phases.map(phaseName),
  };
}

export function factsOfMeter(deviceId: string, reading: MeterReading): DeviceFacts {
  const { profile, serial, phases } = reading;
  return {
    deviceId,
    profile,
    evidence: EVIDENCE[backingOf(profile)],
    model: null,
    serial: words(serial),
    outlets: [],
    phases: phases.map(phaseName),
  };
}

/** A phase by the device's own name; one that is only counted is called as everybody does: L1. */
export function phaseName({ id, label, name }: Pick<PduPart, 'id' | 'label' | 'name'>): string {
  const own = words(label) ?? words(name) ?? id;
  return /^\d+$/.test(own) ? `L${own}` : own.slice(0, 60);
}

/**
 * Remembers of each device what it told of itself, until the API has it. A poll without live values tells of no phases: it
 * never takes away what an earlier one told.
 */
export function createFactBook(tell: () => void) {
  const known = new Map<string, string>();
  const waiting = new Map<string, DeviceFacts>();
  return {
    /** Devices that left the plan are forgotten; should they come back, they tell anew. */
    follow: (ids: readonly string[]) => {
      const planned = new Set(ids);
      for (const id of known.keys()) {
        if (planned.has(id)) continue;
        known.delete(id);
        waiting.delete(id);
      }
    },
    take: (facts: DeviceFacts) => {
      if (facts.phases?.length === 0 && known.has(facts.deviceId)) return;
      const text = JSON.stringify(facts);
      if (known.get(facts.deviceId) === text) return;
      known.set(facts.deviceId, text);
      waiting.set(facts.deviceId, facts);
      tell();
    },
    reports: (): DeviceFacts[] => [...waiting.values()].slice(0, MOST_DEVICES),
    reported: (sent: readonly DeviceFacts[]) => {
      for (const facts of sent) if (waiting.get(facts.deviceId) === facts) waiting.delete(facts.deviceId);
      if (waiting.size > 0) tell();
    },
  };
}
