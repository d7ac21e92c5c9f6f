import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Resolves tokens for a canvas, which knows no `var()` and no `light-dark()`. */
export function resolveColor(color: string, near: HTMLElement): string {
  const probe = document.createElement('span');
  probe.style.color = color;
  near.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

/** Changes whenever the theme does, by the system or by the switch. */
export function useThemeChanges(): Accessor<number> {
  const [changes, setChanges] = createSignal(0);
  const bump = () => setChanges((n) => n + 1);
  const system = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
  system?.addEventListener('change', bump);
  const observer = new MutationObserver(bump);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style'] });
  onCleanup(() => {
    system?.removeEventListener('change', bump);
    observer.disconnect();
  });
  return changes;
}
