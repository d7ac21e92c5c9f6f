import { For, type JSX, Show } from 'solid-js';
import { Field, type FieldProps, inputClass } from './field.tsx';

/** A bound value. Text inputs hold text, numbers too: what is typed stays as typed until the API has judged it. */
export type Bound<T> = { value: T; onChange: (value: T) => void; name?: string };

type TextProps = FieldProps &
  Bound<string> & {
    type?: 'text' | 'email' | 'password' | 'tel' | 'search';
    autocomplete?: string;
    placeholder?: string;
    autofocus?: boolean;
    maxLength?: number;
  };

export function TextInput(props: TextProps): JSX.Element {
  return (
    <Field {...props}>
      {(wiring) => (
        <input
          {...wiring}
          class={inputClass}
          type={props.type ?? 'text'}
          name={props.name}
          value={props.value}
          autocomplete={props.autocomplete ?? 'off'}
          placeholder={props.placeholder}
          autofocus={props.autofocus}
          maxLength={props.maxLength}
          disabled={props.disabled}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A decimal as text, with its unit behind it. */
export function NumberInput(
  props: FieldProps & Bound<string> & { unit?: string; placeholder?: string; whole?: boolean },
): JSX.Element {
  return (
    <Field {...props}>
      {(wiring) => (
        <div class="relative">
          <input
            {...wiring}
            class={`${inputClass} ${props.unit ? 'pr-20' : ''}`}
            type="text"
            inputmode={props.whole ? 'numeric' : 'decimal'}
            name={props.name}
            value={props.value}
            autocomplete="off"
            placeholder={props.placeholder}
            disabled={props.disabled}
            onInput={(event) => props.onChange(event.currentTarget.value.replace(',', '.').trim())}
          />
          <Show when={props.unit}>
            <span class="absolute inset-y-0 right-3 flex items-center text-sm text-muted pointer-events-none">
              {props.unit}
            </span>
          </Show>
        </div>
      )}
    </Field>
  );
}

export function TextArea(props: FieldProps & Bound<string> & { rows?: number; placeholder?: string }): JSX.Element {
  return (
    <Field {...props}>
      {(wiring) => (
        <textarea
          {...wiring}
          class={`${inputClass} py-2`}
          name={props.name}
          rows={props.rows ?? 3}
          value={props.value}
          placeholder={props.placeholder}
          disabled={props.disabled}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export type Option = { readonly value: string; readonly label: string };

/** The platform's own select: it knows phones and keyboards better than we do. */
export function Select(
  props: FieldProps & Bound<string> & { options: readonly Option[]; placeholder?: string },
): JSX.Element {
  return (
    <Field {...props}>
      {(wiring) => (
        <select
          {...wiring}
          class={inputClass}
          name={props.name}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          <Show when={props.placeholder !== undefined}>
            <option value="" selected={props.value === ''}>
              {props.placeholder}
            </option>
          </Show>
          <For each={props.options}>
            {(option) => (
              <option value={option.value} selected={option.value === props.value}>
                {option.label}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  );
}

/** A local date, `2026-06-01`, or empty. */
export function DateInput(props: FieldProps & Bound<string> & { min?: string; max?: string }): JSX.Element {
  return (
    <Field {...props}>
      {(wiring) => (
        <input
          {...wiring}
          class={inputClass}
          type="date"
          name={props.name}
          value={props.value}
          min={props.min}
          max={props.max}
          disabled={props.disabled}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
