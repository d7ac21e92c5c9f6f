import { createSignal, For, type JSX, Show } from 'solid-js';
import { asText, type Quantity } from '../format/number.ts';

export type Bar = {
  /** What the bar stands for: "14 Jun". */
  readonly label: string;
  /** How much is certain; null is no data, never zero. */
  readonly solid: number | null;
  /** How much on top of it is estimated: drawn hatched. */
  readonly hatched: number;
};

/** Amounts by day: certain ones solid, estimated ones hatched on top, days without data as an empty outline. */
export function EnergyBars(props: {
  label: string;
  bars: readonly Bar[];
  format: (value: number) => Quantity;
  height?: number;
}): JSX.Element {
  const [pointed, setPointed] = createSignal<number | null>(null);
  const highest = () => props.bars.reduce((high, bar) => Math.max(high, total(bar)), 0);
  const share = (value: number) => (highest() > 0 ? `${(value / highest()) * 100}%` : '0');
  const words = () => {
    const bar = props.bars[pointed() ?? -1];
    return bar ? barWords(bar, props.format) : `highest ${asText(props.format(highest()))}`;
  };
  return (
    <figure class="m-0 flex min-w-0 flex-col gap-1" aria-label={props.label}>
      <div class="text-sm text-muted tabular-nums" aria-hidden="true">
        {words()}
      </div>
      <div
        class="flex items-stretch gap-px border-b border-line-strong"
        style={{ height: `${props.height ?? 120}px` }}
        aria-hidden="true"
        onPointerLeave={() => setPointed(null)}
      >
        <For each={props.bars}>
          {(bar, index) => (
            <div
              class="flex min-w-0 flex-1 flex-col justify-end hover:bg-hover"
              onPointerEnter={() => setPointed(index())}
            >
              <Show
                when={bar.solid !== null}
                fallback={<span class="h-full rounded-t-[2px] border border-b-0 border-dashed border-line-strong/60" />}
              >
                <Show when={bar.hatched > 0}>
                  <span
                    class="hatched min-h-1 rounded-t-[2px] border border-b-0 border-line-strong"
                    style={{ height: share(bar.hatched) }}
                  />
                </Show>
                <span
                  class={`bg-accent ${bar.hatched > 0 ? '' : 'rounded-t-[2px]'}`}
                  style={{ height: share(bar.solid ?? 0) }}
                />
              </Show>
            </div>
          )}
        </For>
      </div>
      <div class="flex justify-between text-xs text-muted" aria-hidden="true">
        <span>{props.bars[0]?.label}</span>
        <span>{props.bars.at(-1)?.label}</span>
      </div>
      <figcaption class="sr-only">
        <ul>
          <For each={props.bars}>{(bar) => <li>{barWords(bar, props.format)}</li>}</For>
        </ul>
      </figcaption>
    </figure>
  );
}

const total = (bar: Bar): number => (bar.solid ?? 0) + bar.hatched;

/** "14 Jun: 1,830 kWh, 12 kWh of it estimated" */
export function barWords(bar: Bar, format: (value: number) => Quantity): string {
  if (bar.solid === null) return `${bar.label}: no data`;
  const all = `${bar.label}: ${asText(format(total(bar)))}`;
  return bar.hatched > 0 ? `${all}, ${asText(format(bar.hatched))} of it estimated` : all;
}
