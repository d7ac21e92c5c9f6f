import { For, type JSX, Show } from 'solid-js';
import { count } from '../format/number.ts';
import { Icon } from '../icon.tsx';
import type { Column } from './column.ts';
import type { Selection } from './selection.ts';
import type { TableState } from './state.ts';

/** Column heads: a click orders by the column, again turns the order, a third time gives up ordering. */
export function HeaderRow<R>(props: {
  columns: readonly Column<R>[];
  tracks: string;
  state: TableState;
  selection: Selection | undefined;
  shownIds: readonly string[];
  noun: string;
}): JSX.Element {
  const direction = (column: Column<R>) => {
    const sort = props.state.sort;
    if (sort?.column !== column.id) return undefined;
    return sort.descending ? 'descending' : 'ascending';
  };
  // Numbers begin with the largest, words with A.
  const orderBy = (column: Column<R>) => {
    const first = column.numeric === true;
    const now = direction(column);
    if (now === undefined) props.state.setSort({ column: column.id, descending: first });
    else if ((now === 'descending') === first) props.state.setSort({ column: column.id, descending: !first });
    else props.state.setSort(null);
  };
  return (
    <div
      role="row"
      class="sticky top-0 z-10 grid items-center border-b border-line bg-surface"
      style={{ 'grid-template-columns': props.tracks }}
    >
      <Show when={props.selection}>
        {(selection) => (
          <div role="columnheader" class="flex h-9 items-center justify-center">
            <input
              type="checkbox"
              class="size-4 accent-[var(--accent)]"
              aria-label={`Select all ${count(props.shownIds.length, props.noun)}`}
              checked={props.shownIds.length > 0 && props.shownIds.every((rowId) => selection().has(rowId))}
              onChange={() => selection().toggleAll(props.shownIds)}
            />
          </div>
        )}
      </Show>
      <For each={props.columns}>
        {(column) => (
          <div
            role="columnheader"
            aria-sort={direction(column)}
            class={`flex h-9 min-w-0 items-center px-1 ${column.numeric ? 'justify-end' : ''}`}
          >
            <button
              type="button"
              class="flex min-w-0 items-center gap-1 rounded-sm px-2 py-1 text-xs font-medium text-muted hover:text-text"
              onClick={() => orderBy(column)}
            >
              <span class="truncate">{column.header}</span>
              <Show when={direction(column)}>
                <Icon name={direction(column) === 'descending' ? 'down' : 'up'} size={12} />
              </Show>
            </button>
          </div>
        )}
      </For>
    </div>
  );
}
