import type { Clock } from './clock.ts';
import type { CredentialsInput } from './credentials.ts';
import { DeviceFailure } from './device-failure.ts';
import type { DeviceFacts } from './device-facts.ts';
import { type OpenDevice, openDevice } from './devices.ts';
import { log } from './log.ts';
import type { Metrics, Outcome } from './metrics.ts';
import type { Reachable } from './plan.ts';
import { placeOf } from './readers.ts';
import type { Scope } from './reading.ts';
import { minerRow, NO_ROWS, type Rows } from './rows.ts';
import type { PollOutcome } from './schedule.ts';
import { openCredentials, type SealingKey } from './sealing.ts';
import type { Turns } from './turns.ts';

/** Polls devices of the plan and hands on their rows; keeps each one's connection and what was learnt of it. */
export type Poller = {
  follow(devices: readonly Reachable[]): void;
  poll(id: string, scope: Scope): Promise<PollOutcome>;
  close(): void;
};

/** Null: sealed to another key than ours. */
type Credentials = CredentialsInput | null;
type Held = {
  planned: Reachable;
  readonly credentials: Credentials;
  open: OpenDevice | null;
  uptimeSeconds: number | null;
  failing: string | null;
};

export function createPoller(options: {
  readonly clock: Clock;
  readonly sealingKey: SealingKey;
  readonly turns: Turns;
  readonly deliver: (rows: Rows) => void;
  /** What an answer tells of the device itself. */
  readonly told?: (facts: DeviceFacts) => void;
  readonly metrics: Metrics;
}): Poller {
  const { clock, sealingKey, turns, deliver, told, metrics } = options;
  const manner = { clock };
  const held = new Map<string, Held>();
  const drop = (id: string) => {
    held.get(id)?.open?.close();
    held.delete(id);
  };

  return {
    follow: (devices) => {
      const ids = new Set(devices.map(({ device }) => device.id));
      for (const id of held.keys()) if (!ids.has(id)) drop(id);
      for (const planned of devices) {
        const { id } = planned.device;
        const credentials = openCredentials(planned.device.sealedCredentials, sealingKey);
        const known = held.get(id);
        if (known && isSame(known, { planned, credentials })) {
          // The plan of before needn't be kept for it.
          known.planned = planned;
          continue;
        }
        drop(id);
        held.set(id, { planned, credentials, open: null, uptimeSeconds: null, failing: null });
      }
    },
    poll: async (id, scope) => {
      const entry = held.get(id);
      if (!entry) return { answered: false, restarted: false };
      const { device, address } = entry.planned;
      try {
        const open = (entry.open ??= openDevice(device, address, unsealed(entry), manner));
        const { rows, uptimeSeconds, facts } = await turns.take(placeOf(address, device.kind), () =>
          open.read(device, scope),
        );
        const restarted = uptimeSeconds !== null && entry.uptimeSeconds !== null && uptimeSeconds < entry.uptimeSeconds;
        if (uptimeSeconds !== null) entry.uptimeSeconds = uptimeSeconds;
        if (entry.failing) log('device-answers', { device: device.name, id, after: entry.failing });
        entry.failing = null;
        metrics.countPoll(device.kind, 'answered');
        deliver(rows);
        if (facts) told?.(facts);
        return { answered: true, restarted };
      } catch (error) {
        if (device.kind === 'MINER' && scope.live)
          deliver({ ...NO_ROWS, miners: [minerRow(id, new Date(clock.now()), null)] });
        metrics.countPoll(device.kind, reportFailure(entry, error));
        return { answered: false, restarted: false };
      }
    },
    close: () => {
      for (const id of held.keys()) drop(id);
    },
  };
}

/** Logged once per kind, not each time: a dead half of the fleet must not fill the disk. */
function reportFailure(entry: Held, error: unknown): Outcome {
  const { device } = entry.planned;
  // Anything but a DeviceFailure is our fault; it costs this device a poll and nothing else.
  const kind = error instanceof DeviceFailure ? error.kind : 'fault';
  if (entry.failing === kind) return kind;
  entry.failing = kind;
  const detail =
    error instanceof DeviceFailure
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  log('device-fails', { device: device.name, id: device.id, kind, detail });
  return kind;
}

function unsealed({ credentials, planned }: Held): CredentialsInput {
  if (credentials !== null) return credentials;
  throw new DeviceFailure(
    'unsupported',
    planned.device.address,
    "its credentials are not sealed to this collector's key",
  );
}

/** The same credentials are sealed differently each time: what is inside counts. */
function isSame(a: Pick<Held, 'planned' | 'credentials'>, b: Pick<Held, 'planned' | 'credentials'>): boolean {
  const [one, other] = [a, b].map(({ planned: { device, address }, credentials }) =>
    JSON.stringify([{ ...device, sealedCredentials: null }, address, credentials]),
  );
  return one === other;
}
