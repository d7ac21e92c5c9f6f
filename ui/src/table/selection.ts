import { type Accessor, createSignal } from 'solid-js';
import { idRange } from './rows.ts';

/** Which rows are chosen, by id. It outlives search and order: what is filtered away stays chosen. */
export type Selection = {
  readonly ids: Accessor<ReadonlySet<string>>;
  has(id: string): boolean;
  toggle(id: string): void;
  /** From the last toggled row to this one, in the order shown. */
  extend(shown: readonly string[], id: string): void;
  /** All of those shown, or none of them when all are. */
  toggleAll(shown: readonly string[]): void;
  set(ids: Iterable<string>): void;
  clear(): void;
};

export function createSelection(initial: Iterable<string> = []): Selection {
  const [ids, setIds] = createSignal<ReadonlySet<string>>(new Set(initial));
  let anchor: string | null = null;
  return {
    ids,
    has: (id) => ids().has(id),
    toggle(id) {
      anchor = id;
      const next = new Set(ids());
      if (!next.delete(id)) next.add(id);
      setIds(next);
    },
    extend(shown, id) {
      setIds(new Set([...ids(), ...idRange(shown, anchor, id)]));
      anchor = id;
    },
    toggleAll(shown) {
      const next = new Set(ids());
      const all = shown.every((id) => next.has(id));
      for (const id of shown) {
        if (all) next.delete(id);
        else next.add(id);
      }
      setIds(next);
    },
    set: (chosen) => setIds(new Set(chosen)),
    clear: () => setIds(new Set<string>()),
  };
}
