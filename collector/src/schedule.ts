import { createHash } from 'node:crypto';
import { backOffMs, type Clock } from './clock.ts';
import { DueQueue } from './due-queue.ts';
import type { Scope } from './reading.ts';

export type Scheduled = {
  readonly id: string;
  /** Polls of the same address never overlap. */
  readonly address: string;
  /** Polls of the same network are paced. */
  readonly network: string;
  readonly hasLive: boolean;
  /** Which registers it has; null: none. Another text than before is an edge at which they and live values are read. */
  readonly registers: string | null;
};
export type Timetable = { readonly pollEverySeconds: number; readonly registerEverySeconds: number };
/** `restarted`: the device came up again since the last poll, an edge at which registers are read. */
export type PollOutcome = { readonly answered: boolean; readonly restarted: boolean };

export type ScheduleOptions = {
  readonly clock: Clock;
  readonly random: () => number;
  /** Never rejects: a device that fails is an outcome. */
  readonly poll: (id: string, scope: Scope) => Promise<PollOutcome>;
  /** Polls in flight at once. A quarter of them are kept for devices that answered last time, another for the rest. */
  readonly concurrency: number;
  /** The moment from now on at which the next poll of a network may begin. */
  readonly pace?: (network: string, now: number) => number;
  /** Told of each poll how long after its moment it began. */
  readonly lag?: (ms: number) => void;
};

export type Schedule = {
  /** Takes a plan: new and changed devices at once, what stays keeps its rhythm, what left is polled no more. */
  follow(timetable: Timetable, devices: readonly Scheduled[]): void;
  /** A device is worth a look before its turn: it was just told something. */
  soon(id: string): void;
  /** The wall clock was set: each device's turn is found anew, spread as before, instead of all at once or in an hour. */
  clockStepped(): void;
  /** No further polls; resolves when none is in flight. */
  stop(): Promise<void>;
};

const LONGEST_BACK_OFF_MS = 300_000;
/** Registers are read within this time after their boundary, each device at its own moment. */
const REGISTER_SPREAD_MS = 20_000;
/** The first round goes faster than the interval, 200 devices a second. */
const FIRST_ROUND_MS_PER_DEVICE = 5;

type Entry = {
  device: Scheduled;
  /** 0 to 1, by hash of the id: where in the interval this device's turn is. */
  readonly phase: number;
  liveAt: number;
  registersAt: number;
  /** Set while backing off: neither is tried before. */
  retryAt: number;
  queuedFor: number;
  /** When it was due, before its network's pace. */
  dueAt: number;
  paced: boolean;
  failures: number;
  /** Answered last time. Nobody is trusted before. */
  alive: boolean;
  state: 'idle' | 'ready' | 'running' | 'gone';
};

/** One schedule for all devices, spread over the interval, so that 20,000 polls don't start in one moment. */
export function createSchedule({ clock, random, poll, concurrency, pace, lag }: ScheduleOptions): Schedule {
  const entries = new Map<string, Entry>();
  const due = new DueQueue<Entry>();
  const quarter = Math.max(1, Math.floor(concurrency / 4));
  const lanes: Record<'living' | 'suspect', Lane> = {
    living: { running: 0, waiting: [], most: () => Math.max(1, concurrency - quarter) },
    // What is new or silent takes what the living leave, so that after a start a dead half is soon found out.
    suspect: { running: 0, waiting: [], most: () => Math.max(quarter, concurrency - quarter - lanes.living.running) },
  };
  const running = () => lanes.living.running + lanes.suspect.running;
  const busy = new Map<string, Entry[]>();
  let timetable: Timetable = { pollEverySeconds: 30, registerEverySeconds: 900 };
  let cancelTimer: (() => void) | null = null;
  let stopped: (() => void) | null = null;

  const nextAt = (entry: Entry): number => {
    const { hasLive, registers } = entry.device;
    const wanted = Math.min(hasLive ? entry.liveAt : Infinity, registers === null ? Infinity : entry.registersAt);
    return Math.max(wanted, entry.retryAt);
  };
  const enqueue = (entry: Entry): void => {
    if (entry.state === 'gone') return;
    entry.state = 'idle';
    entry.queuedFor = nextAt(entry);
    entry.dueAt = entry.queuedFor;
    entry.paced = false;
    if (entry.queuedFor < Infinity) due.push(entry.queuedFor, entry);
  };
  const arm = (): void => {
    cancelTimer?.();
    const next = due.peek();
    cancelTimer = stopped || !next ? null : clock.after(Math.max(0, next.at - clock.now()), wake);
  };
  const wake = (): void => {
    const now = clock.now();
    for (let next = due.peek(); next && next.at <= now; next = due.peek()) {
      due.pop();
      if (next.item.state !== 'idle' || next.item.queuedFor !== next.at) continue;
      if (pace && !next.item.paced) {
        next.item.paced = true;
        next.item.queuedFor = pace(next.item.device.network, now);
        if (next.item.queuedFor > now) {
          due.push(next.item.queuedFor, next.item);
          continue;
        }
      }
      next.item.state = 'ready';
      (next.item.alive ? lanes.living : lanes.suspect).waiting.push(next.item);
    }
    startReady();
    arm();
  };
  const replan = (entry: Entry, now: number): void => {
    entry.retryAt = 0;
    entry.liveAt = nextSlot(now, timetable.pollEverySeconds * 1000, entry.phase);
    entry.registersAt = nextBoundary(now, timetable.registerEverySeconds * 1000, entry.phase);
    enqueue(entry);
  };
  const startReady = (): void => {
    for (const own of [lanes.living, lanes.suspect]) {
      while (!stopped && running() < concurrency && own.running < own.most()) {
        const entry = own.waiting.shift();
        if (!entry) break;
        const others = busy.get(entry.device.address);
        // Parked at its address it holds no place that another could use.
        if (others) others.push(entry);
        else void run(entry, own);
      }
    }
  };
  const run = async (entry: Entry, own: Lane): Promise<void> => {
    if (entry.state === 'gone') return;
    const { id, address, hasLive } = entry.device;
    const startedAt = clock.now();
    const begun = clock.elapsed();
    const scope = {
      live: hasLive && entry.liveAt <= startedAt,
      registers: entry.device.registers !== null && entry.registersAt <= startedAt,
    };
    entry.state = 'running';
    lag?.(startedAt - entry.dueAt);
    own.running += 1;
    busy.set(address, []);
    const outcome = await poll(id, scope);
    own.running -= 1;
    settle(entry, scope, outcome, { startedAt, tookMs: clock.elapsed() - begun });
    enqueue(entry);
    const parked = busy.get(address) ?? [];
    busy.delete(address);
    for (const other of parked) (other.alive ? lanes.living : lanes.suspect).waiting.unshift(other);
    startReady();
    if (stopped && running() === 0) stopped();
    else arm();
  };
  const settle = (
    entry: Entry,
    scope: Scope,
    { answered, restarted }: PollOutcome,
    { startedAt, tookMs }: { readonly startedAt: number; readonly tookMs: number },
  ): void => {
    const now = clock.now();
    const wasAlive = entry.alive;
    entry.alive = answered;
    const pollEveryMs = timetable.pollEverySeconds * 1000;
    // At least half an interval after it began: a first or late poll isn't followed by another at once. How long it took makes no slot be missed.
    const turnAt = nextSlot(now + Math.max(0, pollEveryMs / 2 - tookMs), pollEveryMs, entry.phase);
    if (!answered) {
      entry.failures += 1;
      // Once is a lost packet or a moment's work: its rhythm stays.
      entry.retryAt =
        entry.failures === 1 ? turnAt : now + backOffMs(entry.failures, pollEveryMs, LONGEST_BACK_OFF_MS, random);
      return;
    }
    entry.failures = 0;
    entry.retryAt = 0;
    if (scope.live) entry.liveAt = turnAt;
    // Mapped anew meanwhile, they are due again.
    const remapped = entry.registersAt > startedAt;
    if (scope.registers && !remapped) {
      entry.registersAt = nextBoundary(now, timetable.registerEverySeconds * 1000, entry.phase);
    }
    // Edges: a device that came back or restarted tells its registers now, not at the next quarter hour.
    if (!scope.registers && (restarted || !wasAlive)) entry.registersAt = now;
  };

  return {
    soon: (id) => {
      const entry = entries.get(id);
      // One that is being asked or about to be needs no second look.
      if (!entry || entry.state !== 'idle') return;
      entry.liveAt = clock.now();
      enqueue(entry);
      arm();
    },
    follow: (next, devices) => {
      const now = clock.now();
      const rhythmChanged =
        next.pollEverySeconds !== timetable.pollEverySeconds ||
        next.registerEverySeconds !== timetable.registerEverySeconds;
      timetable = next;
      const ids = new Set(devices.map((device) => device.id));
      const firstRoundMs = Math.min(timetable.pollEverySeconds * 1000, devices.length * FIRST_ROUND_MS_PER_DEVICE);
      for (const [id, entry] of entries) {
        if (ids.has(id)) continue;
        entry.state = 'gone';
        entries.delete(id);
      }
      for (const device of devices) {
        const known = entries.get(device.id);
        if (known && sameDevice(known.device, device)) {
          const remapped = known.device.registers !== device.registers;
          known.device = device;
          if (rhythmChanged && known.state === 'idle') replan(known, now);
          // What has just been mapped is on the screen at once, not after an interval.
          if (remapped) [known.liveAt, known.registersAt] = [now, now];
          if (remapped && known.state === 'idle') enqueue(known);
          continue;
        }
        if (known) known.state = 'gone';
        entries.set(device.id, newEntry(device, now, firstRoundMs));
      }
      for (const entry of entries.values()) if (entry.queuedFor === 0) enqueue(entry);
      arm();
    },
    clockStepped: () => {
      for (const entry of entries.values()) if (entry.state === 'idle') replan(entry, clock.now());
      arm();
    },
    stop: () =>
      new Promise((resolve) => {
        stopped = resolve;
        cancelTimer?.();
        if (running() === 0) resolve();
      }),
  };
}

type Lane = { running: number; readonly waiting: Entry[]; readonly most: () => number };

/** First asked within the first round, registers with it, then at its own place in the interval. */
function newEntry(device: Scheduled, now: number, firstRoundMs: number): Entry {
  const phase = phaseOf(device.id);
  const first = now + firstRoundMs * phase;
  return {
    device,
    phase,
    liveAt: first,
    registersAt: first,
    retryAt: 0,
    queuedFor: 0,
    dueAt: 0,
    paced: false,
    failures: 0,
    alive: false,
    state: 'idle',
  };
}

function sameDevice(a: Scheduled, b: Scheduled): boolean {
  return a.address === b.address && a.hasLive === b.hasLive;
}

/** Evenly over 0 to 1 and the same after each restart. */
export function phaseOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE() / 2 ** 32;
}

/** The next of the moments `k * interval + phase * interval` after now. */
export function nextSlot(now: number, intervalMs: number, phase: number): number {
  const offset = phase * intervalMs;
  return Math.floor((now - offset) / intervalMs + 1) * intervalMs + offset;
}

/** Just after the next whole multiple of the interval, in UTC: quarter hours at 900 s. */
export function nextBoundary(now: number, intervalMs: number, phase: number): number {
  return Math.floor(now / intervalMs + 1) * intervalMs + phase * Math.min(REGISTER_SPREAD_MS, intervalMs / 4);
}
