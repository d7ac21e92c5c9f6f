import { type Document, useGraph } from './context.ts';
import { type Fault, faultOf } from './fault.ts';

export type Asked<Data> = { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly fault: Fault };

/** A question asked when something is done, not because something is shown; always anew. It never throws. */
export function useAsk<Data, Variables extends object>(
  document: Document<Data, Variables>,
): (variables: Variables) => Promise<Asked<Data>> {
  const graph = useGraph();
  return async (variables) => {
    const result = await graph.http().query(document, variables, { requestPolicy: 'network-only' }).toPromise();
    if (result.error || !result.data) return { ok: false, fault: faultOf(result.error ?? {}) };
    return { ok: true, data: result.data };
  };
}
