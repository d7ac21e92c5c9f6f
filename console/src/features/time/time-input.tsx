import { Field, type FieldProps } from '@hashyard/ui';
import type { JSX } from 'solid-js';

const CONTROL =
  'w-full rounded border border-line-strong/70 bg-surface px-3 min-h-[var(--control)] text-base aria-[invalid]:border-bad';

/** A date and a wall clock's time, `2026-06-01T10:30`, or empty; `instantAt` tells which instant a zone has then. */
export function TimeInput(props: FieldProps & { value: string; onChange: (value: string) => void }): JSX.Element {
  return (
    <Field {...props}>
      {(wiring) => (
        <input
          {...wiring}
          type="datetime-local"
          class={CONTROL}
          value={props.value}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
