import { createMemo, createSelector, createSignal, createUniqueId, For, type JSX, Show } from 'solid-js';
import { type Band, bandsOf } from './bands.ts';
import { createReveal, type Reveal } from './reveal.ts';
import { type ColorScale, categoryColor } from './scale.ts';
import { step, type Direction, type MapRack, type MapSlot } from './walk.ts';

/** What a cell shows. `empty`: nothing stands there; `no-data`: something does, and its value isn't known. */
export type SlotCell = {
  /** Asked for where it is pointed at: a getter words one cell, not thousands. */
  readonly title: string;
  /** A sign in the cell, where the colour alone must not say it. */
  readonly mark?: string;
  readonly paint:
    | { readonly kind: 'value'; readonly value: number }
    | { readonly kind: 'category'; readonly index: number }
    | { readonly kind: 'color'; readonly color: string }
    | { readonly kind: 'no-data' }
    | { readonly kind: 'empty' };
};

/** What a colour, with its sign, stands for. */
export type LegendEntry = { readonly label: string; readonly color: string; readonly mark?: string };

export type SlotMapProps = {
  label: string;
  racks: readonly MapRack[];
  /** The cell of a slot; read per slot, so a live store repaints only what changed. */
  cell: (slotId: string) => SlotCell;
  scale?: ColorScale;
  /** Ends of the scale in words: `{ low: "0 TH/s", high: "230 TH/s" }`. */
  scaleLabels?: { low: string; high: string };
  categories?: readonly string[];
  /** Colours and signs that stand for words. */
  legend?: readonly LegendEntry[];
  onOpen?: (slotId: string) => void;
  selected?: string | null;
};

/** Racks of slots as a plan, up to 5,000, drawn as they come into sight. Hover or walk with the arrows to read a slot, Enter or click opens it. */
export function SlotMap(props: SlotMapProps): JSX.Element {
  const id = createUniqueId();
  const reveal = createReveal();
  const [current, setCurrent] = createSignal<string | null>(null);
  const isCurrent = createSelector(current);
  const isSelected = createSelector(() => props.selected ?? null);
  const firstSlot = () => props.racks.find((rack) => rack.slots.length > 0)?.slots[0]?.id ?? null;
  const place = createMemo(() => {
    const places = new Map<string, { rack: MapRack; slot: MapSlot; index: number }>();
    for (const rack of props.racks)
      for (const slot of rack.slots) places.set(slot.id, { rack, slot, index: places.size });
    return places;
  });
  const slotOf = (event: Event) => (event.target as HTMLElement).closest<HTMLElement>('[data-slot]')?.dataset.slot;
  const describe = (slotId: string) => {
    const found = place().get(slotId);
    return found ? `${found.rack.name} ${found.slot.label}: ${props.cell(slotId).title}` : '';
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = current() ?? firstSlot();
    if (at === null) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      props.onOpen?.(at);
    }
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    const next = step(props.racks, at, direction);
    setCurrent(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  return (
    <div class="flex min-w-0 flex-col gap-3">
      <Legend scale={props.scale} labels={props.scaleLabels} categories={props.categories} entries={props.legend} />
      <div
        role="listbox"
        aria-label={props.label}
        aria-activedescendant={current() ? `${id}-${current()}` : undefined}
        tabIndex={0}
        class="flex flex-wrap gap-4 rounded p-1"
        onKeyDown={onKeyDown}
        onFocus={() => current() === null && setCurrent(firstSlot())}
        onPointerOver={(event) => {
          const slotId = slotOf(event);
          if (slotId) setCurrent(slotId);
        }}
        onClick={(event) => {
          const slotId = slotOf(event);
          if (slotId) props.onOpen?.(slotId);
        }}
      >
        <For each={props.racks}>
          {(rack) => (
            <div role="group" aria-label={rack.name}>
              <div
                class="mb-1 truncate text-xs text-muted"
                style={{ 'max-width': `${rack.columns * CELL_PX}px` }}
                title={rack.name}
              >
                {rack.name}
              </div>
              <For each={bandsOf(rack)}>
                {(band) => (
                  <BandCells rack={rack} band={band} reveal={reveal} current={current()}>
                    {(slot) => (
                      <Cell
                        id={`${id}-${slot.id}`}
                        slot={slot}
                        row={slot.row - band.firstRow + 1}
                        cell={props.cell(slot.id)}
                        scale={props.scale}
                        label={isCurrent(slot.id) ? describe(slot.id) : `${rack.name} ${slot.label}`}
                        position={(place().get(slot.id)?.index ?? 0) + 1}
                        of={place().size}
                        current={isCurrent(slot.id)}
                        selected={isSelected(slot.id)}
                      />
                    )}
                  </BandCells>
                )}
              </For>
            </div>
          )}
        </For>
      </div>
      <div class="min-h-5 text-sm" role="status">
        <Show when={current()} fallback={<span class="text-muted">Point at a slot, or walk with the arrow keys.</span>}>
          {(slotId) => <>{describe(slotId())}</>}
        </Show>
      </div>
    </div>
  );
}

const CELL_PX = 22;

/**
 * Rows of a rack: an empty box of their size until they come near the window, or the keyboard walks into them. The box is
 * contained: cells that come into it make the browser lay out nothing else.
 */
function BandCells(props: {
  rack: MapRack;
  band: Band;
  reveal: Reveal;
  current: string | null;
  children: (slot: MapSlot) => JSX.Element;
}): JSX.Element {
  const [near, setNear] = createSignal(false);
  const ids = createMemo(() => new Set(props.band.slots.map(({ id }) => id)));
  const walkedInto = createMemo<boolean>((was) => was || (props.current !== null && ids().has(props.current)), false);
  return (
    <div
      ref={(element) => props.reveal.watch(element, () => setNear(true))}
      role="presentation"
      class="grid [contain:layout_size_style]"
      style={{
        width: `${props.rack.columns * CELL_PX}px`,
        height: `${props.band.rows * CELL_PX}px`,
        'grid-template-columns': `repeat(${props.rack.columns}, ${CELL_PX}px)`,
        'grid-template-rows': `repeat(${props.band.rows}, ${CELL_PX}px)`,
      }}
    >
      <Show when={near() || walkedInto()}>
        <For each={props.band.slots}>{props.children}</For>
      </Show>
    </div>
  );
}

function Cell(props: {
  id: string;
  slot: MapSlot;
  /** In its band, from 1. */
  row: number;
  cell: SlotCell;
  scale: ColorScale | undefined;
  label: string;
  /** Which of how many slots of the map. */
  position: number;
  of: number;
  current: boolean;
  selected: boolean;
}): JSX.Element {
  // Of thousands few change at once: the others are looked at, and nothing of them is drawn.
  const cell = createMemo(() => props.cell, undefined, { equals: looksSame });
  const paint = () => cell().paint;
  return (
    <div
      id={props.id}
      role="option"
      data-slot={props.slot.id}
      aria-selected={props.selected}
      aria-label={props.label}
      aria-posinset={props.position}
      aria-setsize={props.of}
      class="m-px flex cursor-pointer items-center justify-center rounded-[3px] text-[11px] leading-none font-bold outline-offset-1"
      classList={{
        'outline-2 outline-accent': props.current || props.selected,
        'hatched border border-line-strong': paint().kind === 'no-data',
        'border border-dashed border-line-strong/60': paint().kind === 'empty',
      }}
      style={{
        'grid-row': props.row,
        'grid-column': props.slot.column,
        'background-color': fill(paint(), props.scale),
        color: paint().kind === 'color' ? 'var(--surface)' : undefined,
      }}
    >
      {cell().mark}
    </div>
  );
}

const looksSame = (a: SlotCell, b: SlotCell): boolean => a.mark === b.mark && paintOf(a) === paintOf(b);

/** What tells one paint from another. */
function paintOf({ paint }: SlotCell): string | number {
  switch (paint.kind) {
    case 'value':
      return paint.value;
    case 'category':
      return -1 - paint.index;
    case 'color':
      return paint.color;
    default:
      return paint.kind;
  }
}

const directions: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

function fill(paint: SlotCell['paint'], scale: ColorScale | undefined): string | undefined {
  switch (paint.kind) {
    case 'value':
      return scale?.color(paint.value);
    case 'category':
      return categoryColor(paint.index);
    case 'color':
      return paint.color;
    case 'no-data':
    case 'empty':
      return undefined;
  }
}

function Legend(props: {
  scale?: ColorScale;
  labels?: { low: string; high: string };
  categories?: readonly string[];
  entries?: readonly LegendEntry[];
}): JSX.Element {
  return (
    <div class="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
      <For each={props.entries}>
        {(entry) => (
          <span class="flex items-center gap-2">
            <span
              class="flex size-4 items-center justify-center rounded-sm text-[10px] leading-none font-bold"
              style={{ background: entry.color, color: 'var(--surface)' }}
              aria-hidden="true"
            >
              {entry.mark}
            </span>
            {entry.label}
          </span>
        )}
      </For>
      <Show when={props.scale}>
        {(scale) => (
          <span class="flex items-center gap-2">
            <span class="text-muted">{props.labels?.low ?? scale().low}</span>
            <span class="h-3 w-32 rounded-sm" style={{ background: scale().gradient }} aria-hidden="true" />
            <span class="text-muted">{props.labels?.high ?? scale().high}</span>
          </span>
        )}
      </Show>
      <For each={props.categories}>
        {(category, index) => (
          <span class="flex items-center gap-2">
            <span class="size-3 rounded-sm" style={{ background: categoryColor(index()) }} aria-hidden="true" />
            {category}
          </span>
        )}
      </For>
      <span class="flex items-center gap-2">
        <span class="hatched size-3 rounded-sm border border-line-strong" aria-hidden="true" />
        No data
      </span>
      <span class="flex items-center gap-2">
        <span class="size-3 rounded-sm border border-dashed border-line-strong" aria-hidden="true" />
        Empty slot
      </span>
    </div>
  );
}
