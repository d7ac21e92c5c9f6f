import type { MikroORM } from '@mikro-orm/postgresql';

/** How long live work waits for the database before it goes on with what it knows. */
const patienceMs = 300;
/** How long what is known stands without the database. While it stands still nothing in it changes, but only the way to it may be cut. */
const standsMs = 10_000;

/** An answer of the database, and when it was asked for (`performance.now()`). */
export type Known<T> = { readonly value: T; readonly askedAtMs: number };

/**
 * Live comes first: what is asked of the database again and again, so that the live side follows it, must not stop that
 * side when the database stands still. Nothing that is written rests on such an answer.
 */
class Patience {
  /** Since when questions wait for an answer, the oldest first. */
  readonly #waiting = new Map<object, number>();

  /** The database's answer; or what is known, when the database takes longer than live work can wait. */
  async ask<T>(question: () => Promise<T>, known: Known<T> | null): Promise<T> {
    const stands = known !== null && performance.now() - known.askedAtMs < standsMs;
    if (stands && this.#standsStill()) return known.value;
    const answer = this.#noted(question());
    if (!stands) return answer;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<T>((resolve) => {
      timer = setTimeout(() => resolve(known.value), patienceMs);
    });
    return Promise.race([answer, enough]).finally(() => clearTimeout(timer));
  }

  #standsStill(): boolean {
    const [oldest] = this.#waiting.values();
    return oldest !== undefined && performance.now() - oldest > patienceMs;
  }

  #noted<T>(answer: Promise<T>): Promise<T> {
    const key = {};
    this.#waiting.set(key, performance.now());
    const done = () => void this.#waiting.delete(key);
    answer.finally(done).catch(() => {}); // whoever asked hears of a failure
    return answer;
  }
}

const byOrm = new WeakMap<MikroORM, Patience>();

export function patience(orm: MikroORM): Patience {
  const known = byOrm.get(orm) ?? new Patience();
  byOrm.set(orm, known);
  return known;
}
