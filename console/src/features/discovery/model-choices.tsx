import { type Option, Select } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';

/** Which known model each found one is. */
export function ModelChoices(props: {
  found: readonly string[];
  options: readonly Option[];
  /** Found ones that nobody has said the model of, when it was needed. */
  lacking: readonly string[];
  value: (found: string) => string;
  onChange: (found: string, modelId: string) => void;
}): JSX.Element {
  return (
    <Show when={props.found.length > 0}>
      <fieldset class="flex flex-col gap-3">
        <legend class="mb-1 text-sm font-medium">Models</legend>
        <div class="grid gap-4 sm:grid-cols-2">
          <For each={props.found}>
            {(words) => (
              <Select
                label={words === '' ? 'Those that don’t say' : words}
                required
                placeholder="Choose a model"
                error={props.lacking.includes(words) ? 'This is needed.' : undefined}
                options={props.options}
                value={props.value(words)}
                onChange={(modelId) => props.onChange(words, modelId)}
              />
            )}
          </For>
        </div>
      </fieldset>
    </Show>
  );
}
