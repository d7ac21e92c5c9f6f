import { For, type JSX, Show } from 'solid-js';
import type { Quantity } from '../format/number.ts';
import { useTitle } from '../title.ts';

/** A surface with a heading. `flush` lets a table or map reach its edges. */
export function Card(props: {
  title?: JSX.Element;
  actions?: JSX.Element;
  flush?: boolean;
  class?: string;
  children: JSX.Element;
}): JSX.Element {
  return (
    <section class={`min-w-0 rounded border border-line bg-surface ${props.class ?? ''}`}>
      <Show when={props.title || props.actions}>
        <header class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-5">
          <h2 class="min-w-0 break-words">{props.title}</h2>
          <Show when={props.actions}>
            <div class="flex flex-wrap items-center gap-2">{props.actions}</div>
          </Show>
        </header>
      </Show>
      <div class={props.flush ? 'pt-3' : 'p-4 sm:p-5'}>{props.children}</div>
    </section>
  );
}

/** One number that matters: large, its unit small beside it. A text is shown as it stands. */
export function Stat(props: {
  label: string;
  value: Quantity | string | undefined;
  note?: JSX.Element;
  small?: boolean;
  /** The one number of its page. */
  hero?: boolean;
}): JSX.Element {
  return (
    <div class="flex min-w-0 flex-col gap-0.5">
      <div class="text-sm text-muted">{props.label}</div>
      <div class={`font-semibold tracking-tight tabular-nums ${statSize(props)}`}>
        <Show
          when={props.value}
          fallback={<span role="status" aria-label="Loading" class="skeleton inline-block h-6 w-24 align-middle" />}
        >
          {(value) => <QuantityText value={value()} />}
        </Show>
      </div>
      <Show when={props.note}>
        <div class="text-sm text-muted">{props.note}</div>
      </Show>
    </div>
  );
}

const statSize = (look: { small?: boolean; hero?: boolean }): string => {
  if (look.hero) return 'text-[40px]/[48px]';
  return look.small ? 'text-xl' : 'text-2xl';
};

/** A quantity as one plain text ("123.4 TH/s") with its unit drawn smaller. */
export function QuantityText(props: { value: Quantity | string }): JSX.Element {
  const parts = () => (typeof props.value === 'string' ? { value: props.value, unit: '' } : props.value);
  return (
    <span class="whitespace-nowrap tabular-nums">
      {parts().value}
      <Show when={parts().unit}>
        {' '}
        <span class="text-[0.6em] leading-none font-medium text-muted tracking-normal">{parts().unit}</span>
      </Show>
    </span>
  );
}

export type KeyValueItem = { readonly label: string; readonly value: JSX.Element };

/** What is known of one thing, in two columns that become one on a phone. */
export function KeyValueList(props: { items: readonly KeyValueItem[]; columns?: 1 | 2 }): JSX.Element {
  return (
    <dl class={`grid gap-x-8 ${props.columns === 2 ? 'md:grid-cols-2' : ''}`}>
      <For each={props.items}>
        {(item) => (
          <div class="flex flex-wrap justify-between gap-x-6 border-b border-line py-2 last:border-0">
            <dt class="text-muted">{item.label}</dt>
            <dd class="ml-auto min-w-0 break-words text-right tabular-nums [overflow-wrap:anywhere]">{item.value}</dd>
          </div>
        )}
      </For>
    </dl>
  );
}

/** A page's head: title, one line about it, actions at the end. The title names the browser's tab too. */
export function PageHeader(props: {
  title: string;
  above?: JSX.Element;
  note?: JSX.Element;
  actions?: JSX.Element;
}): JSX.Element {
  useTitle(() => props.title);
  return (
    <header class="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div class="min-w-0">
        <Show when={props.above}>
          <div class="mb-1 text-sm text-muted">{props.above}</div>
        </Show>
        <h1 class="break-words">{props.title}</h1>
        <Show when={props.note}>
          <div class="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">{props.note}</div>
        </Show>
      </div>
      <Show when={props.actions}>
        <div class="flex flex-wrap items-center gap-2">{props.actions}</div>
      </Show>
    </header>
  );
}
