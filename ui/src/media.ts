import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Whether a media query holds now: `useMedia('(min-width: 48rem)')`. */
export function useMedia(query: string): Accessor<boolean> {
  const media = globalThis.matchMedia?.(query);
  const [holds, setHolds] = createSignal(media?.matches ?? false);
  const update = () => setHolds(media?.matches ?? false);
  media?.addEventListener('change', update);
  onCleanup(() => media?.removeEventListener('change', update));
  return holds;
}

/** Wide enough for a table; below it, cards. */
export const useWide = (): Accessor<boolean> => useMedia('(min-width: 48rem)');
