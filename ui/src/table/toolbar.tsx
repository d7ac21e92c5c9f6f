import { type JSX, Show } from 'solid-js';
import { Button } from '../controls/button.tsx';
import { inputClass } from '../controls/field.tsx';
import { count } from '../format/number.ts';
import { Icon } from '../icon.tsx';
import { Menu } from '../overlay/menu.tsx';
import type { TableState } from './state.ts';

/** Search, counts, hidden columns; and what the page adds. */
export function TableToolbar(props: {
  noun: string;
  state: TableState;
  columns: readonly { id: string; header: string; fixed?: boolean }[];
  total: number | undefined;
  shown: number;
  selected: number;
  onClear: () => void;
  search: boolean;
  searchRef: (element: HTMLInputElement) => void;
  children?: JSX.Element;
}): JSX.Element {
  const words = () => {
    if (props.total === undefined) return '';
    if (props.shown === props.total) return count(props.total, props.noun);
    return `${props.shown} of ${count(props.total, props.noun)}`;
  };
  const flip = (id: string) => {
    const hidden = props.state.hidden;
    props.state.setHidden(hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id]);
  };
  return (
    <div class="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
      <Show when={props.search}>
        <label class="relative min-w-40 flex-1 sm:max-w-72">
          <span class="sr-only">Search {props.noun}s</span>
          <Icon name="search" size={16} class="absolute left-2.5 top-1/2 -translate-y-1/2 text-muted" />
          <input
            ref={props.searchRef}
            type="search"
            class={`${inputClass} pl-8`}
            placeholder="Search"
            title="Press / to search"
            value={props.state.search}
            onInput={(event) => props.state.setSearch(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && props.state.setSearch('')}
          />
        </label>
      </Show>
      {props.children}
      <div class="ml-auto flex items-center gap-2">
        <Show when={props.selected > 0}>
          <span class="font-medium">{props.selected} selected</span>
          <Button look="quiet" onClick={() => props.onClear()}>
            Clear
          </Button>
        </Show>
        <span class="text-sm text-muted" role="status">
          {words()}
        </span>
        <Show when={props.columns.length > 0}>
          <Menu
            label="Columns"
            trigger={<Icon name="columns" />}
            stays
            items={props.columns
              .filter((column) => !column.fixed)
              .map((column) => ({
                label: column.header,
                // Read by its tick alone: a choice draws no row of the menu anew, which would take the focus.
                get checked() {
                  return !props.state.hidden.includes(column.id);
                },
                onSelect: () => flip(column.id),
              }))}
          />
        </Show>
      </div>
    </div>
  );
}
