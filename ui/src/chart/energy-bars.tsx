import { createSignal, For, type JSX, Show } from 'solid-js';
import { type Quality, qualityTexture, qualityWord } from '../feedback/quality-mark.tsx';
import { asText, type Quantity } from '../format/number.ts';

export type Bar = {
  /** What the bar stands for: "14 Jun". */
  readonly label: string;
  /** How much is certain; null is no data, never zero. */
  readonly solid: number | null;
  /** How much on top of it is estimated: drawn hatched. */
  readonly hatched: number;
  /** Why there is no data, where more is known than that. */
  readonly missing?: 'GAP' | 'VOID';
  /** Part of its time is missing: marked above the bar. */
  readonly open?: boolean;
  /** What is certain was calculated, not measured. */
  readonly calculated?: boolean;
  /** How wide it is beside the others; 1 by default. */
  readonly width?: number;
};

/** Amounts by day or shorter: certain ones solid, estimated ones hatched on top, none known as an empty outline. */
export function EnergyBars(props: {
  label: string;
  bars: readonly Bar[];
  format: (value: number) => Quantity;
  height?: number;
  /** Makes each bar a button; the picked one stands out. Arrows, Home and End walk them. */
  onPick?: (index: number) => void;
  picked?: number | null;
}): JSX.Element {
  const [pointed, setPointed] = createSignal<number | null>(null);
  const highest = () => props.bars.reduce((high, bar) => Math.max(high, total(bar)), 0);
  const words = () => {
    const bar = props.bars[pointed() ?? props.picked ?? -1];
    return bar ? barWords(bar, props.format) : `highest ${asText(props.format(highest()))}`;
  };
  const look = (index: number) => {
    if (props.picked == null || props.picked < 0) return '';
    return index === props.picked ? 'shadow-[0_3px_0_var(--text)]' : 'opacity-50 hover:opacity-80';
  };
  const row = 'flex items-stretch gap-px border-b border-line-strong';
  const height = () => `${props.height ?? 120}px`;
  return (
    <figure class="m-0 flex min-w-0 flex-col gap-1" aria-label={props.label}>
      <div class="text-sm text-muted tabular-nums" aria-hidden="true">
        {words()}
      </div>
      <Show
        when={props.onPick}
        fallback={
          <div class={row} style={{ height: height() }} aria-hidden="true" onPointerLeave={() => setPointed(null)}>
            <For each={props.bars}>
              {(bar, index) => (
                <div
                  class="flex min-w-0 flex-col justify-end hover:bg-hover"
                  style={{ flex: `${bar.width ?? 1} 1 0` }}
                  onPointerEnter={() => setPointed(index())}
                >
                  <BarShape bar={bar} highest={highest()} />
                </div>
              )}
            </For>
          </div>
        }
      >
        {(pick) => (
          <div
            role="toolbar"
            aria-label={props.label}
            class={row}
            style={{ height: height() }}
            onPointerLeave={() => setPointed(null)}
            onKeyDown={(event) => walk(event, props.bars.length, pick())}
          >
            <For each={props.bars}>
              {(bar, index) => (
                <button
                  type="button"
                  class={`flex min-w-0 flex-col justify-end hover:bg-hover ${look(index())}`}
                  style={{ flex: `${bar.width ?? 1} 1 0` }}
                  aria-pressed={index() === props.picked}
                  aria-label={barWords(bar, props.format)}
                  tabIndex={index() === (props.picked ?? 0) ? 0 : -1}
                  onPointerEnter={() => setPointed(index())}
                  onClick={() => pick()(index())}
                >
                  <BarShape bar={bar} highest={highest()} />
                </button>
              )}
            </For>
          </div>
        )}
      </Show>
      <div class="flex justify-between text-xs text-muted" aria-hidden="true">
        <span>{props.bars[0]?.label}</span>
        <span>{props.bars.at(-1)?.label}</span>
      </div>
      <Show when={!props.onPick}>
        <figcaption class="sr-only">
          <ul>
            <For each={props.bars}>{(bar) => <li>{barWords(bar, props.format)}</li>}</For>
          </ul>
        </figcaption>
      </Show>
    </figure>
  );
}

function BarShape(props: { bar: Bar; highest: number }): JSX.Element {
  const share = (value: number) => (props.highest > 0 ? `${(value / props.highest) * 100}%` : '0');
  const solidLook = (): Quality => (props.bar.calculated ? 'CALCULATED' : 'MEASURED');
  return (
    <Show
      when={props.bar.solid !== null}
      fallback={
        <span class={`h-full rounded-t-[2px] opacity-60 ${qualityTexture(props.bar.missing ?? 'GAP')} border-b-0`} />
      }
    >
      <Show when={props.bar.open}>
        <span class="mb-0.5 h-1.5 border border-dashed border-line-strong" />
      </Show>
      <Show when={props.bar.hatched > 0}>
        <span
          class="hatched min-h-1 rounded-t-[2px] border border-b-0 border-line-strong"
          style={{ height: share(props.bar.hatched) }}
        />
      </Show>
      <span
        class={`${qualityTexture(solidLook())} ${props.bar.hatched > 0 ? '' : 'rounded-t-[2px]'}`}
        style={{ height: share(props.bar.solid ?? 0) }}
      />
    </Show>
  );
}

/** Arrows and the ends move the pick and the focus with it. */
function walk(
  event: KeyboardEvent & { currentTarget: HTMLElement },
  length: number,
  pick: (index: number) => void,
): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: length - 1 }[event.key];
  if (next === undefined || next < 0 || next >= length) return;
  event.preventDefault();
  pick(next);
  buttons[next]?.focus();
}

const total = (bar: Bar): number => (bar.solid ?? 0) + bar.hatched;

/** "14 Jun: 1,830 kWh, 12 kWh of it estimated" */
export function barWords(bar: Bar, format: (value: number) => Quantity): string {
  if (bar.solid === null) return `${bar.label}: ${bar.missing ? qualityWord(bar.missing).toLowerCase() : 'no data'}`;
  const parts = [`${bar.label}: ${asText(format(total(bar)))}`];
  if (bar.hatched > 0) parts.push(`${asText(format(bar.hatched))} of it estimated`);
  if (bar.calculated) parts.push('calculated');
  if (bar.open) parts.push('part of it unknown');
  return parts.join(', ');
}
