import { type Accessor, createSignal, getOwner, onCleanup } from 'solid-js';

/** One timer for all who show an age. It runs only while somebody looks. */
const [nowMs, setNowMs] = createSignal(Date.now());
let viewers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The time, moved once a second. */
export function useNow(): Accessor<number> {
  if (!getOwner()) return nowMs;
  viewers += 1;
  if (viewers === 1) {
    setNowMs(Date.now());
    timer = setInterval(() => setNowMs(Date.now()), 1000);
  }
  onCleanup(() => {
    viewers -= 1;
    if (viewers === 0) clearInterval(timer);
  });
  return nowMs;
}
