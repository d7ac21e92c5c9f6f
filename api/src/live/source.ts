/**
 * Where a live subscription's state comes from. One source serves all viewers who see the same, so it answers for the
 * reach it was opened with and holds nothing of a single viewer.
 */
export interface LiveSource<T> {
  /** All of it, as it is now: for who joins, and for who was too slow to follow. Null: there is nothing yet. */
  snapshot(): Promise<T | null> | T | null;
  /** What changed since the last call; null when nothing did. Asked once a tick. */
  changes(): Promise<T | null> | T | null;
  /** True when nothing more will come: the subscription then completes. */
  finished?(): boolean;
}

/**
 * The form in which a resolver hands its source to GraphQL: iterable, as a subscription has to be, so any GraphQL server
 * can run the schema; ours takes the source out and drives it by its own tick.
 */
export class LiveStream<T> implements AsyncIterable<T> {
  readonly source: LiveSource<T>;
  readonly #tickMs: number;

  constructor(source: LiveSource<T>, tickMs = 500) {
    this.source = source;
    this.#tickMs = tickMs;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    const first = await this.source.snapshot();
    if (first !== null) yield first;
    while (!this.source.finished?.()) {
      await new Promise((resolve) => setTimeout(resolve, this.#tickMs));
      const changed = await this.source.changes();
      if (changed !== null) yield changed;
    }
  }
}

/**
 * A source that asks for a state every so often and tells it when it has become another one: for what changes seldom
 * and lies in the database. `key` says when two states are the same.
 */
export function polledSource<T>(of: {
  load: () => Promise<T | null>;
  key: (state: T) => string | number;
  isLast?: (state: T) => boolean;
  everyMs?: number;
}): LiveSource<T> {
  let shown: string | number | null = null;
  let last = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  const note = (state: T) => {
    shown = of.key(state);
    last = of.isLast?.(state) ?? false;
    return state;
  };
  return {
    async snapshot() {
      const state = await of.load();
      return state === null ? null : note(state);
    },
    async changes() {
      const at = performance.now();
      if (at - askedAt < (of.everyMs ?? 1_000)) return null;
      askedAt = at;
      const state = await of.load();
      return state === null || of.key(state) === shown ? null : note(state);
    },
    finished: () => last,
  };
}
