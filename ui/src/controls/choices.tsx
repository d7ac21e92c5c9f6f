import { createUniqueId, For, type JSX, Show } from 'solid-js';
import { FieldError, type FieldProps } from './field.tsx';
import type { Bound } from './inputs.tsx';

type ToggleProps = FieldProps & Bound<boolean>;

export function Checkbox(props: ToggleProps): JSX.Element {
  const id = createUniqueId();
  return (
    <div class={`flex flex-col gap-1 ${props.class ?? ''}`}>
      <label class="flex items-start gap-2 py-1">
        <input
          type="checkbox"
          class="mt-0.5 size-4 accent-[var(--accent)]"
          name={props.name}
          checked={props.value}
          disabled={props.disabled}
          aria-describedby={props.hint || props.error ? `${id}-hint ${id}-error` : undefined}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span>{props.label}</span>
      </label>
      <Show when={props.hint}>
        <div id={`${id}-hint`} class="pl-6 text-xs text-muted">
          {props.hint}
        </div>
      </Show>
      <FieldError id={`${id}-error`} error={props.error} />
    </div>
  );
}

/** On or off at once, for settings; a Checkbox is for what a form sends. */
export function Switch(props: ToggleProps): JSX.Element {
  const id = createUniqueId();
  return (
    <div class={`flex flex-col gap-1 ${props.class ?? ''}`}>
      <label class="flex items-center justify-between gap-4 min-h-[var(--control)]">
        <span class="font-medium text-sm">{props.label}</span>
        <input
          type="checkbox"
          role="switch"
          class="peer sr-only"
          name={props.name}
          checked={props.value}
          disabled={props.disabled}
          aria-describedby={props.hint || props.error ? `${id}-hint ${id}-error` : undefined}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span
          aria-hidden="true"
          class={
            'relative h-5 w-9 shrink-0 rounded-full bg-line-strong transition-colors peer-checked:bg-accent peer-focus-visible:outline-2 ' +
            'peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent peer-disabled:opacity-50 after:absolute after:left-0.5 after:top-0.5 ' +
            'after:size-4 after:rounded-full after:bg-surface after:transition-transform peer-checked:after:translate-x-4'
          }
        />
      </label>
      <Show when={props.hint}>
        <div id={`${id}-hint`} class="text-xs text-muted">
          {props.hint}
        </div>
      </Show>
      <FieldError id={`${id}-error`} error={props.error} />
    </div>
  );
}

export type CardOption<T extends string> = {
  readonly value: T;
  readonly label: string;
  readonly description?: string;
  /** Why it can't be chosen; the card is then drawn disabled with these words. */
  readonly unavailable?: string;
};

/** One of a few, each with a sentence that explains it. */
export function RadioCards<T extends string>(
  props: FieldProps & Bound<T> & { options: readonly CardOption<T>[]; columns?: 1 | 2 | 3 | 4 },
): JSX.Element {
  const group = createUniqueId();
  const columns = () =>
    ({ 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-3', 4: 'sm:grid-cols-2 lg:grid-cols-4' })[props.columns ?? 2];
  return (
    <fieldset
      class={`flex flex-col gap-1 min-w-0 ${props.class ?? ''}`}
      aria-describedby={props.error ? `${group}-error` : undefined}
    >
      <legend class="mb-1 text-sm font-medium">{props.label}</legend>
      <div class={`grid gap-2 ${columns()}`}>
        <For each={props.options}>
          {(option) => (
            <label
              class={
                'flex items-start gap-3 rounded border border-line-strong/60 bg-surface p-3 cursor-pointer hover:bg-hover has-[:checked]:border-accent has-[:checked]:bg-accent-soft ' +
                'has-[:disabled]:opacity-60 has-[:disabled]:cursor-not-allowed has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent'
              }
            >
              <input
                type="radio"
                class="mt-0.5 size-4 accent-[var(--accent)] outline-none"
                name={props.name ?? group}
                value={option.value}
                checked={props.value === option.value}
                disabled={props.disabled || option.unavailable !== undefined}
                onChange={() => props.onChange(option.value)}
              />
              <span class="min-w-0">
                <span class="block font-medium">{option.label}</span>
                <Show when={option.unavailable ?? option.description}>
                  {(text) => <span class="block text-sm text-muted">{text()}</span>}
                </Show>
              </span>
            </label>
          )}
        </For>
      </div>
      <Show when={props.hint}>
        <div class="text-xs text-muted">{props.hint}</div>
      </Show>
      <FieldError id={`${group}-error`} error={props.error} />
    </fieldset>
  );
}
