import { batch, createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js';
import { type Document, RETRY_MS, useGraph } from './context.ts';
import { type Fault, faultOf } from './fault.ts';

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
  const key = createMemo(() => JSON.stringify(variables()));
  let before: string | undefined;
  const forget = () => {
    before = undefined;
    setData(undefined);
    setError(undefined);
  };

  createEffect(
    on([key, graph.http, graph.reconnects, asked], ([wanted, http], earlier) => {
      // Another client is another viewer: nothing of the former one may stay.
      if (before !== undefined && (before !== wanted || earlier?.[1] !== http)) forget();
      const values = untrack(variables);
      if (values === null) return;
      const known = untrack(data) !== undefined;
      const requestPolicy = before === wanted && known ? 'network-only' : 'cache-and-network';
      before = wanted;
      setBusy(true);
      const { unsubscribe } = http.query(document, values, { requestPolicy }).subscribe((result) =>
        batch(() => {
          // Half an answer is none: where a field failed there is a null that would read as "doesn't exist".
          if (!result.error && result.data) setData(() => result.data as Data);
          setError(result.error ? faultOf(result.error) : undefined);
          setBusy(result.stale);
        }),
      );
      onCleanup(unsubscribe);
    }),
  );

  // Whoever can't be reached may come back; faults of the server stay until somebody asks again.
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
