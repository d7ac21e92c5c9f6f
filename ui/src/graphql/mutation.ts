import { createSignal } from 'solid-js';
import { type Document, useGraph } from './context.ts';
import { type Fault, faultOf } from './fault.ts';
import { type Outcome, outcomeOf } from './refusal.ts';

/** Every document of a mutation has exactly one root field, a union. */
type RootOf<Data> = Data[Exclude<keyof Data, '__typename'>];

export type MutationState<Data, Variables> = {
  /** Resolves to the success, to the refusal, or to the fault that kept the answer away; it never throws. */
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

function rootOf(data: unknown): unknown {
  const entry = Object.entries(data as object).find(([name]) => name !== '__typename');
  return entry?.[1];
}
