import { createSignal, For, type JSX } from 'solid-js';
import { IconButton } from '../controls/button.tsx';
import { Icon } from '../icon.tsx';

type Toast = { readonly id: number; readonly kind: 'done' | 'failed'; readonly text: string };

const [toasts, setToasts] = createSignal<readonly Toast[]>([]);
let nextId = 1;
const STAYS_MS = 6_000;

const dismiss = (id: number) => setToasts((all) => all.filter((toast) => toast.id !== id));

/** A short word about something finished. A failure stays until it is dismissed; refusals belong to their field, not here. */
export function toast(text: string, kind: Toast['kind'] = 'done'): void {
  const id = nextId++;
  setToasts((all) => [...all, { id, kind, text }]);
  if (kind === 'done') setTimeout(() => dismiss(id), STAYS_MS);
}

/** Once, in the app's root. */
export function ToastRegion(): JSX.Element {
  return (
    <div
      role="region"
      aria-label="Notices"
      aria-live="polite"
      class="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-center gap-2 max-sm:bottom-20 sm:items-end"
    >
      <For each={toasts()}>
        {(item) => (
          <div class="pointer-events-auto flex max-w-md items-center gap-3 rounded border border-line bg-raised py-1 pl-4 pr-1 shadow-float">
            <Icon
              name={item.kind === 'done' ? 'check' : 'alert'}
              class={item.kind === 'done' ? 'text-ok' : 'text-bad'}
            />
            <span class="min-w-0 break-words">{item.text}</span>
            <IconButton icon="close" label="Dismiss" onClick={() => dismiss(item.id)} />
          </div>
        )}
      </For>
    </div>
  );
}
