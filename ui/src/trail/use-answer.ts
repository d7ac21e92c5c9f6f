import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';

/** An answer that comes later. `failed` when it won't. */
export type Answer<T> = { readonly value: T | undefined; readonly failed: boolean };

/**
 * Asks whenever the key changes; null waits, and an answer that comes too late is dropped. No resource: a page must not
 * vanish behind its Suspense because one line of it opens.
 */
export function useAnswer<K, T>(key: Accessor<K | null>, ask: (key: K) => Promise<T>): Accessor<Answer<T>> {
  const [answer, setAnswer] = createSignal<Answer<T>>({ value: undefined, failed: false });
  createEffect(
    on(key, (wanted) => {
      setAnswer({ value: undefined, failed: false });
      if (wanted === null) return;
      let late = false;
      onCleanup(() => (late = true));
      ask(wanted).then(
        (value) => !late && setAnswer({ value, failed: false }),
        () => !late && setAnswer({ value: undefined, failed: true }),
      );
    }),
  );
  return answer;
}
