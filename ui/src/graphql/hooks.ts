import type { TypedDocumentNode } from '@urql/core';
import { formatDocument, stringifyDocument } from '@urql/core';
import {
  type Accessor,
  batch,
  createContext,
  createEffect,
  createSignal,
  on,
  onCleanup,
  untrack,
  useContext,
} from 'solid-js';
import type { Graph } from './client.ts';
import { type FailedAnswer, type Fault, faultOf } from './fault.ts';
import { type Outcome, outcomeOf } from './refusal.ts';

/** A query or mutation with its result and variable types, as codegen writes it. */
export type Document<Data, Variables> = TypedDocumentNode<Data, Variables>;

const GraphContext = createContext<Graph>();
export const GraphProvider = GraphContext.Provider;

export function useGraph(): Graph {
  const graph = useContext(GraphContext);
  if (!graph) throw new Error('useGraph needs a GraphProvider above it');
  return graph;
}

/** How long a query waits before it asks again a server that couldn't be reached. */
const RETRY_MS = 5_000;

export type QueryState<Data> = {
  /** The newest answer. It stays while a newer one is fetched, also after a failure. */
  readonly data: Data | undefined;
  readonly error: Fault | undefined;
  /** Nothing is known yet and an answer is on its way: draw the skeleton. */
  readonly loading: boolean;
  /** What is shown is being fetched again. */
  readonly stale: boolean;
  refetch(): void;
};

/**
 * Asks, and asks again when the variables change or a lost link comes back. `variables` answering null waits.
 * What the cache has is shown at once and refreshed behind it.
 */
export function useQuery<Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: () => Variables | null = () => ({}) as Variables,
): QueryState<Data> {
  const graph = useGraph();
  const [data, setData] = createSignal<Data>();
  const [error, setError] = createSignal<Fault>();
  const [busy, setBusy] = createSignal(false);
  const [asked, setAsked] = createSignal(0);
  let before: string | undefined;
  const forget = () => {
    before = undefined;
    setData(undefined);
    setError(undefined);
  };

  createEffect(
    on([variables, graph.http, graph.reconnects, asked], ([values, http], earlier) => {
      // Another client is another viewer: nothing of the former one may stay.
      if (earlier && earlier[1] !== http) forget();
      if (values === null) return;
      const key = JSON.stringify(values);
      const known = untrack(data) !== undefined;
      if (before !== undefined && before !== key) forget();
      const policy = before === key && known ? 'network-only' : 'cache-and-network';
      before = key;
      setBusy(true);
      const { unsubscribe } = http.query(document, values, { requestPolicy: policy }).subscribe((result) =>
        batch(() => {
          if (result.data !== undefined && result.data !== null) setData(() => result.data as Data);
          setError(result.error ? faultOf(result.error) : undefined);
          setBusy(result.stale);
        }),
      );
      onCleanup(unsubscribe);
    }),
  );

  // Whoever can't be reached may come back; refusals and faults of the server stay until somebody asks again.
  createEffect(() => {
    if (error()?.code !== 'NETWORK') return;
    const timer = setTimeout(() => setAsked((n) => n + 1), RETRY_MS);
    onCleanup(() => clearTimeout(timer));
  });

  return {
    get data() {
      return data();
    },
    get error() {
      return error();
    },
    get loading() {
      return data() === undefined && error() === undefined;
    },
    get stale() {
      return busy() && data() !== undefined;
    },
    refetch: () => {
      setAsked((n) => n + 1);
    },
  };
}

/** Every document of a mutation has exactly one root field, a union. */
type RootOf<Data> = Data[Exclude<keyof Data, '__typename'>];

export type MutationState<Data, Variables> = {
  /** Resolves to the success or the refusal; a fault (network, server) throws nothing and answers `fault`. */
  run(variables: Variables): Promise<Outcome<RootOf<Data>> | { readonly ok: false; readonly fault: Fault }>;
  readonly busy: boolean;
};

export function useMutation<Data, Variables extends object>(
  document: Document<Data, Variables>,
): MutationState<Data, Variables> {
  const graph = useGraph();
  const [running, setRunning] = createSignal(0);
  return {
    async run(variables) {
      setRunning((n) => n + 1);
      try {
        const result = await graph.http().mutation(document, variables).toPromise();
        if (result.error || !result.data) return { ok: false, fault: faultOf(result.error ?? {}) };
        return outcomeOf(rootOf(result.data) as RootOf<Data> & { __typename?: string }) as Outcome<RootOf<Data>>;
      } finally {
        setRunning((n) => n - 1);
      }
    },
    get busy() {
      return running() > 0;
    },
  };
}

function rootOf<Data>(data: Data): unknown {
  const entry = Object.entries(data as object).find(([name]) => name !== '__typename');
  return entry?.[1];
}

export type LiveState<State> = {
  readonly data: State | undefined;
  /** The subscription has ended with it: the viewer lost what it needs, or the server failed. */
  readonly error: Fault | undefined;
  /** When the last message came, by this browser's clock. */
  readonly receivedAt: number | undefined;
};

/**
 * A subscription folded into a state. It is never shared between callers: each gets its own snapshot first, and a new one after a
 * lost link, so `reduce` has to take a snapshot as a fresh start.
 */
export function useLive<Data, Variables extends object, State>(
  document: Document<Data, Variables>,
  variables: () => Variables | null,
  reduce: (state: State | undefined, message: Data) => State,
): LiveState<State> {
  const graph = useGraph();
  const [data, setData] = createSignal<State | undefined>(undefined, { equals: false });
  const [error, setError] = createSignal<Fault>();
  const [receivedAt, setReceivedAt] = createSignal<number>();
  const query = stringifyDocument(formatDocument(document));

  createEffect(
    on([variables, graph.socket as Accessor<ReturnType<Graph['socket']>>], ([values, socket]) => {
      setData(() => undefined);
      setError(undefined);
      if (values === null) return;
      const end = socket.subscribe<Data>(
        { query, variables: values as Record<string, unknown> },
        {
          next: (message) => {
            if (message.errors) return void setError(faultOf({ graphQLErrors: message.errors } as FailedAnswer));
            if (!message.data) return;
            const received = message.data;
            batch(() => {
              setData((state) => reduce(state, received));
              setReceivedAt(Date.now());
              setError(undefined);
            });
          },
          error: (cause) =>
            void setError(faultOf(Array.isArray(cause) ? { graphQLErrors: cause } : { networkError: cause })),
          complete: () => {},
        },
      );
      onCleanup(end);
    }),
  );

  return {
    get data() {
      return data();
    },
    get error() {
      return error();
    },
    get receivedAt() {
      return receivedAt();
    },
  };
}
