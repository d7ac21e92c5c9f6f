import { execute, type ExecutionResult, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import { publicError } from '../graphql/errors.ts';
import { Refused } from '../graphql/refusals.ts';
import { Payload } from './frame.ts';
import type { Operation } from './operation.ts';
import type { LiveSource } from './source.ts';

/** One viewer's end of a subscription. */
export interface Follower {
  /** Bytes that its socket hasn't taken yet. */
  readonly bufferedBytes: number;
  next(payload: Payload): void;
  error(errors: readonly GraphQLFormattedError[]): void;
  complete(): void;
}

/** Above this a reader is too slow to be told every change: it gets the newest state once its socket is empty enough. */
const slowAboveBytes = 1024 * 1024;

type Parts = {
  readonly schema: GraphQLSchema;
  readonly operation: Operation;
  readonly source: LiveSource<unknown>;
  /** Of the group's reach, fresh for each execution: loaders and entities must not outlive one state. */
  readonly freshContext: () => Context;
};

/**
 * All viewers of one operation, variables and reach: one source, one execution and one serialized payload for each
 * state, however many they are.
 */
export class LiveGroup {
  readonly #parts: Parts;
  readonly #following = new Set<Follower>();
  /** Those who need the whole state before changes mean anything: they just joined, or fell behind. */
  readonly #behind = new Set<Follower>();
  #turn: Promise<void> = Promise.resolve();
  #waiting = 0;
  #executions = 0;
  /** Since the source failed; it is said once, not at every tick. */
  #failing = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get followers(): number {
    return this.#following.size + this.#behind.size;
  }

  /** How often GraphQL ran for this group. */
  get executions(): number {
    return this.#executions;
  }

  /** The state now, then every change. Resolves when the first was sent. */
  join(follower: Follower): Promise<void> {
    this.#behind.add(follower);
    return this.#inTurn(() => this.#bringUp());
  }

  leave(follower: Follower): void {
    this.#following.delete(follower);
    this.#behind.delete(follower);
  }

  /** Tells what changed since the last tick; left out while the one before still runs. */
  tick(): Promise<void> {
    if (this.#waiting > 0) return this.#turn;
    return this.#inTurn(async () => {
      await this.#tellChanges();
      await this.#bringUp();
    });
  }

  /** One thing after the other: who joins in the middle of a tick must not get its changes after a newer state. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#waiting += 1;
    this.#turn = this.#turn.then(work).finally(() => {
      this.#waiting -= 1;
    });
    return this.#turn;
  }

  async #tellChanges(): Promise<void> {
    if (this.#following.size === 0) return;
    try {
      const changes = await this.#parts.source.changes();
      if (changes === null) return;
      const payload = await this.#execute(changes);
      for (const follower of this.#following) {
        if (follower.bufferedBytes <= slowAboveBytes) follower.next(payload);
        else {
          this.#following.delete(follower);
          this.#behind.add(follower);
        }
      }
      this.#completeIfFinished();
    } catch (error) {
      // What was missed is in the next whole state.
      for (const follower of this.#following) this.#behind.add(follower);
      this.#following.clear();
      this.#failed(error);
    }
  }

  async #bringUp(): Promise<void> {
    const ready = [...this.#behind].filter((follower) => follower.bufferedBytes <= slowAboveBytes);
    if (ready.length === 0) return;
    try {
      const state = await this.#parts.source.snapshot();
      if (state === null) return;
      const payload = await this.#execute(state);
      for (const follower of ready) {
        if (!this.#behind.delete(follower)) continue;
        this.#following.add(follower);
        follower.next(payload);
      }
      this.#completeIfFinished();
    } catch (error) {
      this.#failed(error);
    }
  }

  async #execute(rootValue: unknown): Promise<Payload> {
    const { schema, operation, freshContext } = this.#parts;
    this.#failing = false;
    const { document, variables, operationName } = operation;
    this.#executions += 1;
    const result: ExecutionResult = await execute({
      schema,
      document,
      variableValues: variables,
      operationName,
      rootValue,
      contextValue: freshContext(),
    });
    return new Payload(JSON.stringify(result.errors ? { ...result, errors: formatted(result.errors) } : result));
  }

  #completeIfFinished(): void {
    if (!this.#parts.source.finished?.()) return;
    for (const follower of this.#all()) follower.complete();
  }

  /** What the client did wrong ends its subscription; anything else is ours and tried again at the next tick. */
  #failed(error: unknown): void {
    const theirs = error instanceof GraphQLError || error instanceof Refused;
    if (!theirs) {
      if (!this.#failing)
        console.error(JSON.stringify({ level: 'error', message: 'a live source failed', fault: String(error) }));
      this.#failing = true;
      return;
    }
    const errors = formatted([
      error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error }),
    ]);
    for (const follower of this.#all()) follower.error(errors);
  }

  #all(): Follower[] {
    const all = [...this.#following, ...this.#behind];
    this.#following.clear();
    this.#behind.clear();
    return all;
  }
}

export const formatted = (errors: readonly GraphQLError[]): GraphQLFormattedError[] =>
  errors.map((error) => publicError(error.toJSON(), error));
