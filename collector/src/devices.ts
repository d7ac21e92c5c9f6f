import type { Address } from './address.ts';
import type { Clock } from './clock.ts';
import type { CredentialsInput } from './credentials.ts';
import { DeviceFailure } from './device-failure.ts';
import { openMinerSession } from './drivers/cgminer-session.ts';
import { openMeterSession } from './drivers/modbus-meter.ts';
import { openPduSession } from './drivers/snmp-pdu.ts';
import type { PlannedDevice } from './plan.ts';
import type { Scope } from './reading.ts';
import { minerFamilies, modbusMeterProfiles, snmpPduProfiles } from './registry.ts';
import { electricalRow, minerRow, NO_ROWS, registerRow, type Rows } from './rows.ts';
import { askCgminer, CGMINER_PORT } from './transports/cgminer.ts';
import { MODBUS_PORT, openModbus } from './transports/modbus.ts';
import { openSnmp, SNMP_PORT } from './transports/snmp.ts';

/** One device as the poller sees it: rows in, whatever it is. A failure is thrown as DeviceFailure. */
export type OpenDevice = {
  read(scope: Scope): Promise<{ readonly rows: Rows; readonly uptimeSeconds: number | null }>;
  close(): void;
};

/** SNMP and Modbus agents on slow buses take seconds; two tries within a poll's time. */
const SNMP_TIMEOUT_MS = 2500;
const SNMP_RETRIES = 1;
const MODBUS_TIMEOUT_MS = 3000;
/** Monitoring PDUs are shipped with it, and reading is all we do. */
const DEFAULT_COMMUNITY = 'public';

export function openDevice(
  device: PlannedDevice,
  address: Address,
  credentials: CredentialsInput,
  clock: Clock,
): OpenDevice {
  if (device.kind === 'MINER') return openMiner(device, address, clock);
  const speaksSnmp = device.kind === 'PDU' || snmpPduProfiles.some(({ id }) => id === device.profile);
  if (speaksSnmp) return openPdu(device, address, credentials, clock);
  return openMeter(device, address, clock);
}

function openMiner(device: PlannedDevice, { host, port }: Address, clock: Clock): OpenDevice {
  const at = port ?? CGMINER_PORT;
  const session = openMinerSession((command) => askCgminer(host, at, command), `${host}:${at}`, minerFamilies, clock);
  return {
    read: async () => {
      const reading = await session.read();
      const miners = [minerRow(device.id, new Date(clock.now()), reading)];
      return { rows: { ...NO_ROWS, miners }, uptimeSeconds: reading.processUptimeSeconds };
    },
    close: () => {},
  };
}

function openPdu(
  device: PlannedDevice,
  { host, port }: Address,
  credentials: CredentialsInput,
  clock: Clock,
): OpenDevice {
  const at = port ?? SNMP_PORT;
  const profiles = named(snmpPduProfiles, device, `${host}:${at}`);
  const snmp = openSnmp({
    host,
    port: at,
    community: credentials.community ?? DEFAULT_COMMUNITY,
    timeoutMs: SNMP_TIMEOUT_MS,
    retries: SNMP_RETRIES,
  });
  const session = openPduSession(snmp, `${host}:${at}`, profiles, clock);
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
    close: () => snmp.close(),
  };
}

function openMeter(device: PlannedDevice, { host, port, unit }: Address, clock: Clock): OpenDevice {
  const at = port ?? MODBUS_PORT;
  const [profile] = named(modbusMeterProfiles, device, `${host}:${at}`);
  if (!device.profile || !profile)
    throw new DeviceFailure(
      'unsupported',
      `${host}:${at}`,
      'a Modbus meter needs a profile: it does not say what it is',
    );
  const modbus = openModbus({ host, port: at, unit, timeoutMs: MODBUS_TIMEOUT_MS });
  const session = openMeterSession(modbus, profile);
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
    close: () => modbus.close(),
  };
}

/** All profiles where the plan names none, else the one that it names. */
function named<T extends { readonly id: string }>(
  profiles: readonly T[],
  device: PlannedDevice,
  address: string,
): readonly T[] {
  if (!device.profile) return profiles;
  const profile = profiles.find(({ id }) => id === device.profile);
  if (!profile) throw new DeviceFailure('unsupported', address, `no profile "${device.profile}"`);
  return [profile];
}

function present<T>(rows: readonly (T | null)[]): T[] {
  return rows.filter((row) => row !== null);
}
