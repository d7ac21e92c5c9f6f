import { cacheExchange, Client, type CombinedError, fetchExchange, mapExchange } from '@urql/core';
import { type Client as SocketClient, createClient as createSocketClient } from 'graphql-ws';
import { type Accessor, createSignal } from 'solid-js';

/** `idle`: nobody is subscribed. `lost`: it was up and is being restored. */
export type LinkState = 'idle' | 'connecting' | 'live' | 'lost';

export type GraphOptions = {
  /** `/graphql` */
  url: string;
  /** Derived from `url` and the page's origin when left out. */
  wsUrl?: string;
  /** The session has ended: the socket was closed for it (4401, 4403), or an answer was `UNAUTHENTICATED`. */
  onViewerLost?: () => void;
};

/** One connection of an app to the API: queries and mutations by HTTP, subscriptions by WebSocket, both by the session cookie. */
export type Graph = {
  readonly http: Accessor<Client>;
  readonly socket: Accessor<SocketClient>;
  readonly link: Accessor<LinkState>;
  /** Grows after each lost link that came back: what was missed has to be fetched. */
  readonly reconnects: Accessor<number>;
  /** Forgets everything and connects anew; after signing in or out. */
  reset(): void;
};

const VIEWER_LOST = [4401, 4403];
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

export function createGraph(options: GraphOptions): Graph {
  const [link, setLink] = createSignal<LinkState>('idle');
  const [reconnects, setReconnects] = createSignal(0);
  const makeHttp = () =>
    new Client({
      url: options.url,
      exchanges: [
        mapExchange({ onError: (error) => unauthenticated(error) && options.onViewerLost?.() }),
        cacheExchange,
        fetchExchange,
      ],
      requestPolicy: 'cache-and-network',
      preferGetMethod: false,
      fetchOptions: { credentials: 'same-origin' },
    });

  const makeSocket = () => {
    let wasUp = false;
    let disposed = false;
    let subscriptions = 0;
    const socket = createSocketClient({
      url: options.wsUrl ?? webSocketUrl(options.url),
      lazy: true,
      lazyCloseTimeout: 2_000,
      // Counted, not random: who has the same page open then has the same ids, and the server the same bytes for them.
      generateID: () => String(++subscriptions),
      keepAlive: 10_000,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: (event) => !viewerLost(event),
      retryWait: backOff,
      on: {
        connecting: () => !disposed && setLink(wasUp ? 'lost' : 'connecting'),
        connected: () => {
          if (disposed) return;
          if (wasUp) setReconnects((n) => n + 1);
          wasUp = true;
          setLink('live');
        },
        closed: (event) => {
          if (disposed) return;
          const clean = (event as CloseEvent).code === 1000;
          if (clean) wasUp = false;
          setLink(clean ? 'idle' : 'lost');
          if (viewerLost(event)) options.onViewerLost?.();
        },
      },
    });
    return {
      socket,
      dispose: () => {
        disposed = true;
        void socket.dispose();
      },
    };
  };

  const [http, setHttp] = createSignal(makeHttp());
  const [wired, setWired] = createSignal(makeSocket());
  return {
    http,
    socket: () => wired().socket,
    link,
    reconnects,
    reset() {
      wired().dispose();
      setLink('idle');
      setHttp(() => makeHttp());
      setWired(() => makeSocket());
    },
  };
}

const viewerLost = (event: unknown): boolean => VIEWER_LOST.includes((event as CloseEvent | undefined)?.code ?? 0);

const unauthenticated = (error: CombinedError): boolean =>
  error.graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED');

/** Doubles up to ten seconds, with jitter so that a restarted server isn't met by everyone at once. */
const backOff = (retries: number): Promise<void> =>
  new Promise((resolve) => {
    const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** retries);
    setTimeout(resolve, wait * (0.5 + Math.random() / 2));
  });

function webSocketUrl(url: string): string {
  const absolute = new URL(url, globalThis.location?.href);
  absolute.protocol = absolute.protocol === 'https:' ? 'wss:' : 'ws:';
  return absolute.href;
}
