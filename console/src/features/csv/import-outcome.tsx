import { count, Notice } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import type { Imported, RowIssue } from './import-table.ts';

/** More rows than these are counted, not listed. */
const LISTED = 200;

/** What a dry run says would happen. */
export function ImportOutcome(props: { outcome: Imported }): JSX.Element {
  const facts = () => [
    { label: 'new', n: props.outcome.created },
    { label: 'changed', n: props.outcome.updated },
    { label: 'as they are', n: props.outcome.unchanged },
    { label: 'bad', n: props.outcome.rejected },
  ];
  return (
    <dl class="flex flex-wrap gap-x-8 gap-y-2" aria-label="What the file would do">
      <For each={facts()}>
        {({ label, n }) => (
          <div class="flex items-baseline gap-2">
            <dd class={`text-xl font-semibold tabular-nums ${label === 'bad' && n > 0 ? 'text-bad' : ''}`}>{n}</dd>
            <dt class="text-muted">{label}</dt>
          </div>
        )}
      </For>
    </dl>
  );
}

/** Every bad row by its number, with all that is wrong with it. */
export function BadRows(props: { issues: readonly RowIssue[] }): JSX.Element {
  return (
    <Show when={props.issues.length > 0}>
      <Notice tone="bad">
        <p class="font-medium">{count(new Set(props.issues.map(({ row }) => row)).size, 'row')} can’t be taken</p>
        <ul class="mt-1 flex max-h-80 flex-col gap-1 overflow-y-auto text-sm" aria-label="Bad rows" tabIndex={0}>
          <For each={props.issues.slice(0, LISTED)}>
            {(issue) => (
              <li>
                Row {issue.row}
                <Show when={issue.name}> ({issue.name})</Show>: {issue.message}
              </li>
            )}
          </For>
          <Show when={props.issues.length > LISTED}>
            <li>and {props.issues.length - LISTED} more</li>
          </Show>
        </ul>
      </Notice>
    </Show>
  );
}
