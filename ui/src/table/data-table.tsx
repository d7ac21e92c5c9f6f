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
import type { Fault } from '../graphql/fault.ts';
import type { Column } from './column.ts';
import { TableFallback } from './fallback.tsx';
import { HeaderRow } from './header-row.tsx';
import { Row } from './row.tsx';
import { createSorter, searchRows } from './rows.ts';
import type { Selection } from './selection.ts';
import { createTableState, type TableState } from './state.ts';
import { TableToolbar } from './toolbar.tsx';

export type DataTableProps<R> = {
  label: string;
  /** What one row is called: "machine". */
  noun: string;
  /** Undefined while they are being fetched. */
  rows: readonly R[] | undefined;
  columns: readonly Column<R>[];
  rowId: (row: R) => string;
  /** Enter, or a click on a row. */
  onOpen?: (row: R) => void;
  /** From `useTableState` (URL) or `createTableState` (memory). */
  state?: TableState;
  selection?: Selection;
  error?: Fault;
  onRetry?: () => void;
  /** Shown when there is no row at all; a search without a hit says so by itself. */
  empty?: JSX.Element;
  /** Filters beside the search, actions for the selection. */
  toolbar?: JSX.Element;
  /** On a phone: what stands for a row instead of its cells, `cardHeight` (80) high. */
  card?: (row: R) => JSX.Element;
  cardHeight?: number;
  /** Of the scrolling body; by default what a page leaves. */
  maxHeight?: string;
  noSearch?: boolean;
};

const CARD_PX = 80;
const CARDS_ON_PAGE = 100;
/** Rows drawn past each edge, so that scrolling never shows a hole. */
const OVERSCAN = 12;

/** Virtual rows with search, order, hidden columns and selection; arrows, Home, End, Enter, Space and `/` work. */
export function DataTable<R>(props: DataTableProps<R>): JSX.Element {
  const id = createUniqueId();
  const ownState = createTableState();
  const state = () => props.state ?? ownState;
  const [active, setActive] = createSignal(-1);
  const [rowToken, setRowToken] = createSignal(32);
  let scroller: HTMLDivElement | undefined;
  let search: HTMLInputElement | undefined;

  const columns = createMemo(() => props.columns.filter((column) => !state().hidden.includes(column.id)));
  const sorted = createSorter<R>();
  const shown = createMemo(() =>
    sorted(searchRows(props.rows ?? [], props.columns, state().search), props.columns, state().sort),
  );
  /** There is nothing to order or search. */
  const none = () => props.rows?.length === 0;
  /** A grid has rows; what stands in their place is read as it is. */
  const isGrid = () => shown().length > 0;
  const shownIds = createMemo(() => shown().map((row) => props.rowId(row)));
  const tracks = () => {
    if (props.card) return 'minmax(0, 1fr)';
    const widths = columns().map(({ width }) => width ?? 'minmax(7rem, 1fr)');
    return [...(props.selection ? ['2.5rem'] : []), ...widths].join(' ');
  };
  // A short list of cards scrolls with its page, as a phone's user expects.
  const maxHeight = () => {
    if (props.card && shown().length <= CARDS_ON_PAGE) return undefined;
    return props.maxHeight ?? 'max(20rem, calc(100dvh - 16rem))';
  };
  const rowHeight = () => (props.card ? (props.cardHeight ?? CARD_PX) : rowToken());

  const virtual = createVirtualizer<HTMLDivElement, HTMLDivElement>({
    get count() {
      return shown().length;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => rowHeight(),
    overscan: OVERSCAN,
    initialRect: { width: 800, height: 600 },
  });
  createEffect(on(rowHeight, () => virtual.measure(), { defer: true }));
  createEffect(on(shownIds, (ids) => setActive((index) => Math.min(index, ids.length - 1))));

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
  const page = () => Math.max(1, Math.floor((scroller?.clientHeight ?? 300) / rowHeight()) - 2);
  const move = (index: number, extend: boolean) => {
    const next = Math.max(0, Math.min(shown().length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
    if (extend) selectAt(next, true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller || shown().length === 0) return;
    const extend = event.shiftKey;
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(active() + 1, extend),
      ArrowUp: () => move(active() - 1, extend),
      PageDown: () => move(active() + page(), extend),
      PageUp: () => move(active() - page(), extend),
      Home: () => move(0, extend),
      End: () => move(shown().length - 1, extend),
      Enter: () => openAt(active()),
      ' ': () => selectAt(active(), extend),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };
  const onSlash = (event: KeyboardEvent) => {
    const typing = (event.target as HTMLElement | null)?.matches?.('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || typing || !search) return;
    event.preventDefault();
    search.focus();
  };
  onMount(() => {
    setRowToken(Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 32);
    document.addEventListener('keydown', onSlash);
  });
  onCleanup(() => document.removeEventListener('keydown', onSlash));

  return (
    <div class="flex min-h-0 min-w-0 flex-col">
      <Show when={!none() && (!props.noSearch || props.toolbar)}>
        <TableToolbar
          noun={props.noun}
          state={state()}
          columns={props.card ? [] : props.columns}
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
        role={isGrid() ? 'grid' : 'region'}
        aria-label={props.label}
        aria-rowcount={isGrid() ? shown().length + 1 : undefined}
        aria-multiselectable={isGrid() && props.selection ? 'true' : undefined}
        aria-busy={props.rows === undefined && !props.error}
        aria-activedescendant={active() >= 0 ? `${id}-${active()}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.target === scroller && active() < 0 && shown().length > 0 && setActive(0)}
        style={{ 'max-height': maxHeight() }}
        class="min-w-0 overflow-auto rounded-b focus-visible:-outline-offset-2"
      >
        <div class={props.card ? '' : 'min-w-fit'}>
          <Show when={!props.card && !none()}>
            <HeaderRow
              columns={columns()}
              tracks={tracks()}
              state={state()}
              selection={props.selection}
              shownIds={shownIds()}
              noun={props.noun}
            />
          </Show>
          <Show when={shown().length > 0} fallback={<TableFallback {...props} search={state().search} />}>
            <div role="rowgroup" class="relative" style={{ height: `${virtual.getTotalSize()}px` }}>
              <For each={virtual.getVirtualItems()}>
                {(item) => (
                  <Show when={shown()[item.index]}>
                    {(row) => (
                      <Row
                        id={`${id}-${item.index}`}
                        index={item.index}
                        top={item.start}
                        height={item.size}
                        row={row()}
                        columns={columns()}
                        tracks={tracks()}
                        card={props.card}
                        active={active() === item.index}
                        opens={props.onOpen !== undefined}
                        selected={props.selection?.has(props.rowId(row()))}
                        onPoint={() => setActive(item.index)}
                        onOpen={() => openAt(item.index)}
                        onSelect={(extend) => selectAt(item.index, extend)}
                      />
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
