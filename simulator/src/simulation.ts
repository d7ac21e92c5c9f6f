import { DEFAULT_FARM, DEFAULT_SEED, type Env } from './env.ts';
import { Farm, isPdu, type RunningDevice } from './farm/farm.ts';
import { layOut, type FarmSize } from './farm/layout.ts';
import { readFarmRecord, writeFarmRecord, type FarmRecord } from './farm/state-file.ts';
import type { Change, LoggedChange, Order } from './farm/state.ts';
import { Listeners } from './protocols/listeners.ts';
import { findFreeNetwork } from './protocols/free-network.ts';

/** How long an outlet stays off when it is cycled. */
const CYCLE_MS = 5_000;

/** The farm with its sockets and its memory: what the control endpoint acts on. */
export type Simulation = {
  readonly farm: Farm;
  readonly now: () => number;
  /** Makes a change true, on disk and on the wire, before it returns. */
  readonly change: (running: RunningDevice, change: Change) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function startSimulation(env: Env, now: () => number): Promise<Simulation> {
  const record = await recordFor(env);
  if (env.stateFile) writeFarmRecord(env.stateFile, record);
  const farm = new Farm(record.seed, layOut(record.seed, record.size, record.network), record.changes);
  const changes: LoggedChange[] = [...record.changes];
  const change = async (running: RunningDevice, wanted: Change): Promise<void> => {
    // Never before the last change, even when the clock was set back: the log stays in the order of time.
    const at = Math.max(now(), changes.at(-1)?.at ?? 0);
    const logged = { at, serial: running.device.serial, change: wanted };
    if (env.stateFile) writeFarmRecord(env.stateFile, { ...record, changes: [...changes, logged] });
    changes.push(logged);
    farm.apply(logged);
    await Promise.all(touchedBy(farm, running, wanted).map((touched) => listeners.follow(touched)));
  };
  const cycles = new Set<NodeJS.Timeout>();
  const obey = (running: RunningDevice, order: Order): void => {
    void change(running, order).catch((error: unknown) => console.error(`simulator: ${String(error)}`));
    const { outlet } = order;
    if (outlet?.to !== 'CYCLE') return;
    const cycle = setTimeout(() => {
      cycles.delete(cycle);
      obey(running, { outlet: { ...outlet, to: 'ON' } });
    }, CYCLE_MS);
    cycles.add(cycle);
  };
  const listeners = new Listeners(farm, now, obey);
  try {
    await listeners.openAll();
  } catch (error) {
    await listeners.closeAll();
    throw error;
  }
  for (const pdu of farm.pdus) {
    // Those that were cut off in the middle of a cycle.
    for (const [number, state] of Object.entries(pdu.state.outlets))
      if (state === 'CYCLE') obey(pdu, { outlet: { number: Number(number), to: 'ON' } });
  }
  return {
    farm,
    now,
    close: () => {
      for (const cycle of cycles) clearTimeout(cycle);
      return listeners.closeAll();
    },
    change,
  };
}

/** The devices whose ports a change may open or close. */
function touchedBy(farm: Farm, running: RunningDevice, { outlet }: Change): RunningDevice[] {
  const fed = outlet && isPdu(running) ? farm.fedBy(running, outlet.number) : null;
  return fed ? [running, fed] : [running];
}

/** What was recorded, or a new farm. Settings that contradict the record would tear every register, so they stop the start. */
async function recordFor(env: Env): Promise<FarmRecord> {
  const recorded = env.stateFile ? readFarmRecord(env.stateFile) : null;
  if (!recorded) {
    const network = env.network ?? (await findFreeNetwork());
    return { version: 1, seed: env.seed ?? DEFAULT_SEED, size: env.farm ?? DEFAULT_FARM, network, changes: [] };
  }
  const conflicts = [
    env.farm && !sameSize(env.farm, recorded.size) && `HASHYARD_FARM (it has ${written(recorded.size)})`,
    env.seed !== null && env.seed !== recorded.seed && `SIMULATOR_SEED (it has ${recorded.seed})`,
    env.network && env.network !== recorded.network && `SIMULATOR_NETWORK (it has ${recorded.network}.0.0/16)`,
  ].filter((conflict) => typeof conflict === 'string');
  if (conflicts.length === 0) return recorded;
  throw new Error(
    `The farm of ${env.stateFile} contradicts ${conflicts.join(' and ')}. Leave that setting away, or begin a new farm with another SIMULATOR_STATE.`,
  );
}

function sameSize(left: FarmSize, right: FarmSize): boolean {
  return left.miners === right.miners && left.pdus === right.pdus && left.meters === right.meters;
}

function written({ miners, pdus, meters }: FarmSize): string {
  return `miners=${miners},pdus=${pdus},meters=${meters}`;
}
