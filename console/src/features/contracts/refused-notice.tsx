import { Notice } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import type { Refused } from './refused.view.ts';

/** Why equipment was not assigned, with the rows at fault. */
export function RefusedNotice(props: { refused: Refused | undefined }): JSX.Element {
  return (
    <Show when={props.refused}>
      {(refused) => (
        <Notice tone="bad">
          {refused().message} Nothing was assigned.
          <Show when={refused().details.length > 0}>
            <ul class="list-disc pl-5">
              <For each={refused().details}>{(detail) => <li>{detail}</li>}</For>
            </ul>
          </Show>
        </Notice>
      )}
    </Show>
  );
}
