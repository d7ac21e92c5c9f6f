import type { Address } from './address.ts';
import type { Clock } from './clock.ts';
import type { CredentialsInput } from './credentials.ts';
import type { PlannedDevice } from './plan.ts';
import { type DeviceFacts, factsOfMeter, factsOfPdu, phaseName } from './device-facts.ts';
import type { PduPart, Scope } from './reading.ts';
import { openMeter, openMiner, openPdu, securityOf } from './readers.ts';
import { snmpPduProfiles } from './registry.ts';
import { electricalRow, minerRow, NO_ROWS, registerRow, type Rows } from './rows.ts';

/** `facts`: what a PDU or meter is, beside what it says now. */
type Answer = { readonly rows: Rows; readonly uptimeSeconds: number | null; readonly facts?: DeviceFacts };

/** One device as the poller sees it: rows in, whatever it is. A failure is thrown as DeviceFailure. */
export type OpenDevice = {
  read(scope: Scope): Promise<Answer>;
  close(): void;
};

export function openDevice(
  device: PlannedDevice,
  address: Address,
  credentials: CredentialsInput,
  clock: Clock,
): OpenDevice {
  if (device.kind === 'MINER') return miner(device, address, credentials, clock);
  const speaksSnmp = device.kind === 'PDU' || snmpPduProfiles.some(({ id }) => id === device.profile);
  return speaksSnmp ? pdu(device, address, credentials, clock) : meter(device, address, clock);
}

function miner(device: PlannedDevice, address: Address, credentials: CredentialsInput, clock: Clock): OpenDevice {
  const session = openMiner(address, credentials, clock);
  return {
    read: async () => {
      const reading = await session.read();
      const miners = [minerRow(device.id, new Date(clock.now()), reading)];
      return { rows: { ...NO_ROWS, miners }, uptimeSeconds: reading.processUptimeSeconds };
    },
    close: () => {},
  };
}

function pdu(device: PlannedDevice, address: Address, credentials: CredentialsInput, clock: Clock): OpenDevice {
  const session = openPdu(address, device.profile ?? null, securityOf(credentials), clock);
  return {
    read: async (scope) => {
      const reading = await session.read({ ...scope, phases: scope.live });
      const takenAt = new Date(clock.now());
      const parts = [
        { id: device.id, registerId: device.registerId, values: reading.device, on: null },
        ...device.outlets.flatMap(({ id, number, registerId }) => {
          const values = reading.outlets.find((outlet) => outlet.number === number);
          return values ? [{ id, registerId, values, on: values.on }] : [];
        }),
        ...phaseParts(device, reading.phases),
      ];
      return {
        rows: {
          miners: [],
          electrical: scope.live
            ? present(parts.map(({ id, values, on }) => electricalRow(id, takenAt, values, on)))
            : [],
          registers: present(
            parts.map(({ registerId, values }) => (registerId ? registerRow(registerId, takenAt, values) : null)),
          ),
        },
        uptimeSeconds: reading.uptimeSeconds,
        facts: factsOfPdu(device.id, reading),
      };
    },
    close: () => session.close(),
  };
}

function meter(device: PlannedDevice, address: Address, clock: Clock): OpenDevice {
  const session = openMeter(address, device.profile ?? null);
  return {
    read: async (scope) => {
      const reading = await session.read({ ...scope, detail: scope.live });
      const takenAt = new Date(clock.now());
      const register = device.registerId ? registerRow(device.registerId, takenAt, reading.device) : null;
      const parts = [{ id: device.id, values: reading.device }, ...phaseParts(device, reading.phases)];
      const electrical = scope.live ? parts.map(({ id, values }) => electricalRow(id, takenAt, values, null)) : [];
      return {
        rows: { miners: [], electrical: present(electrical), registers: present([register]) },
        uptimeSeconds: null,
        facts: factsOfMeter(device.id, reading),
      };
    },
    close: () => session.close(),
  };
}

/** The phases that the plan knows, with what was read of each. */
function phaseParts({ phases }: PlannedDevice, read: readonly PduPart[]) {
  // A plan that lies on disk from a version before has none.
  return (phases ?? []).flatMap(({ id, name }) => {
    const values = read.find((phase) => phaseName(phase) === name);
    return values ? [{ id, registerId: null, values, on: null }] : [];
  });
}

function present<T>(rows: readonly (T | null)[]): T[] {
  return rows.filter((row) => row !== null);
}
