import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Context } from '../context.ts';
import type { Payload } from './frame.ts';
import { type Follower, LiveGroup } from './group.ts';
import type { LiveSource } from './source.ts';

const schema = buildSchema('type Query { none: Int } type Subscription { count: Int! }');
const operation = { document: parse('subscription { count }'), variables: {}, operationName: null, key: 'k' };

/** A count that a test sets; `changes` tells it once each time. */
class Count implements LiveSource<{ count: number }> {
  value = 0;
  #told = 0;
  done = false;
  failure: Error | null = null;
  snapshot() {
    this.#told = this.value;
    return { count: this.value };
  }
  changes() {
    if (this.failure) throw this.failure;
    if (this.#told === this.value) return null;
    this.#told = this.value;
    return { count: this.value };
  }
  finished() {
    return this.done;
  }
}

class Reader implements Follower {
  bufferedBytes = 0;
  readonly got: string[] = [];
  next(payload: Payload) {
    this.got.push(String(JSON.parse(String(payload)).data.count));
  }
  error() {
    this.got.push('error');
  }
  complete() {
    this.got.push('complete');
  }
}

function group(): { group: LiveGroup; count: Count } {
  const count = new Count();
  return { count, group: new LiveGroup({ schema, operation, source: count, freshContext: () => ({}) as Context }) };
}

test('a thousand readers of one state cost one execution', async () => {
  const { group: all, count } = group();
  const readers = Array.from({ length: 1_000 }, () => new Reader());
  await Promise.all(readers.map((reader) => all.join(reader)));
  const before = all.executions;
  count.value = 7;
  await all.tick();
  expect(all.executions - before).toBe(1);
  expect(readers.every((reader) => reader.got.at(-1) === '7')).toBe(true);
});

test('nothing is told when nothing changed', async () => {
  const { group: all } = group();
  const reader = new Reader();
  await all.join(reader);
  await all.tick();
  await all.tick();
  expect(reader.got).toEqual(['0']);
});

test('a slow reader skips to the newest state and holds nobody up', async () => {
  const { group: all, count } = group();
  const [slow, quick] = [new Reader(), new Reader()];
  await Promise.all([all.join(slow), all.join(quick)]);
  slow.bufferedBytes = 10_000_000;
  for (count.value = 1; count.value < 5; count.value++) await all.tick();
  slow.bufferedBytes = 0;
  await all.tick();
  expect(quick.got).toEqual(['0', '1', '2', '3', '4', '5']);
  expect(slow.got).toEqual(['0', '5']);
});

test('who joins in the middle gets the whole state first, then changes', async () => {
  const { group: all, count } = group();
  const [early, late] = [new Reader(), new Reader()];
  await all.join(early);
  count.value = 1;
  await Promise.all([all.tick(), all.join(late)]);
  count.value = 2;
  await all.tick();
  expect(early.got).toEqual(['0', '1', '2']);
  expect(late.got).toEqual(['1', '2']);
});

test('a source that failed is asked again, and its readers then get the whole state', async () => {
  const { group: all, count } = group();
  const reader = new Reader();
  await all.join(reader);
  count.value = 3;
  count.failure = new Error('no database');
  await all.tick();
  count.failure = null;
  await all.tick();
  expect(reader.got).toEqual(['0', '3']);
});

test('the last state completes the subscription', async () => {
  const { group: all, count } = group();
  const reader = new Reader();
  await all.join(reader);
  count.value = 9;
  count.done = true;
  await all.tick();
  expect(reader.got).toEqual(['0', '9', 'complete']);
});
