import { createVirtualizer } from '@tanstack/solid-virtual';
import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from 'solid-js';
import { EmptyState, ErrorState, Skeleton } from '../feedback/states.tsx';
import { count } from '../format/number.ts';
import type { Fault } from '../graphql/fault.ts';
import { Icon } from '../icon.tsx';
import { type CellValue, searchRows, sortRows } from './rows.ts';
import type { Selection } from './selection.ts';
import { createTableState, type TableState } from './state.ts';
import { TableToolbar } from './toolbar.tsx';

export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  /** What the column orders and searches by, and shows when there is no `cell`. */
  readonly value: (row: Row) => CellValue;
  readonly cell?: (row: Row) => JSX.Element;
  /** A CSS grid track: `1fr`, `8rem`, `minmax(10rem, 2fr)`. */
  readonly width?: string;
  readonly numeric?: boolean;
  /** Left out of the search. */
  readonly search?: boolean;
  /** Can't be hidden. */
  readonly fixed?: boolean;
};

export type DataTableProps<Row> = {
  label: string;
  /** What one row is called: "machine". */
  noun: string;
  rows: readonly Row[] | undefined;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  /** Enter, or a click on a row. */
  onOpen?: (row: Row) => void;
  /** From `useTableState` (URL) or `createTableState` (memory). */
  state?: TableState;
  selection?: Selection;
  error?: Fault;
  onRetry?: () => void;
  /** Shown when there is no row at all; a search without a hit says so by itself. */
  empty?: JSX.Element;
  /** Filters beside the search, actions for the selection. */
  toolbar?: JSX.Element;
  /** All rows at their natural height instead of a scrolling body; for short tables. */
  whole?: boolean;
  noSearch?: boolean;
};

const SKELETON_ROWS = 8;

/** Virtual rows with search, order, hidden columns and selection; arrows, Home, End, Enter, Space and `/` work. */
export function DataTable<Row>(props: DataTableProps<Row>): JSX.Element {
  const id = createUniqueId();
  const ownState = createTableState();
  const state = () => props.state ?? ownState;
  const [active, setActive] = createSignal(-1);
  let scroller: HTMLDivElement | undefined;
  let search: HTMLInputElement | undefined;

  const columns = createMemo(() => props.columns.filter((column) => !state().hidden.includes(column.id)));
  const shown = createMemo(() =>
    sortRows(searchRows(props.rows ?? [], props.columns, state().search), props.columns, state().sort),
  );
  const shownIds = createMemo(() => shown().map((row) => props.rowId(row)));
  const tracks = () =>
    `${props.selection ? '2.5rem ' : ''}${columns()
      .map(({ width }) => width ?? 'minmax(7rem, 1fr)')
      .join(' ')}`;

  const [rowHeight, setRowHeight] = createSignal(32);
  onMount(() => {
    const height = Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10);
    if (height) setRowHeight(height);
  });
  const virtual = createVirtualizer<HTMLDivElement, HTMLDivElement>({
    get count() {
      return shown().length;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => rowHeight(),
    overscan: 12,
    initialRect: { width: 800, height: 600 },
  });
  createEffect(on(rowHeight, () => virtual.measure(), { defer: true }));
  createEffect(on(shownIds, (ids) => setActive((index) => Math.min(index, ids.length - 1))));

  const page = () => Math.max(1, Math.floor((scroller?.clientHeight ?? 300) / rowHeight()) - 2);
  const move = (index: number) => {
    const next = Math.max(0, Math.min(shown().length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller) return;
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(active() + 1),
      ArrowUp: () => move(active() - 1),
      PageDown: () => move(active() + page()),
      PageUp: () => move(active() - page()),
      Home: () => move(0),
      End: () => move(shown().length - 1),
      Enter: () => openAt(active()),
      ' ': () => selectAt(active(), event.shiftKey),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
    if (event.shiftKey && event.key.startsWith('Arrow')) selectAt(active(), true);
  };
  const openAt = (index: number) => {
    const row = shown()[index];
    if (row !== undefined) props.onOpen?.(row);
  };
  const selectAt = (index: number, extend: boolean) => {
    const rowId = shownIds()[index];
    if (rowId === undefined || !props.selection) return;
    if (extend) props.selection.extend(shownIds(), rowId);
    else props.selection.toggle(rowId);
  };
  const slash = (event: KeyboardEvent) => {
    const typing = (event.target as HTMLElement | null)?.matches?.('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || typing || !search) return;
    event.preventDefault();
    search.focus();
  };
  onMount(() => document.addEventListener('keydown', slash));
  onCleanup(() => document.removeEventListener('keydown', slash));

  const sortBy = (column: Column<Row>) => {
    const sort = state().sort;
    if (sort?.column !== column.id) state().setSort({ column: column.id, descending: column.numeric === true });
    else if (sort.descending === (column.numeric === true))
      state().setSort({ column: column.id, descending: !sort.descending });
    else state().setSort(null);
  };

  return (
    <div class="flex min-h-0 min-w-0 flex-col">
      <Show when={!props.noSearch || props.toolbar}>
        <TableToolbar
          noun={props.noun}
          state={state()}
          columns={props.columns}
          total={props.rows?.length}
          shown={shown().length}
          selected={props.selection?.ids().size ?? 0}
          onClear={() => props.selection?.clear()}
          search={!props.noSearch}
          searchRef={(element) => {
            search = element;
          }}
        >
          {props.toolbar}
        </TableToolbar>
      </Show>
      <div
        ref={(element) => {
          scroller = element;
        }}
        role="grid"
        aria-label={props.label}
        aria-rowcount={shown().length + 1}
        aria-multiselectable={props.selection ? 'true' : undefined}
        aria-busy={props.rows === undefined && !props.error}
        aria-activedescendant={active() >= 0 ? `${id}-${active()}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.target === scroller && active() < 0 && shown().length > 0 && setActive(0)}
        class={`min-w-0 overflow-auto focus-visible:-outline-offset-2 ${props.whole ? '' : 'max-h-[70vh]'}`}
      >
        <div class="min-w-fit">
          <div
            role="row"
            class="sticky top-0 z-10 grid items-center border-b border-line bg-surface"
            style={{ 'grid-template-columns': tracks() }}
          >
            <Show when={props.selection}>
              {(selection) => (
                <div role="columnheader" class="flex h-9 items-center justify-center">
                  <input
                    type="checkbox"
                    class="size-4 accent-[var(--accent)]"
                    aria-label={`Select all ${count(shown().length, props.noun)}`}
                    checked={shown().length > 0 && shownIds().every((rowId) => selection().has(rowId))}
                    onChange={() => selection().toggleAll(shownIds())}
                  />
                </div>
              )}
            </Show>
            <For each={columns()}>
              {(column) => (
                <div
                  role="columnheader"
                  aria-sort={
                    state().sort?.column === column.id
                      ? state().sort?.descending
                        ? 'descending'
                        : 'ascending'
                      : undefined
                  }
                  class={`flex h-9 min-w-0 items-center px-1 ${column.numeric ? 'justify-end' : ''}`}
                >
                  <button
                    type="button"
                    class="flex min-w-0 items-center gap-1 rounded-sm px-2 py-1 text-xs font-medium text-muted hover:text-text"
                    onClick={() => sortBy(column)}
                  >
                    <span class="truncate">{column.header}</span>
                    <Show when={state().sort?.column === column.id}>
                      <Icon name={state().sort?.descending ? 'down' : 'up'} size={12} />
                    </Show>
                  </button>
                </div>
              )}
            </For>
          </div>
          <Show
            when={props.rows !== undefined && shown().length > 0}
            fallback={<TableFallback {...props} search={state().search} columns={columns().length} />}
          >
            <div class="relative" style={{ height: `${virtual.getTotalSize()}px` }}>
              <For each={virtual.getVirtualItems()}>
                {(item) => (
                  <Show when={shown()[item.index]}>
                    {(row) => (
                      <div
                        id={`${id}-${item.index}`}
                        role="row"
                        aria-rowindex={item.index + 2}
                        aria-selected={props.selection ? props.selection.has(props.rowId(row())) : undefined}
                        class="absolute inset-x-0 top-0 grid items-center border-b border-line data-[active]:bg-hover aria-selected:bg-accent-soft hover:bg-hover data-[opens]:cursor-pointer"
                        data-active={active() === item.index || undefined}
                        data-opens={props.onOpen ? '' : undefined}
                        style={{
                          'grid-template-columns': tracks(),
                          height: `${item.size}px`,
                          transform: `translateY(${item.start}px)`,
                        }}
                        onClick={(event) => {
                          setActive(item.index);
                          if ((event.target as HTMLElement).closest('a, button, input, label')) return;
                          if (props.selection && (event.shiftKey || !props.onOpen))
                            selectAt(item.index, event.shiftKey);
                          else openAt(item.index);
                        }}
                      >
                        <Show when={props.selection}>
                          {(selection) => (
                            <div role="gridcell" class="flex justify-center">
                              <input
                                type="checkbox"
                                tabIndex={-1}
                                class="size-4 accent-[var(--accent)]"
                                aria-label={`Select ${columns()[0]?.value(row()) ?? props.noun}`}
                                checked={selection().has(props.rowId(row()))}
                                onClick={(event) => selectAt(item.index, event.shiftKey)}
                              />
                            </div>
                          )}
                        </Show>
                        <For each={columns()}>
                          {(column) => (
                            <div role="gridcell" class={`min-w-0 truncate px-3 ${column.numeric ? 'text-right' : ''}`}>
                              {column.cell ? column.cell(row()) : (column.value(row()) ?? '–')}
                            </div>
                          )}
                        </For>
                      </div>
                    )}
                  </Show>
                )}
              </For>
            </div>
          </Show>
        </div>
      </div>
    </div>
  );
}

function TableFallback<Row>(
  props: Pick<DataTableProps<Row>, 'rows' | 'error' | 'onRetry' | 'empty' | 'noun'> & {
    search: string;
    columns: number;
  },
): JSX.Element {
  return (
    <Show
      when={props.rows}
      fallback={
        <Show when={props.error} fallback={<SkeletonRows />}>
          {(fault) => <ErrorState fault={fault()} onRetry={props.onRetry} />}
        </Show>
      }
    >
      <Show
        when={props.rows?.length === 0}
        fallback={
          <EmptyState title={`No ${props.noun} matches “${props.search}”`}>
            Try fewer words, or clear the search.
          </EmptyState>
        }
      >
        <Show when={props.empty} fallback={<EmptyState title={`No ${props.noun}s yet`} />}>
          {props.empty}
        </Show>
      </Show>
    </Show>
  );
}

function SkeletonRows(): JSX.Element {
  return (
    <div role="status" aria-label="Loading">
      <For each={Array.from({ length: SKELETON_ROWS })}>
        {(_, index) => (
          <div class="flex h-[var(--row)] items-center border-b border-line px-3">
            <Skeleton width={`${90 - ((index() * 17) % 40)}%`} height="0.8em" />
          </div>
        )}
      </For>
    </div>
  );
}
