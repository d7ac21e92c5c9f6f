import { For, type JSX, Show } from 'solid-js';
import { ABSENT } from '../format/number.ts';
import type { Column } from './column.ts';

type RowProps<R> = {
  id: string;
  index: number;
  top: number;
  height: number;
  row: R;
  columns: readonly Column<R>[];
  tracks: string;
  card: ((row: R) => JSX.Element) | undefined;
  active: boolean;
  opens: boolean;
  /** Undefined: rows can't be selected. */
  selected: boolean | undefined;
  onPoint: () => void;
  onOpen: () => void;
  onSelect: (extend: boolean) => void;
};

/** One row at its place in the scrolled height. */
export function Row<R>(props: RowProps<R>): JSX.Element {
  const name = () => String(props.columns[0]?.value(props.row) ?? '');
  const onClick = (event: MouseEvent) => {
    props.onPoint();
    if ((event.target as HTMLElement).closest('a, button, input, label')) return;
    if (props.selected !== undefined && (event.shiftKey || !props.opens)) props.onSelect(event.shiftKey);
    else props.onOpen();
  };
  return (
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.selected}
      data-active={props.active || undefined}
      class={
        'absolute inset-x-0 top-0 grid items-center border-b border-line hover:bg-hover data-[active]:bg-hover aria-selected:bg-accent-soft ' +
        (props.opens ? 'cursor-pointer' : '')
      }
      style={{
        'grid-template-columns': props.tracks,
        height: `${props.height}px`,
        transform: `translateY(${props.top}px)`,
      }}
      onClick={onClick}
    >
      <Show
        when={props.card}
        fallback={
          <>
            <Show when={props.selected !== undefined}>
              <div role="gridcell" class="flex justify-center">
                <input
                  type="checkbox"
                  tabIndex={-1}
                  class="size-4 accent-[var(--accent)]"
                  aria-label={`Select ${name()}`}
                  checked={props.selected}
                  onClick={(event) => props.onSelect(event.shiftKey)}
                />
              </div>
            </Show>
            <For each={props.columns}>
              {(column) => (
                <div role="gridcell" class={`min-w-0 truncate px-3 ${column.numeric ? 'text-right tabular-nums' : ''}`}>
                  {column.cell ? column.cell(props.row) : (column.value(props.row) ?? ABSENT)}
                </div>
              )}
            </For>
          </>
        }
      >
        {(card) => (
          <div role="gridcell" class="h-full min-w-0">
            {card()(props.row)}
          </div>
        )}
      </Show>
    </div>
  );
}
