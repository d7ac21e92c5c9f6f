import { onCleanup } from 'solid-js';

/** Does something again and again while the page is open; for what the API has no subscription for. */
export function useEvery(ms: number, run: () => void): void {
  const timer = setInterval(run, ms);
  onCleanup(() => clearInterval(timer));
}
