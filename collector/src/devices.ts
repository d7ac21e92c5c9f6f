import type { Address } from './address.ts';
import type { Clock } from './clock.ts';
import type { CredentialsInput } from './credentials.ts';
import type { PlannedDevice } from './plan.ts';
import { type DeviceFacts, factsOfMeter, factsOfPdu, phaseName } from './device-facts.ts';
import type { MinerSession } from './drivers/miner-session.ts';
import type { PduPart, Scope } from './reading.ts';
import { type MinerManner, openMiner } from './miners.ts';
import { openMeter, openPdu, securityOf } from './readers.ts';
import { snmpPduProfiles } from './registry.ts';
import { electricalRow, minerRow, NO_ROWS, registerRow, type Rows } from './rows.ts';

/** `facts`: what a PDU or meter is, beside what it says now. */
type Profile = PlannedDevice['profile'];

type Answer = { readonly rows: Rows; readonly uptimeSeconds: number | null; readonly facts?: DeviceFacts };

/** One device as the poller sees it: rows in, whatever it is. It is told anew what is planned of it. A failure is thrown as DeviceFailure. */
export type OpenDevice = {
  read(device: PlannedDevice, scope: Scope): Promise<Answer>;
  close(): void;
};

export function openDevice(
  { kind, profile }: PlannedDevice,
  address: Address,
  credentials: CredentialsInput,
  manner: MinerManner,
): OpenDevice {
  if (kind === 'MINER') return new PolledMiner(openMiner(address, credentials, manner), manner.clock);
  const speaksSnmp = kind === 'PDU' || snmpPduProfiles.some(({ id }) => id === profile);
  return speaksSnmp ? pdu(profile, address, credentials, manner.clock) : meter(profile, address, manner.clock);
}

/** A class, since thousands are held. */
class PolledMiner implements OpenDevice {
  readonly #session: MinerSession;
  readonly #clock: Clock;

  constructor(session: MinerSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  async read({ id }: PlannedDevice): Promise<Answer> {
    const reading = await this.#session.read();
    const miners = [minerRow(id, new Date(this.#clock.now()), reading)];
    return { rows: { ...NO_ROWS, miners }, uptimeSeconds: reading.processUptimeSeconds };
  }

  close(): void {}
}

function pdu(profile: Profile, address: Address, credentials: CredentialsInput, clock: Clock): OpenDevice {
  const session = openPdu(address, profile ?? null, securityOf(credentials), clock);
  return {
    read: async (device, scope) => {
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

function meter(profile: Profile, address: Address, clock: Clock): OpenDevice {
  const session = openMeter(address, profile ?? null);
  return {
    read: async (device, scope) => {
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
