import type { MikroORM } from '@mikro-orm/postgresql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patience } from './patience.ts';

/** Nothing of it is asked: it only says which database. */
let orm: MikroORM;
beforeEach(() => {
  orm = {} as MikroORM;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => vi.useRealTimers());

const never = () => new Promise<string>(() => {});
function pending() {
  let resolve!: (value: string) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<string>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
const known = () => ({ value: 'known', askedAtMs: performance.now() });

test('an answer in time is the answer', async () => {
  expect(await patience(orm).ask(async () => 'new', known())).toBe('new');
});

test('without one, what is known stands; those who ask after that do not wait, nor ask', async () => {
  const first = patience(orm).ask(never, known());
  await vi.advanceTimersByTimeAsync(301);
  expect(await first).toBe('known');
  const asked = vi.fn(never);
  expect(await patience(orm).ask(asked, known())).toBe('known');
  expect(asked).not.toHaveBeenCalled();
});

test('what was known ten seconds ago no longer stands: it is waited for', async () => {
  const old = known();
  await vi.advanceTimersByTimeAsync(10_000);
  let answered = '';
  void patience(orm)
    .ask(never, old)
    .then((answer) => (answered = answer));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(answered).toBe('');
});

test('once the database has answered, it is asked again', async () => {
  const { promise, resolve } = pending();
  const first = patience(orm).ask(() => promise, known());
  await vi.advanceTimersByTimeAsync(301);
  expect(await first).toBe('known');
  resolve('late');
  await vi.advanceTimersByTimeAsync(0);
  expect(await patience(orm).ask(async () => 'new', known())).toBe('new');
});

test('a question that fails has failed, also after nobody waits for it', async () => {
  await expect(patience(orm).ask(() => Promise.reject(new Error('refused')), known())).rejects.toThrow('refused');
  const { promise, reject } = pending();
  const first = patience(orm).ask(() => promise, known());
  await vi.advanceTimersByTimeAsync(301);
  expect(await first).toBe('known');
  reject(new Error('cut'));
  await vi.advanceTimersByTimeAsync(0);
  expect(await patience(orm).ask(async () => 'new', known())).toBe('new');
});
