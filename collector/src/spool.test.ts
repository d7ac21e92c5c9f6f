import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../test/clock.ts';
import { electricalRows, registerRows } from '../test/rows.ts';
import { Spool, type SpoolOptions } from './spool.ts';

const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * 60 * 1000;

const homes: string[] = [];
const opened: Spool[] = [];
afterEach(() => {
  for (const spool of opened.splice(0)) spool.close();
  for (const home of homes.splice(0)) rmSync(home, { recursive: true });
});

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'hashyard-spool-'));
  homes.push(home);
  return home;
}

function openSpool({
  home = newHome(),
  clock = new ManualClock(),
  maxBytes = 1e9,
  maxAgeMs = 1e9,
  diskPages = 1e6,
  gaveUp = () => {},
}: Partial<SpoolOptions & { clock: ManualClock }> = {}): Spool {
  const spool = new Spool({ home, clock, maxBytes, maxAgeMs, diskPages, gaveUp });
  opened.push(spool);
  return spool;
}

describe('a spool', () => {
  test('gives back what it was given until it is acknowledged', () => {
    const spool = openSpool();
    spool.add('live', electricalRows('a', 'b'));
    const parcel = spool.next(100);
    expect(parcel?.rows).toEqual(electricalRows('a', 'b'));
    expect(spool.next(100)).toEqual(parcel);
    spool.acknowledge(parcel?.sequences ?? []);
    expect(spool.next(100)).toBeNull();
    expect(spool.waitingRows).toBe(0);
  });

  test('keeps batches over a restart, under their numbers', () => {
    const home = newHome();
    const before = openSpool({ home });
    before.add('live', electricalRows('a'));
    const sequence = before.next(100)?.sequence;
    before.close();
    const after = openSpool({ home });
    expect(after.waitingRows).toBe(1);
    expect(after.next(100)).toMatchObject({ sequence, rows: electricalRows('a') });
  });

  test('never gives a number twice, even after all was acknowledged', () => {
    const home = newHome();
    const before = openSpool({ home });
    before.add('live', electricalRows('a'));
    const first = before.next(100);
    before.acknowledge(first?.sequences ?? []);
    before.close();
    const after = openSpool({ home });
    after.add('live', electricalRows('b'));
    expect(after.next(100)?.sequence).toBeGreaterThan(first?.sequence ?? 0);
  });

  test('sends the newest first after an outage, registers before old live values, and everything in the end', () => {
    const clock = new ManualClock();
    const spool = openSpool({ clock });
    spool.add('live', electricalRows('old'));
    spool.add('register', registerRows('r'));
    clock.step(3_600_000);
    spool.add('live', electricalRows('new'));
    const order: string[] = [];
    for (let parcel = spool.next(1); parcel; parcel = spool.next(1)) {
      order.push(parcel.rows.electrical[0]?.sourceId ?? parcel.rows.registers[0]?.registerId ?? '');
      spool.acknowledge(parcel.sequences);
    }
    expect(order).toEqual(['new', 'r', 'old']);
  });

  test('a steady stream of live values never keeps registers waiting', () => {
    const spool = openSpool();
    spool.add('register', registerRows('r'));
    for (let round = 0; round < 2; round += 1) {
      spool.add('live', electricalRows(`now${round}`));
      spool.acknowledge(spool.next(1)?.sequences ?? []);
    }
    expect(spool.next(1)?.rows.registers).toEqual([]);
  });

  test('joins small batches of a long outage into one parcel, up to the limit', () => {
    const spool = openSpool();
    for (let at = 0; at < 10; at += 1) spool.add('live', electricalRows(`a${at}`, `b${at}`));
    expect(spool.next(7)?.rows.electrical).toHaveLength(6);
    expect(spool.next(7, true)?.rows.electrical).toHaveLength(2);
  });

  test('a batch that is larger than the limit still goes, alone', () => {
    const spool = openSpool();
    spool.add('live', electricalRows('a', 'b', 'c'));
    spool.add('live', electricalRows('d', 'e', 'f'));
    expect(spool.next(2)?.rows.electrical).toHaveLength(3);
  });

  test('short of room it drops the oldest live values and counts them, never registers before them', () => {
    let gaveUp = 0;
    const spool = openSpool({ maxBytes: 2000, gaveUp: () => void (gaveUp += 1) });
    spool.add('register', registerRows('first'));
    expect(gaveUp).toBe(0);
    for (let at = 0; at < 50; at += 1) spool.add('live', electricalRows(`live${at}`));
    spool.add('register', registerRows('last'));
    const kept: string[] = [];
    for (let parcel = spool.next(1); parcel; parcel = spool.next(1)) {
      kept.push(parcel.rows.electrical[0]?.sourceId ?? parcel.rows.registers[0]?.registerId ?? '');
      spool.acknowledge(parcel.sequences);
    }
    expect(kept).toContain('first');
    expect(kept).toContain('last');
    expect(kept).toContain('live49');
    expect(kept).not.toContain('live0');
    expect(spool.dropped).toEqual({ live: 50 - (kept.length - 2), thinned: 0 });
    expect(gaveUp).toBeGreaterThan(0);
  });

  test('drops what is too old, counted', () => {
    const clock = new ManualClock();
    const spool = openSpool({ clock, maxAgeMs: 1000 });
    spool.add('live', electricalRows('a', 'b'));
    clock.step(2000);
    spool.add('live', electricalRows('c'));
    spool.dropOld();
    expect(spool.dropped).toEqual({ live: 2, thinned: 0 });
    expect(spool.next(100)?.rows).toEqual(electricalRows('c'));
  });

  test('never drops a register, whatever its age and the room', () => {
    const clock = new ManualClock();
    const spool = openSpool({ clock, maxAgeMs: 1000, maxBytes: 100 });
    for (let at = 0; at < 5; at += 1) spool.add('register', registerRows(`r${at}`));
    spool.setAside(spool.next(1)?.sequence ?? 0, 'UNEQUAL_COLUMNS');
    clock.step(2000);
    spool.dropOld();
    spool.add('live', electricalRows('a'));
    expect(spool.waitingRows).toBe(4);
    expect(spool.dropped).toEqual({ live: 1, thinned: 0 });
  });

  test('after a day live values are thinned to one in five minutes of each source; newer ones and registers stay', () => {
    const clock = new ManualClock('2026-06-01T10:00:00Z');
    const spool = openSpool({ clock });
    // Ten minutes, a poll each 30 s.
    for (let at = 0; at < 20; at += 1) {
      spool.add('live', electricalRows('a', 'b'));
      spool.add('register', registerRows(`r${at}`));
      clock.step(30_000);
    }
    spool.thin();
    expect(spool.waitingRows).toBe(60);
    clock.step(24 * 3_600_000);
    spool.add('live', electricalRows('a', 'b'));
    while (spool.thin());
    expect(spool.waitingRows).toBe(2 * 2 + 20 + 2);
    expect(spool.dropped).toEqual({ live: 0, thinned: 36 });
    const parcel = spool.next(1000);
    expect(parcel?.rows).toEqual(electricalRows('a', 'b'));
    const { bytes, waitingRows } = spool;
    const again = openSpool({ home: homes.at(-1) ?? '', clock });
    expect({ bytes: again.bytes, waitingRows: again.waitingRows }).toEqual({ bytes, waitingRows });
  });

  test('thirty days without the API fit: the newest state goes first, every register arrives, live values one in five minutes', () => {
    const clock = new ManualClock('2026-06-01T00:00:00Z');
    const began = clock.now();
    const spool = openSpool({ clock, maxAgeMs: 60 * DAY_MS });
    const taken = () => new Date(clock.now()).toISOString();
    let registers = 0;
    for (let minutes = 0; minutes < 30 * DAY_MINUTES; minutes += 4) {
      const live = electricalRows('a', 'b', 'c');
      spool.add('live', { ...live, electrical: live.electrical.map((row) => ({ ...row, takenAt: taken() })) });
      if (minutes % 20 === 0) {
        spool.add('register', registerRows(`r${minutes}`));
        registers += 1;
      }
      clock.step(4 * 60_000);
      if (minutes % DAY_MINUTES === 0) while (spool.thin());
    }
    while (spool.thin());
    expect(spool.dropped.thinned).toBeGreaterThan(0);
    const order: number[] = [];
    const arrived = new Set<string>();
    for (let parcel = spool.next(5000); parcel; parcel = spool.next(5000)) {
      for (const { takenAt } of parcel.rows.electrical) order.push(Date.parse(takenAt) - began);
      for (const { registerId } of parcel.rows.registers) arrived.add(registerId);
      spool.acknowledge(parcel.sequences);
    }
    expect(arrived.size).toBe(registers);
    expect(order[0]).toBeGreaterThan(29.9 * DAY_MS);
    // Of each day before the last: three sources, one in five minutes (of polls each four minutes).
    const firstDay = order.filter((at) => at < DAY_MS);
    expect(firstDay.length).toBe(3 * 24 * 12);
    expect(spool.waitingRows).toBe(0);
    expect(spool.dropped.live).toBe(0);
  }, 60_000);

  test('on a full disk registers still find room, in that of live values', () => {
    const spool = openSpool({ diskPages: 60 });
    for (let at = 0; at < 1000; at += 1) spool.add('live', electricalRows(`live${at}`));
    for (let at = 0; at < 50; at += 1) spool.add('register', registerRows(`r${at}`));
    expect(spool.dropped.live).toBeGreaterThan(0);
    const registers: string[] = [];
    for (let parcel = spool.next(100); parcel; parcel = spool.next(100)) {
      registers.push(...parcel.rows.registers.map(({ registerId }) => registerId));
      spool.acknowledge(parcel.sequences);
    }
    expect(registers).toHaveLength(50);
  });

  test('a batch set aside blocks nothing and is kept over a restart', () => {
    const home = newHome();
    const spool = openSpool({ home });
    spool.add('live', electricalRows('good'));
    spool.add('live', electricalRows('poisoned'));
    spool.setAside(spool.next(1)?.sequence ?? 0, 'UNEQUAL_COLUMNS');
    expect(spool.next(100)?.rows).toEqual(electricalRows('good'));
    spool.close();
    expect(openSpool({ home }).waitingRows).toBe(1);
  });

  test('a damaged file is put aside, and work goes on with a new one', () => {
    const home = newHome();
    writeFileSync(join(home, 'spool.sqlite'), 'this was a database once'.repeat(1000));
    const spool = openSpool({ home });
    spool.add('live', electricalRows('a'));
    expect(spool.waitingRows).toBe(1);
    expect(readdirSync(home).filter((file) => file.includes('damaged'))).toHaveLength(1);
  });

  test('loses nothing that it took when the process is killed', async () => {
    const home = newHome();
    const child = fork(join(import.meta.dirname, '../test/spool-writer.ts'), [home], { execArgv: [] });
    let taken = 0;
    child.on('message', (count: number) => {
      taken = count;
      if (taken === 200) child.kill('SIGKILL');
    });
    await once(child, 'exit');
    expect(taken).toBeGreaterThanOrEqual(200);
    expect(openSpool({ home }).waitingRows).toBeGreaterThanOrEqual(taken);
  });
});
