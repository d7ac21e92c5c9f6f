import { EmptyState, Icon } from '@hashyard/ui';
import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import type { TodayItem } from './today.view.ts';

export function Today(props: { items: readonly TodayItem[] }): JSX.Element {
  return (
    <Show
      when={props.items.length > 0}
      fallback={
        <EmptyState title="Nothing waits for you" icon="check">
          Held invoices, drafts and machines in trouble appear here.
        </EmptyState>
      }
    >
      <ul class="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
        <For each={props.items}>
          {(item) => (
            <li>
              <A
                href={item.href}
                class="flex min-h-11 items-center gap-3 rounded border border-line px-3 hover:bg-hover"
              >
                <Icon name={item.icon} class={item.urgent ? 'text-bad' : 'text-muted'} />
                <span class={item.urgent ? 'font-semibold' : ''}>{item.text}</span>
                <Icon name="right" size={16} class="ml-auto text-muted" />
              </A>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
