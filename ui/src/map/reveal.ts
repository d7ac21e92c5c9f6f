import { onCleanup } from 'solid-js';

/** How far outside the window things are drawn already, so that scrolling shows no hole. */
const MARGIN = '400px';

/** Tells elements when they are to be drawn: once they come near the window, one in each frame, so that none of them holds up the page. */
export type Reveal = { watch(element: Element, show: () => void): void };

export function createReveal(): Reveal {
  // Where nobody tells what is in sight, all of it is.
  if (typeof IntersectionObserver === 'undefined') return { watch: (_, show) => show() };
  const waiting = new Map<Element, () => void>();
  const due: (() => void)[] = [];
  let frame = 0;
  const next = () => {
    due.shift()?.();
    frame = due.length > 0 ? requestAnimationFrame(next) : 0;
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const show = waiting.get(target);
        if (!isIntersecting || !show) continue;
        observer.unobserve(target);
        waiting.delete(target);
        due.push(show);
      }
      if (due.length > 0 && frame === 0) frame = requestAnimationFrame(next);
    },
    { rootMargin: MARGIN },
  );
  onCleanup(() => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  });
  return {
    watch(element, show) {
      waiting.set(element, show);
      observer.observe(element);
    },
  };
}
