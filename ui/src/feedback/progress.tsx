import { For, type JSX, Show } from 'solid-js';
import { Icon } from '../icon.tsx';
import { fixed } from '../format/number.ts';

/** Work that takes a while, in counts: "17 of 42 customers". */
export function Progress(props: { done: number; total: number; label: string; noun?: string }): JSX.Element {
  const share = () => (props.total > 0 ? Math.min(1, props.done / props.total) : 0);
  const words = () => `${fixed(props.done)} of ${fixed(props.total)}${props.noun ? ` ${props.noun}` : ''}`;
  return (
    <div class="flex flex-col gap-1">
      <div class="flex justify-between gap-4 text-sm">
        <span>{props.label}</span>
        <span class="text-muted tabular-nums">{words()}</span>
      </div>
      <div
        role="progressbar"
        aria-label={props.label}
        aria-valuenow={props.done}
        aria-valuemin={0}
        aria-valuemax={props.total}
        aria-valuetext={words()}
        class="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          class="h-full rounded-full bg-accent transition-[width] duration-300"
          style={{ width: `${share() * 100}%` }}
        />
      </div>
    </div>
  );
}

/** Where one is in a wizard. A step already done can be gone back to when `onGo` is given. */
export function Steps(props: {
  steps: readonly string[];
  current: number;
  onGo?: (index: number) => void;
}): JSX.Element {
  return (
    <ol class="flex flex-wrap gap-x-6 gap-y-2">
      <For each={props.steps}>
        {(step, index) => (
          <li aria-current={index() === props.current ? 'step' : undefined} class="flex items-center gap-2">
            <span
              class={`flex size-6 items-center justify-center rounded-full text-xs font-semibold ${index() <= props.current ? 'bg-accent text-on-accent' : 'border border-line-strong text-muted'}`}
            >
              <Show when={index() < props.current} fallback={index() + 1}>
                <Icon name="check" size={14} />
              </Show>
            </span>
            <Show
              when={props.onGo && index() < props.current}
              fallback={<span class={index() === props.current ? 'font-semibold' : 'text-muted'}>{step}</span>}
            >
              <button
                type="button"
                class="rounded-sm text-accent hover:underline"
                onClick={() => props.onGo?.(index())}
              >
                {step}
              </button>
            </Show>
          </li>
        )}
      </For>
    </ol>
  );
}
