import { count } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import type { Acceptance } from './accept.view.ts';

/** More than these are counted, not listed. */
const LISTED = 12;

/** What each becomes: address, name and slot. */
export function AcceptPreview(props: { acceptances: readonly Acceptance[] }): JSX.Element {
  const more = () => props.acceptances.length - LISTED;
  return (
    <section aria-label="Preview" class="rounded border border-line p-3">
      <ul class="flex flex-col text-sm">
        <For each={props.acceptances.slice(0, LISTED)}>
          {(one) => (
            <li class="flex flex-wrap justify-between gap-x-4 border-b border-line py-1 last:border-0">
              <span class="text-muted">{one.discovery.address}</span>
              <span>
                <strong>{one.input.name}</strong>
                <Show when={one.merged}> keeps its history</Show>
                <Show when={one.slot}>{(slot) => <span class="text-muted">, {slot().label}</span>}</Show>
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={more() > 0}>
        <p class="pt-1 text-sm text-muted">and {count(more(), 'more', 'more')}</p>
      </Show>
    </section>
  );
}
