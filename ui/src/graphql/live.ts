import { formatDocument, stringifyDocument } from '@urql/core';
import { batch, createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js';
import { type Document, RETRY_MS, useGraph } from './context.ts';
import { type FailedAnswer, type Fault, faultOf } from './fault.ts';

export type LiveState<State> = {
  readonly data: State | undefined;
  /** Why the subscription has ended: the viewer lost what it needs, or the server failed. */
  readonly error: Fault | undefined;
  /** When the last message came, by this browser's clock. */
  readonly receivedAt: number | undefined;
};

/** Asking again wouldn't help. */
const FINAL: readonly string[] = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'TOO_COSTLY',
];

/**
 * A subscription folded into a state. It is never shared between callers: each gets its own snapshot first, and a new one after a
 * lost link or a failure of the server, so `reduce` has to take a snapshot as a fresh start.
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
  const [asked, setAsked] = createSignal(0);
  const query = stringifyDocument(formatDocument(document));
  const key = createMemo(() => JSON.stringify(variables()));

  createEffect(
    on([key, graph.socket, asked], ([wanted, socket], earlier) => {
      if (earlier && (earlier[0] !== wanted || earlier[1] !== socket)) {
        setData(() => undefined);
        setError(undefined);
      }
      const values = untrack(variables);
      if (values === null) return;
      let over = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const askAgain = () => {
        if (!over) timer = setTimeout(() => setAsked((n) => n + 1), RETRY_MS);
      };
      const fail = (fault: Fault) => {
        setError(fault);
        if (!FINAL.includes(fault.code)) askAgain();
      };
      const end = socket.subscribe<Data>(
        { query, variables: values as Record<string, unknown> },
        {
          next: (message) => {
            if (message.errors) return fail(faultOf({ graphQLErrors: message.errors } as FailedAnswer));
            if (!message.data) return;
            const received = message.data;
            batch(() => {
              setData((state) => reduce(state, received));
              setReceivedAt(Date.now());
              setError(undefined);
            });
          },
          error: (cause) => fail(faultOf(Array.isArray(cause) ? { graphQLErrors: cause } : { networkError: cause })),
          complete: askAgain,
        },
      );
      onCleanup(() => {
        over = true;
        clearTimeout(timer);
        end();
      });
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
