import { describe, expect, test } from 'vitest';
import { ManualClock, settled } from '../test/clock.ts';
import type { Scope } from './reading.ts';
import { NetworkPace } from './network-pace.ts';
import { createSchedule, nextBoundary, nextSlot, phaseOf, type PollOutcome, type Scheduled } from './schedule.ts';

type Poll = { readonly id: string; readonly scope: Scope; readonly at: number };

const ANSWERED: PollOutcome = { answered: true, restarted: false };
const SILENT: PollOutcome = { answered: false, restarted: false };

const miner = (id: string, address = id): Scheduled => ({
  id,
  address,
  network: 'n',
  hasLive: true,
  registers: null,
});
const pdu = (id: string): Scheduled => ({ id, address: id, network: 'n', hasLive: true, registers: 'r1 r2' });

/** A schedule whose polls answer as told and are written down. */
function scheduled({
  answer = () => ANSWERED,
  concurrency = 100,
}: {
  answer?: (poll: Poll) => PollOutcome | Promise<PollOutcome>;
  concurrency?: number;
} = {}) {
  const clock = new ManualClock();
  const polls: Poll[] = [];
  const poll = async (id: string, scope: Scope) => {
    const made = { id, scope, at: clock.now() };
    polls.push(made);
    return answer(made);
  };
  const schedule = createSchedule({ clock, random: () => 0.5, poll, concurrency });
  return { clock, polls, schedule };
}

const EVERY_30_S = { pollEverySeconds: 30, registerEverySeconds: 900 };
const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('a schedule', () => {
  test('polls each device once an interval', async () => {
    const { clock, polls, schedule } = scheduled();
    schedule.follow(
      EVERY_30_S,
      Array.from({ length: 100 }, (_, at) => miner(`m${at}`)),
    );
    await clock.advance(31 * SECOND);
    polls.length = 0;
    await clock.advance(300 * SECOND);
    const counts = new Map<string, number>();
    for (const { id } of polls) counts.set(id, (counts.get(id) ?? 0) + 1);
    expect([...counts.values()]).toEqual(Array.from({ length: 100 }, () => 10));
  });

  test.each([
    { takes: 25, every: 30, name: 'a device that takes most of its interval to answer is polled in each' },
    { takes: 40, every: 60, name: 'one that takes longer than its interval rests until its next turn' },
  ])('$name', async ({ takes, every }) => {
    const { clock, polls, schedule } = scheduled({
      answer: () => new Promise((resolve) => clock.after(takes * SECOND, () => resolve(ANSWERED))),
    });
    schedule.follow(EVERY_30_S, [miner('slow')]);
    await clock.advance(2 * MINUTE);
    polls.length = 0;
    await clock.advance(10 * MINUTE);
    expect(polls).toHaveLength((10 * 60) / every);
  });

  test('looks at a device before its turn when asked to, and keeps its rhythm', async () => {
    const { clock, polls, schedule } = scheduled();
    schedule.follow(EVERY_30_S, [miner('m')]);
    await clock.advance(31 * SECOND);
    polls.length = 0;
    schedule.soon('m');
    schedule.soon('nobody');
    await clock.advance(0);
    expect(polls).toHaveLength(1);
    await clock.advance(120 * SECOND);
    expect(polls.length).toBeGreaterThanOrEqual(4);
    expect(polls.length).toBeLessThanOrEqual(5);
  });

  test('spreads the polls over the interval', async () => {
    const { clock, polls, schedule } = scheduled();
    schedule.follow(
      EVERY_30_S,
      Array.from({ length: 300 }, (_, at) => miner(`m${at}`)),
    );
    await clock.advance(30 * SECOND);
    polls.length = 0;
    await clock.advance(30 * SECOND);
    for (let second = 0; second < 30; second += 5) {
      const within = polls.filter(
        ({ at }) => Math.floor((at / SECOND) % 30) >= second && Math.floor((at / SECOND) % 30) < second + 5,
      );
      expect(within.length).toBeGreaterThan(25);
      expect(within.length).toBeLessThan(75);
    }
  });

  test('never has two requests in flight at one address', async () => {
    let inFlight = 0;
    let most = 0;
    const finish: (() => void)[] = [];
    const { clock, polls, schedule } = scheduled({
      answer: () => {
        most = Math.max(most, (inFlight += 1));
        return new Promise((resolve) =>
          finish.push(() => {
            inFlight -= 1;
            resolve(ANSWERED);
          }),
        );
      },
    });
    schedule.follow(EVERY_30_S, [miner('a', '10.0.0.1:502'), miner('b', '10.0.0.1:502'), miner('c', '10.0.0.1:502')]);
    await clock.advance(SECOND);
    while (finish.length > 0) {
      finish.shift()?.();
      await settled();
    }
    expect(most).toBe(1);
    expect(polls.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c']);
  });

  test('keeps to its number of polls in flight', async () => {
    let inFlight = 0;
    let most = 0;
    const { clock, schedule } = scheduled({
      concurrency: 8,
      answer: () => {
        most = Math.max(most, (inFlight += 1));
        return new Promise(() => {});
      },
    });
    schedule.follow(
      EVERY_30_S,
      Array.from({ length: 50 }, (_, at) => miner(`m${at}`)),
    );
    await clock.advance(60 * SECOND);
    expect(most).toBeLessThanOrEqual(8);
  });

  test('backs off from a silent device up to five minutes, and returns to its rhythm when it answers', async () => {
    let alive = false;
    const { clock, polls, schedule } = scheduled({ answer: () => (alive ? ANSWERED : SILENT) });
    schedule.follow(EVERY_30_S, [miner('a')]);
    await clock.advance(60 * MINUTE);
    const gaps = polls.slice(1).map(({ at }, index) => (at - (polls[index]?.at ?? 0)) / SECOND);
    expect(gaps.slice(1, 6)).toEqual([60, 120, 240, 300, 300]);
    alive = true;
    await clock.advance(6 * MINUTE);
    polls.length = 0;
    await clock.advance(5 * MINUTE);
    expect(polls).toHaveLength(10);
  });

  test('a device that fails once keeps its turn', async () => {
    let polled = 0;
    const { clock, polls, schedule } = scheduled({ answer: () => ((polled += 1) % 3 === 0 ? SILENT : ANSWERED) });
    schedule.follow(EVERY_30_S, [miner('a')]);
    await clock.advance(MINUTE);
    polls.length = 0;
    await clock.advance(15 * MINUTE);
    expect(polls).toHaveLength(30);
  });

  test('a dead half that hangs does not delay the living half', async () => {
    const hangs = new Set(Array.from({ length: 200 }, (_, at) => `dead${at}`));
    const { clock, polls, schedule } = scheduled({
      concurrency: 16,
      answer: ({ id }) => (hangs.has(id) ? new Promise(() => {}) : ANSWERED),
    });
    const living = Array.from({ length: 200 }, (_, at) => miner(`alive${at}`));
    schedule.follow(EVERY_30_S, living);
    await clock.advance(30 * SECOND);
    schedule.follow(EVERY_30_S, [...living, ...[...hangs].map((id) => miner(id))]);
    await clock.advance(30 * SECOND);
    polls.length = 0;
    await clock.advance(30 * SECOND);
    expect(polls.filter(({ id }) => id.startsWith('alive'))).toHaveLength(200);
  });

  test('a dead half of machines that are all new is found out while the living half is asked', async () => {
    const { clock, polls, schedule } = scheduled({
      concurrency: 16,
      answer: ({ id }) =>
        id.startsWith('alive') ? ANSWERED : new Promise((resolve) => clock.after(5 * SECOND, () => resolve(SILENT))),
    });
    schedule.follow(
      EVERY_30_S,
      Array.from({ length: 200 }, (_, at) => miner(`${at % 2 === 0 ? 'alive' : 'dead'}${at}`)),
    );
    await clock.advance(45 * SECOND);
    expect(new Set(polls.map(({ id }) => id)).size).toBe(200);
  });

  test.each([1, 2, 3])('polls what lives and what does not with no more than %i in flight', async (concurrency) => {
    let inFlight = 0;
    let most = 0;
    const { clock, polls, schedule } = scheduled({
      concurrency,
      answer: async ({ id }) => {
        most = Math.max(most, (inFlight += 1));
        await new Promise<void>((resolve) => clock.after(SECOND, resolve));
        inFlight -= 1;
        return id === 'alive' ? ANSWERED : SILENT;
      },
    });
    schedule.follow(EVERY_30_S, [miner('alive'), miner('dead'), miner('dead too')]);
    await clock.advance(5 * MINUTE);
    expect(most).toBeLessThanOrEqual(concurrency);
    expect(polls.filter(({ id }) => id === 'alive').length).toBeGreaterThanOrEqual(10);
    expect(polls.filter(({ id }) => id === 'dead').length).toBeGreaterThanOrEqual(3);
  });

  test('reads registers just after each quarter hour, and live values in between', async () => {
    const { clock, polls, schedule } = scheduled();
    schedule.follow(EVERY_30_S, [pdu('p')]);
    await clock.advance(MINUTE);
    polls.length = 0;
    await clock.advance(60 * MINUTE);
    const registers = polls.filter(({ scope }) => scope.registers).map(({ at }) => at);
    expect(registers).toHaveLength(4);
    for (const at of registers) {
      expect(at % (15 * MINUTE)).toBeGreaterThanOrEqual(0);
      expect(at % (15 * MINUTE)).toBeLessThanOrEqual(20 * SECOND);
    }
    expect(polls.filter(({ scope }) => scope.live)).toHaveLength(120);
  });

  test('reads registers at once of a new device, after a restart and after an outage', async () => {
    let outcome: PollOutcome = ANSWERED;
    const { clock, polls, schedule } = scheduled({ answer: () => outcome });
    const registersRead = () => polls.filter(({ scope }) => scope.registers).length;
    schedule.follow(EVERY_30_S, [pdu('p')]);
    await clock.advance(SECOND);
    expect(registersRead()).toBe(1);
    await clock.advance(MINUTE);
    outcome = { answered: true, restarted: true };
    await clock.advance(30 * SECOND);
    outcome = ANSWERED;
    await clock.advance(SECOND);
    expect(registersRead()).toBe(2);
    outcome = SILENT;
    await clock.advance(30 * SECOND);
    outcome = ANSWERED;
    await clock.advance(2 * MINUTE);
    expect(registersRead()).toBe(3);
  });

  test('follows a new plan: what left is polled no more, a moved device at once', async () => {
    const { clock, polls, schedule } = scheduled();
    schedule.follow(EVERY_30_S, [miner('stays'), miner('leaves'), miner('moves', '10.0.0.1:4028')]);
    await clock.advance(30 * SECOND);
    polls.length = 0;
    schedule.follow(EVERY_30_S, [miner('stays'), miner('moves', '10.0.0.2:4028')]);
    await clock.advance(SECOND);
    expect(polls.map(({ id }) => id)).toContain('moves');
    await clock.advance(5 * MINUTE);
    expect(polls.map(({ id }) => id)).not.toContain('leaves');
  });

  test('reads registers and live values at once when they are mapped anew', async () => {
    const { clock, polls, schedule } = scheduled();
    schedule.follow(EVERY_30_S, [pdu('p')]);
    await clock.advance(2 * MINUTE);
    polls.length = 0;
    schedule.follow(EVERY_30_S, [{ ...pdu('p'), registers: 'r1 r3' }]);
    await clock.advance(SECOND);
    expect(polls.map(({ scope }) => scope)).toEqual([{ live: true, registers: true }]);
  });

  test('goes on when the clock is set back an hour', async () => {
    const { clock, polls, schedule } = scheduled();
    schedule.follow(EVERY_30_S, [miner('a')]);
    await clock.advance(MINUTE);
    polls.length = 0;
    clock.step(-60 * MINUTE);
    schedule.clockStepped();
    await clock.advance(62 * MINUTE);
    expect(polls.length).toBeGreaterThan(100);
  });

  test('a clock that is set forward an hour does not start all polls at once', async () => {
    const { clock, polls, schedule } = scheduled();
    schedule.follow(
      EVERY_30_S,
      Array.from({ length: 300 }, (_, at) => miner(`m${at}`)),
    );
    await clock.advance(2 * MINUTE);
    polls.length = 0;
    clock.step(60 * MINUTE);
    schedule.clockStepped();
    await clock.advance(SECOND);
    expect(polls.length).toBeLessThan(30);
    await clock.advance(30 * SECOND);
    expect(polls.length).toBeGreaterThanOrEqual(300);
  });

  test('polls of one network begin at its pace, in full, and hold no other up', async () => {
    const clock = new ManualClock();
    const begun: { id: string; at: number }[] = [];
    const networkPace = new NetworkPace(10);
    const schedule = createSchedule({
      clock,
      random: () => 0.5,
      concurrency: 100,
      pace: (network, now) => networkPace.take(network, now),
      poll: async (id) => {
        begun.push({ id, at: clock.now() });
        return { answered: true, restarted: false };
      },
    });
    const many = Array.from({ length: 100 }, (_, at) => ({ ...miner(`m${at}`), network: 'radio link' }));
    schedule.follow(EVERY_30_S, [...many, { ...miner('other'), network: 'fibre' }]);
    const start = clock.now();
    await clock.advance(5 * SECOND);
    const before = (ms: number) => begun.filter(({ id, at }) => id !== 'other' && at < start + ms).length;
    expect(before(1 * SECOND)).toBeLessThanOrEqual(11);
    expect(before(5 * SECOND)).toBeGreaterThanOrEqual(45);
    expect(begun.find(({ id }) => id === 'other')?.at).toBeLessThan(start + SECOND);
    await clock.advance(10 * SECOND);
    expect(new Set(begun.map(({ id }) => id)).size).toBe(101);
  });

  test('stops when the polls in flight have ended', async () => {
    let finish = () => {};
    const { clock, schedule } = scheduled({
      answer: () => new Promise((resolve) => (finish = () => resolve(ANSWERED))),
    });
    schedule.follow(EVERY_30_S, [miner('a')]);
    await clock.advance(SECOND);
    let stopped = false;
    const stopping = schedule.stop().then(() => (stopped = true));
    await settled();
    expect(stopped).toBe(false);
    finish();
    await stopping;
    expect(stopped).toBe(true);
  });
});

describe('moments', () => {
  test('a slot is after now and at its place in the interval', () => {
    const now = Date.parse('2026-06-01T10:00:10Z');
    expect(nextSlot(now, 30_000, 0.5) - now).toBe(5000);
    expect(nextSlot(now + 5000, 30_000, 0.5) - now).toBe(35_000);
  });

  test('a boundary is the next quarter hour and a little', () => {
    const now = Date.parse('2026-06-01T10:00:10Z');
    expect(new Date(nextBoundary(now, 900_000, 0)).toISOString()).toBe('2026-06-01T10:15:00.000Z');
    expect(new Date(nextBoundary(now, 900_000, 0.5)).toISOString()).toBe('2026-06-01T10:15:10.000Z');
  });

  test('a phase is the same each time and lies within the interval', () => {
    expect(phaseOf('a')).toBe(phaseOf('a'));
    expect(phaseOf('a')).not.toBe(phaseOf('b'));
    expect(phaseOf('a')).toBeLessThan(1);
  });
});
