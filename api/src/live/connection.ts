import type { Duplex } from 'node:stream';
import type { GraphQLFormattedError } from 'graphql';
import { CloseCode, MessageType, parseMessage, type SubscribeMessage } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { Budget } from '../graphql/budget.ts';
import { authenticate, type Credential, type Viewer } from '../modules/identity/index.ts';
import type { Follower } from './group.ts';
import { formatted } from './group.ts';
import type { LiveHub } from './hub.ts';

/** Sockets that one session, key or collector may have: a browser's tabs, and then some. */
const mostSockets = 50;
/** Subscriptions that one socket may hold at once. */
const mostSubscriptions = 50;
/** Subscriptions that one socket may start: many at first, a page's worth now and then. */
const startBudget = { burst: 100, perSecond: 5 };
const longestId = 100;
/** RFC 6455's registry: the server is overloaded, or thinks that the client asks too much. */
const tryAgainLater = 1013;
/** The browser's socket is gone when it hasn't answered a ping by the next. */
const pingEveryMs = 30_000;
const initWithinMs = 5_000;
const closeWithinMs = 1_000;

/** One socket that speaks `graphql-transport-ws`. */
export class Connection {
  readonly #socket: WebSocket;
  /** What the socket writes to. Between two of its frames, which are whole, others may be put. */
  readonly #stream: Duplex;
  readonly #hub: LiveHub;
  readonly #clientAddress: string;
  readonly #budget = new Budget(startBudget);
  /** By the client's id: how to leave. Null while a subscription is being opened. */
  readonly #subscriptions = new Map<string, (() => void) | null>();
  readonly #followers = new Map<string, Follower>();
  readonly #ping: NodeJS.Timeout;
  readonly #initTimer: NodeJS.Timeout;
  #initialised = false;
  #alive = true;
  credential: Credential;
  viewer: Viewer | null = null;

  constructor(
    socket: WebSocket,
    hub: LiveHub,
    from: { credential: Credential | null; clientAddress: string; stream: Duplex },
  ) {
    this.#socket = socket;
    this.#stream = from.stream;
    this.#hub = hub;
    this.#clientAddress = from.clientAddress;
    this.credential = from.credential ?? { kind: 'session', token: '' };
    this.#initTimer = setTimeout(
      () => this.#close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout'),
      initWithinMs,
    );
    this.#ping = setInterval(() => this.#checkAlive(), pingEveryMs);
    socket.on('message', (data) => void this.#receive(data).catch((error: unknown) => this.#fail(error)));
    socket.on('pong', () => {
      this.#alive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#gone());
    hub.add(this);
  }

  /** The viewer is no longer who it was: every subscription ends with an error, then the socket. */
  lose(): void {
    const ended = { message: 'You are signed out.', extensions: { code: 'UNAUTHENTICATED' } };
    for (const id of this.#subscriptions.keys()) this.#send({ id, type: MessageType.Error, payload: [ended] });
    this.#leaveAll();
    this.#close(CloseCode.Forbidden, 'Forbidden');
  }

  /** The server stops; the client may come again. */
  goAway(): void {
    this.#leaveAll();
    this.#close(1001, 'Going away');
    setTimeout(() => this.#socket.terminate(), closeWithinMs).unref();
  }

  async #receive(data: RawData): Promise<void> {
    const message = readMessage(data);
    if (!message) return this.#close(CloseCode.BadRequest, 'Invalid message received');
    switch (message.type) {
      case MessageType.ConnectionInit:
        return this.#initialise(message.payload);
      case MessageType.Ping:
        return this.#send({ type: MessageType.Pong });
      case MessageType.Pong:
        return;
      case MessageType.Subscribe:
        return this.#subscribe(message);
      case MessageType.Complete:
        return this.#leave(message.id);
      default:
        return this.#close(CloseCode.BadRequest, `Unexpected message of type ${message.type} received`);
    }
  }

  async #initialise(payload: unknown): Promise<void> {
    if (this.#initialised)
      return this.#close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    this.#initialised = true;
    clearTimeout(this.#initTimer);
    const bearer = bearerOf(payload);
    if (bearer) this.credential = { kind: 'bearer', token: bearer };
    const { orm, now } = this.#hub.installation;
    this.viewer = this.credential.token ? await authenticate(orm, this.credential, now()) : null;
    if (!this.viewer) return this.#close(CloseCode.Forbidden, 'Forbidden');
    if (this.#hub.socketsOf(this.credential) > mostSockets) {
      this.viewer = null;
      return this.#close(tryAgainLater, 'Too many sockets');
    }
    this.#send({ type: MessageType.ConnectionAck });
  }

  async #subscribe({ id, payload }: SubscribeMessage): Promise<void> {
    const { viewer } = this;
    if (!viewer) return this.#close(CloseCode.Unauthorized, 'Unauthorized');
    if (id.length > longestId) return this.#close(CloseCode.BadRequest, 'Invalid message received');
    if (this.#subscriptions.has(id))
      return this.#close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    const refused = this.#refusal();
    if (refused) return this.#send({ id, type: MessageType.Error, payload: [refused] });
    const operation = this.#hub.operations.read({
      query: payload.query,
      variables: payload.variables ?? {},
      operationName: payload.operationName ?? null,
    });
    if (!('document' in operation)) return this.#send({ id, type: MessageType.Error, payload: formatted(operation) });
    this.#subscriptions.set(id, null);
    const follower = this.#followerOf(id);
    this.#followers.set(id, follower);
    const answer = await this.#hub.join(operation, viewer, this.#clientAddress, follower);
    if (typeof answer !== 'function') return follower.error(answer);
    // The client may have left, or gone, while the group was opened.
    if (this.#followers.get(id) === follower) this.#subscriptions.set(id, answer);
    else answer();
  }

  #refusal(): GraphQLFormattedError | null {
    if (this.#subscriptions.size >= mostSubscriptions)
      return { message: `A socket may hold ${mostSubscriptions} subscriptions.`, extensions: { code: 'TOO_COSTLY' } };
    try {
      this.#budget.spend('', performance.now());
      return null;
    } catch {
      return { message: 'Too many subscriptions started.', extensions: { code: 'RATE_LIMITED' } };
    }
  }

  #followerOf(id: string): Follower {
    const socket = this.#socket;
    const stream = this.#stream;
    const isMine = () => this.#followers.get(id) === follower;
    const follower: Follower = {
      get bufferedBytes() {
        return stream.writableLength;
      },
      next: (payload) => {
        if (isMine() && socket.readyState === socket.OPEN) stream.write(payload.frame(id));
      },
      error: (errors) => {
        if (!isMine()) return;
        this.#send({ id, type: MessageType.Error, payload: errors });
        this.#leave(id);
      },
      complete: () => {
        if (!isMine()) return;
        this.#send({ id, type: MessageType.Complete });
        this.#leave(id);
      },
    };
    return follower;
  }

  #leave(id: string): void {
    const leave = this.#subscriptions.get(id);
    this.#subscriptions.delete(id);
    this.#followers.delete(id);
    leave?.();
  }

  #leaveAll(): void {
    for (const id of this.#subscriptions.keys()) this.#leave(id);
  }

  #send(message: object): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  #fail(error: unknown): void {
    console.error(JSON.stringify({ level: 'error', message: 'a live connection failed', fault: String(error) }));
    this.#close(CloseCode.InternalServerError, 'Internal server error');
  }

  #checkAlive(): void {
    if (!this.#alive) return this.#socket.terminate();
    this.#alive = false;
    this.#socket.ping();
  }

  #gone(): void {
    clearTimeout(this.#initTimer);
    clearInterval(this.#ping);
    this.#leaveAll();
    this.#hub.remove(this);
  }
}

function readMessage(data: RawData): ReturnType<typeof parseMessage> | null {
  try {
    return parseMessage(data.toString());
  } catch {
    return null;
  }
}

function bearerOf(payload: unknown): string | null {
  const value = (payload as { authorization?: unknown } | null | undefined)?.authorization;
  return typeof value === 'string' ? (/^Bearer ([\w.-]{20,200})$/i.exec(value)?.[1] ?? null) : null;
}
