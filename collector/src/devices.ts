import type { Address } from './address.ts';
import type { Clock } from './clock.ts';
import type { CredentialsInput } from './credentials.ts';
import type { PlannedDevice } from './plan.ts';
import type { Scope } from './reading.ts';
import { openMeter, openMiner, openPdu, securityOf } from './readers.ts';
import { snmpPduProfiles } from './registry.ts';
import { electricalRow, minerRow, NO_ROWS, registerRow, type Rows } from './rows.ts';

/** One device as the poller sees it: rows in, whatever it is. A failure is thrown as DeviceFailure. */
export type OpenDevice = {
  read(scope: Scope): Promise<{ readonly rows: Rows; readonly uptimeSeconds: number | null }>;
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
      const reading = await session.read(scope);
      const takenAt = new Date(clock.now());
      const parts = [
        { id: device.id, registerId: device.registerId, values: reading.device, on: null },
        ...device.outlets.flatMap(({ id, number, registerId }) => {
          const values = reading.outlets.find((outlet) => outlet.number === number);
          return values ? [{ id, registerId, values, on: values.on }] : [];
        }),
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
      };
    },
    close: () => session.close(),
  };
}

function meter(device: PlannedDevice, address: Address, clock: Clock): OpenDevice {
  const session = openMeter(address, device.profile ?? null);
  return {
    read: async (scope) => {
      const reading = await session.read(scope);
      const takenAt = new Date(clock.now());
      const register = device.registerId ? registerRow(device.registerId, takenAt, reading.device) : null;
      const electrical = scope.live ? electricalRow(device.id, takenAt, reading.device, null) : null;
      return {
        rows: { miners: [], electrical: present([electrical]), registers: present([register]) },
        uptimeSeconds: null,
      };
    },
    close: () => session.close(),
  };
}

function present<T>(rows: readonly (T | null)[]): T[] {
  return rows.filter((row) => row !== null);
}
