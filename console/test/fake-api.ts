import { vi } from 'vitest';

/** What an operation answers: its data, or a function of its variables. */
type Answer = object | ((variables: Record<string, unknown>) => object);
export type Sent = { readonly operationName: string; readonly variables: Record<string, unknown> };

/** The API at its sockets: the app's real client runs over it. Operations answer by name; a subscription gets what is pushed to it. */
export function fakeApi(answers: Record<string, Answer>) {
  const sent: Sent[] = [];
  const sockets: FakeSocket[] = [];
  vi.stubGlobal('fetch', async (_url: string, init: { body: string }) => {
    const request = JSON.parse(init.body) as Sent;
    sent.push(request);
    const answer = answers[request.operationName];
    const data = typeof answer === 'function' ? answer(request.variables) : answer;
    const body = data ? { data } : { errors: [{ message: 'no', extensions: { code: 'INTERNAL', requestId: 'r-1' } }] };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  });
  vi.stubGlobal(
    'WebSocket',
    class extends FakeSocket {
      constructor() {
        super();
        sockets.push(this);
      }
    },
  );
  return {
    sent,
    /** The variables of the last request of an operation. */
    last: (operation: string) => sent.findLast(({ operationName }) => operationName === operation)?.variables,
    /** Waits until somebody is subscribed, then sends to all who are. */
    async push(operation: string, data: object): Promise<void> {
      const listeners = () => sockets.flatMap((socket) => socket.listeners(operation));
      await vi.waitFor(() => {
        if (listeners().length === 0) throw new Error(`nobody has subscribed to ${operation}`);
      });
      for (const listener of listeners()) listener(data);
    },
  };
}

/** As much of `graphql-transport-ws` as a client needs. */
class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readyState = FakeSocket.OPEN;
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number; reason: string; wasClean: boolean }) => void;
  onerror?: () => void;
  readonly #operations = new Map<string, string>();

  constructor() {
    queueMicrotask(() => this.onopen?.());
  }

  send(text: string): void {
    const message = JSON.parse(text) as { type: string; id?: string; payload?: { query?: string } };
    if (message.type === 'connection_init') this.#reply({ type: 'connection_ack' });
    if (message.type === 'ping') this.#reply({ type: 'pong' });
    if (message.type === 'subscribe' && message.id) {
      this.#operations.set(message.id, /subscription (\w+)/.exec(message.payload?.query ?? '')?.[1] ?? '');
    }
    if (message.type === 'complete' && message.id) this.#operations.delete(message.id);
  }

  close(code = 1000, reason = ''): void {
    this.readyState = FakeSocket.CLOSED;
    queueMicrotask(() => this.onclose?.({ code, reason, wasClean: true }));
  }

  listeners(operation: string): ((data: object) => void)[] {
    const ids = [...this.#operations].flatMap(([id, name]) => (name === operation ? [id] : []));
    return ids.map((id) => (data) => this.#reply({ type: 'next', id, payload: { data } }));
  }

  #reply(message: object): void {
    queueMicrotask(() => this.onmessage?.({ data: JSON.stringify(message) }));
  }
}
