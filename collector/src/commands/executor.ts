import type { KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { DeviceFailure } from '../device-failure.ts';
import { log } from '../log.ts';
import type { Reachable } from '../plan.ts';
import type { OutletAction } from '../profiles/snmp-pdu.profile.ts';
import { findMiner } from '../miners.ts';
import { placeOf } from '../readers.ts';
import type { CommandReport } from '../report.ts';
import { openCredentials, type SealingKey } from '../sealing.ts';
import type { Turns } from '../turns.ts';
import type { CommandLog } from './command-log.ts';
import type { MinerAction } from './controls/control.ts';
import { minerControls } from './controls/registry.ts';
import { type Ending, refused } from './ending.ts';
import { switchOutlet } from './outlet-switch.ts';
import { type Command, openCommand, type SignedCommand } from './signed-command.ts';

export type Executor = {
  /** The devices that may be told something: those of the plan, within our networks. */
  follow(devices: readonly Reachable[]): void;
  /** Begins what wasn't begun before; told again, only the report goes out again. */
  obey(commands: readonly SignedCommand[]): void;
  reports(): CommandReport[];
  reported(reports: readonly CommandReport[]): void;
  /** Nothing more is begun; resolves when what is under way has ended. */
  stop(): Promise<void>;
};

/** Devices that are told something at once: thousands have to be through before the five minutes of a command are over. */
const AT_ONCE = 64;
const MOST_PER_REPORT = 500;
/** Refusals of what nobody signed are told, but not written down: such an id may still come signed. */
const MOST_UNSIGNED = 1000;

/** Executes signed commands, each at most once. `tell` asks for a report soon. */
export function createExecutor(options: {
  readonly key: KeyObject | null;
  readonly commandLog: CommandLog;
  readonly sealingKey: SealingKey;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly tell: () => void;
  /** A device is another than it was: worth a look before its turn. */
  readonly changed: (deviceId: string) => void;
}): Executor {
  const { key, commandLog, sealingKey, turns, clock, tell, changed } = options;
  let devices = new Map<string, Reachable>();
  const unsigned = new Map<string, CommandReport>();
  const waiting: Command[] = [];
  /** One at a time of each device, so that the many outlets of one PDU don't hold the places of others. */
  const busy = new Set<string>();
  let stopped: (() => void) | null = null;

  const perform = async (command: Command): Promise<Ending> => {
    if (clock.now() >= command.expiresAtMs) return { state: 'EXPIRED', message: null };
    const planned = devices.get(command.deviceId);
    if (!planned) return refused('no device of this collector');
    const { device, address } = planned;
    const credentials = openCredentials(device.sealedCredentials, sealingKey);
    if (!credentials) return refused("its credentials are not sealed to this collector's key");
    return turns.take(placeOf(address, device.kind), async () => {
      // The address may have been busy for a while.
      if (clock.now() >= command.expiresAtMs) return { state: 'EXPIRED', message: null };
      if (command.outletId !== null) {
        const outlet = device.outlets.find(({ id }) => id === command.outletId);
        if (device.kind !== 'PDU' || !outlet) return refused('no outlet of that device');
        const action = command.action as OutletAction;
        const { profile } = device;
        return switchOutlet({ address, profile, credentials, outletNumber: outlet.number, action });
      }
      if (device.kind !== 'MINER') return refused('only miners can do that');
      const { familyId, port } = await findMiner(address, credentials);
      const control = minerControls.get(familyId);
      const action = command.action as MinerAction;
      if (!control?.actions.includes(action)) return refused(`no way is known to do that on ${familyId}`);
      return control.tell({ host: address.host, port, action, credentials, nowMs: clock.now() });
    });
  };
  const execute = async (command: Command): Promise<void> => {
    const { id, deviceId, outletId, action } = command;
    if (!commandLog.begin(id)) return;
    const ending = await perform(command).catch((error: unknown): Ending => {
      // Before the write: nothing reached the device.
      if (error instanceof DeviceFailure) return { state: 'FAILED', message: error.message };
      return { state: 'UNKNOWN', message: error instanceof Error ? error.message : String(error) };
    });
    commandLog.end(id, ending.state, ending.message?.slice(0, 500) ?? null);
    if (ending.state !== 'REFUSED' && ending.state !== 'EXPIRED') changed(deviceId);
    log('command', { id, deviceId, outletId, action, ...ending });
    tell();
  };
  const startNext = (): void => {
    while (!stopped && busy.size < AT_ONCE) {
      const next = waiting.findIndex(({ deviceId }) => !busy.has(deviceId));
      const [command] = next === -1 ? [] : waiting.splice(next, 1);
      if (!command) return;
      busy.add(command.deviceId);
      execute(command)
        // A disk that takes nothing: the command wasn't begun, or its end is unknown after the next start.
        .catch((error: unknown) => log('command-log-fails', { id: command.id, detail: String(error) }))
        .finally(() => {
          busy.delete(command.deviceId);
          if (stopped && busy.size === 0) stopped();
          startNext();
        });
    }
  };

  return {
    follow: (reachable) => {
      devices = new Map(reachable.map((planned) => [planned.device.id, planned]));
    },
    obey: (commands) => {
      for (const signed of commands) {
        const opened = openCommand(signed, key);
        if ('command' in opened) {
          commandLog.repeat(opened.command.id);
          if (!waiting.some(({ id }) => id === opened.command.id)) waiting.push(opened.command);
          continue;
        }
        if (unsigned.has(signed.id) || unsigned.size >= MOST_UNSIGNED) continue;
        log('command-refused', { id: signed.id, detail: opened.refused });
        const finishedAt = new Date(clock.now()).toISOString();
        unsigned.set(signed.id, { commandId: signed.id, state: 'REFUSED', message: opened.refused, finishedAt });
      }
      startNext();
      if (unsigned.size > 0 || commandLog.reports(1).length > 0) tell();
    },
    reports: () => [...unsigned.values(), ...commandLog.reports(MOST_PER_REPORT)].slice(0, MOST_PER_REPORT),
    reported: (reports) => {
      for (const { commandId } of reports) unsigned.delete(commandId);
      commandLog.reported(reports);
    },
    stop: () =>
      new Promise((resolve) => {
        stopped = resolve;
        if (busy.size === 0) resolve();
      }),
  };
}
