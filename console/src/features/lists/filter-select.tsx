import type { Option } from '@hashyard/ui';
import { For, type JSX } from 'solid-js';

/** One filter beside a table's search. Its name is said to a screen reader; on the screen the first choice says it. */
export function FilterSelect(props: {
  label: string;
  /** "All statuses" */
  all: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}): JSX.Element {
  return (
    <select
      aria-label={props.label}
      class="min-h-[var(--control)] max-w-48 rounded border border-line-strong/60 bg-surface px-2 hover:bg-hover"
      onChange={(event) => props.onChange(event.currentTarget.value)}
    >
      <option value="" selected={props.value === ''}>
        {props.all}
      </option>
      <For each={props.options}>
        {(option) => (
          <option value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        )}
      </For>
    </select>
  );
}
