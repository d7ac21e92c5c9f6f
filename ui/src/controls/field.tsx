import { createUniqueId, type JSX, Show } from 'solid-js';
import { Icon } from '../icon.tsx';

/** What every input shares: its label, a hint below, and the refusal that belongs to it. */
export type FieldProps = {
  label: string;
  hint?: JSX.Element;
  error?: string;
  required?: boolean;
  disabled?: boolean;
  class?: string;
};

/** Ids and ARIA of an input inside its field. */
export type FieldWiring = {
  id: string;
  'aria-invalid': 'true' | undefined;
  'aria-describedby': string | undefined;
  'aria-required': 'true' | undefined;
};

/** Lays label, input, hint and error out, and ties them together for assistive technology. */
export function Field(props: FieldProps & { children: (wiring: FieldWiring) => JSX.Element }): JSX.Element {
  const id = createUniqueId();
  const wiring: FieldWiring = {
    id,
    get 'aria-invalid'() {
      return props.error ? 'true' : undefined;
    },
    get 'aria-describedby'() {
      const ids = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ');
      return ids || undefined;
    },
    get 'aria-required'() {
      return props.required ? 'true' : undefined;
    },
  };
  return (
    <div class={`flex flex-col gap-1 min-w-0 ${props.class ?? ''}`}>
      <label for={id} class="text-sm font-medium">
        {props.label}
        <Show when={!props.required}>
          <span class="font-normal text-muted"> (optional)</span>
        </Show>
      </label>
      {props.children(wiring)}
      <Show when={props.hint}>
        <div id={`${id}-hint`} class="text-xs text-muted">
          {props.hint}
        </div>
      </Show>
      <FieldError id={`${id}-error`} error={props.error} />
    </div>
  );
}

export function FieldError(props: { id: string; error?: string }): JSX.Element {
  return (
    <Show when={props.error}>
      <div id={props.id} role="alert" class="flex items-start gap-1 text-xs text-bad">
        <Icon name="alert" size={14} class="mt-px" />
        {props.error}
      </div>
    </Show>
  );
}

/** Borders and colours of a text-like input. */
export const inputClass =
  'w-full rounded border border-line-strong/70 bg-surface px-3 min-h-[var(--control)] text-base max-sm:text-lg ' +
  'hover:border-line-strong focus-visible:outline-offset-0 aria-[invalid]:border-bad disabled:opacity-60 disabled:bg-sunken';
