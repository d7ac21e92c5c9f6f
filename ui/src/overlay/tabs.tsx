import { Tabs as Base } from '@kobalte/core/tabs';
import { For, type JSX } from 'solid-js';

export type Tab = { readonly id: string; readonly label: string; readonly content: () => JSX.Element };

/** Panels of one thing. Give `value` and `onChange` to keep the choice in the URL. */
export function Tabs(props: {
  label: string;
  tabs: readonly Tab[];
  value?: string;
  onChange?: (id: string) => void;
}): JSX.Element {
  return (
    <Base value={props.value} onChange={props.onChange} class="flex flex-col gap-4 min-w-0">
      <Base.List aria-label={props.label} class="flex gap-1 overflow-x-auto border-b border-line">
        <For each={props.tabs}>
          {(tab) => (
            <Base.Trigger
              value={tab.id}
              class="-mb-px border-b-2 border-transparent px-3 min-h-[var(--control)] text-muted font-medium whitespace-nowrap hover:text-text data-[selected]:border-accent data-[selected]:text-text focus-visible:-outline-offset-2"
            >
              {tab.label}
            </Base.Trigger>
          )}
        </For>
      </Base.List>
      <For each={props.tabs}>
        {(tab) => (
          <Base.Content value={tab.id} class="min-w-0">
            {tab.content()}
          </Base.Content>
        )}
      </For>
    </Base>
  );
}
