import { describe, expect, test } from 'vitest';
import { ManualClock } from '../test/clock.ts';
import { electricalRows, registerRows } from '../test/rows.ts';
import { createGather } from './gather.ts';
import { RowBatch, type Rows } from './rows.ts';
import type { RowClass } from './spool.ts';

/** A disk that may be full. */
function disk() {
  const clock = new ManualClock();
  const batches: { kind: RowClass; rows: Rows }[] = [];
  const state = { full: false };
  const add = (kind: RowClass, rows: Rows) => {
    if (state.full) throw new Error('database or disk is full');
    if (rows.electrical.length + rows.registers.length > 0) batches.push({ kind, rows });
  };
  const told: string[] = [];
  const health = {
    diskFails: () => told.push('fails'),
    diskWorks: () => told.push('works'),
    gaveUp: () => told.push('gave up'),
  };
  return { clock, batches, state, told, gather: createGather(clock, { add }, () => {}, health) };
}

describe('gathering rows', () => {
  test('joins those of one moment, registers apart from live values', async () => {
    const { clock, batches, gather } = disk();
    gather.add(electricalRows('a'));
    gather.add(new RowBatch().add(electricalRows('b')).add(registerRows('r')));
    await clock.advance(200);
    expect(batches).toEqual([
      { kind: 'register', rows: registerRows('r') },
      { kind: 'live', rows: electricalRows('a', 'b') },
    ]);
  });

  test('does not wait when much has come', () => {
    const { batches, gather } = disk();
    gather.add(electricalRows(...Array.from({ length: 5000 }, (_, at) => `${at}`)));
    expect(batches).toHaveLength(1);
  });

  test('a full disk ends nothing: rows wait and go when there is room', async () => {
    const { clock, batches, state, told, gather } = disk();
    state.full = true;
    gather.add(new RowBatch().add(electricalRows('a')).add(registerRows('r')));
    await clock.advance(10_000);
    state.full = false;
    await clock.advance(5000);
    expect(told).toEqual(['fails', 'fails', 'works']);
    expect(batches.map(({ kind }) => kind)).toEqual(['register', 'live']);
  });

  test('of what a full disk does not take, live values give way and registers stay', async () => {
    const { clock, batches, state, told, gather } = disk();
    state.full = true;
    gather.add(registerRows('r'));
    for (let poll = 0; poll < 11; poll += 1)
      gather.add(electricalRows(...Array.from({ length: 5000 }, (_, at) => `${at}`)));
    await clock.advance(5200);
    expect(told).toContain('gave up');
    state.full = false;
    await clock.advance(5000);
    expect(batches).toEqual([{ kind: 'register', rows: registerRows('r') }]);
  });
});
