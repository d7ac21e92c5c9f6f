import { createSourceEventStream, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { type Context, contextFor, type Installation } from '../context.ts';
import { newId } from '../ids.ts';
import { authenticateAll, type Credential, reachKey, type Viewer } from '../modules/identity/index.ts';
import type { Connection } from './connection.ts';
import { type Follower, formatted, LiveGroup } from './group.ts';
import { type Operation, Operations } from './operation.ts';
import { LiveStream } from './source.ts';

export type Pace = {
  /** How often what changed is told: two messages a second at most. */
  readonly tickMs: number;
  /** How often sessions are asked for again: an ended one must have lost everything within 5 seconds. */
  readonly authenticateEveryMs: number;
};

/** All live viewers of this process: their groups, the tick that drives them, and the watch over their sessions. */
export class LiveHub {
  readonly installation: Installation;
  readonly #schema: GraphQLSchema;
  readonly operations: Operations;
  /** The group that the next viewer of a key joins. */
  readonly #open = new Map<string, Promise<LiveGroup>>();
  /** Groups with somebody in them, whatever key they had. */
  readonly #live = new Set<LiveGroup>();
  readonly #connections = new Set<Connection>();
  readonly #timers: NodeJS.Timeout[];

  constructor(schema: GraphQLSchema, installation: Installation, pace: Pace) {
    this.#schema = schema;
    this.installation = installation;
    this.operations = new Operations(schema);
    this.#timers = [
      setInterval(() => void this.tick(), pace.tickMs),
      setInterval(() => void this.authenticate(), pace.authenticateEveryMs),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  add(connection: Connection): void {
    this.#connections.add(connection);
  }

  remove(connection: Connection): void {
    this.#connections.delete(connection);
  }

  /** How many sockets a session, key or collector has open here. */
  socketsOf({ token }: Credential): number {
    let count = 0;
    for (const { credential, viewer } of this.#connections) if (viewer && credential.token === token) count += 1;
    return count;
  }

  /** Lets a follower in, with others of the same reach when the operation allows it. Answers how to leave, or why not. */
  async join(
    operation: Operation,
    viewer: Viewer,
    clientAddress: string,
    follower: Follower,
  ): Promise<(() => void) | readonly GraphQLFormattedError[]> {
    const key = operation.key === null ? newId() : `${operation.key} ${reachKey(viewer)}`;
    const opening = this.#open.get(key) ?? this.#start(operation, viewer, clientAddress);
    this.#open.set(key, opening);
    try {
      const group = await opening;
      const leave = () => {
        group.leave(follower);
        if (group.followers > 0) return;
        this.#live.delete(group);
        if (this.#open.get(key) === opening) this.#open.delete(key);
      };
      // Others may have left, and the group with them, while it was waited for.
      this.#live.add(group);
      void group.join(follower);
      return leave;
    } catch (error) {
      if (this.#open.get(key) === opening) this.#open.delete(key);
      if (error instanceof NotSubscribed) return formatted(error.errors);
      return formatted([new GraphQLError('failed', { originalError: error as Error })]);
    }
  }

  async #start(operation: Operation, viewer: Viewer, clientAddress: string): Promise<LiveGroup> {
    const { document, variables, operationName } = operation;
    const freshContext = (): Context =>
      contextFor(this.installation, viewer, { requestId: newId(), clientAddress, cookie: null });
    const stream = await createSourceEventStream({
      schema: this.#schema,
      document,
      variableValues: variables,
      operationName,
      contextValue: freshContext(),
    });
    if (stream instanceof LiveStream)
      return new LiveGroup({ schema: this.#schema, operation, source: stream.source, freshContext });
    if ('errors' in stream && stream.errors) throw new NotSubscribed(stream.errors);
    throw new Error('a subscription has to answer a LiveStream');
  }

  async tick(): Promise<void> {
    await Promise.all([...this.#live].map((group) => group.tick()));
  }

  /** Closes every connection whose viewer is no longer who it was: signed out, removed, revoked, or of another reach. */
  async authenticate(): Promise<void> {
    const connections = [...this.#connections].filter(({ viewer }) => viewer !== null);
    if (connections.length === 0) return;
    try {
      const { orm, now } = this.installation;
      const viewers = await authenticateAll(
        orm,
        connections.map(({ credential }) => credential),
        now(),
      );
      connections.forEach((connection, index) => {
        const is = viewers[index] ?? null;
        const was = connection.viewer;
        if (!is || !was || reachKey(is) !== reachKey(was)) connection.lose();
      });
    } catch (error) {
      // Without the database nobody's session can end either; asked again in a moment.
      console.error(JSON.stringify({ level: 'error', message: 'sessions could not be checked', fault: String(error) }));
    }
  }

  /** How many groups there are and how often GraphQL ran for those open now. */
  get load(): { groups: number; executions: number; connections: number } {
    const groups = [...this.#live];
    return {
      groups: groups.length,
      executions: groups.reduce((sum, group) => sum + group.executions, 0),
      connections: this.#connections.size,
    };
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const connection of this.#connections) connection.goAway();
  }
}

class NotSubscribed extends Error {
  readonly errors: readonly GraphQLError[];
  constructor(errors: readonly GraphQLError[]) {
    super('not subscribed');
    this.errors = errors;
  }
}
