import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from 'solid-js';
import type uPlot from 'uplot';
import { Button } from '../controls/button.tsx';
import { asText, type Quantity } from '../format/number.ts';
import { dateTime, timeOfDay } from '../format/time.ts';
import { resolveColor, useThemeChanges } from './colors.ts';
import { type ChartSeries, chartSummary } from './series.ts';

export type LineChartProps = {
  label: string;
  /** Instants in seconds, ascending. */
  at: readonly number[];
  series: readonly ChartSeries[];
  format: (value: number) => Quantity;
  height?: number;
  /** Start the axis at zero (default); off for temperatures. */
  fromZero?: boolean;
};

type Zoom = { readonly from: number; readonly to: number; readonly of: number };

const DAY_S = 86_400;
/** Less is a click. */
const LEAST_DRAG_PX = 8;

/**
 * Lines over time. New data slides in by `setData`; the chart is built anew only for another shape or theme.
 * Dragging over it shows that part alone; the page's choice of spans is the way without a mouse.
 */
export function LineChart(props: LineChartProps): JSX.Element {
  const theme = useThemeChanges();
  const [cursor, setCursor] = createSignal<number | null>(null);
  /** What was drawn over with the mouse, and of how long a line: another span shows the whole of it again. */
  const [zoom, setZoom] = createSignal<Zoom | null>(null);
  let host: HTMLDivElement | undefined;
  let Plot: typeof uPlot | undefined;
  let plot: uPlot | undefined;
  let gone = false;

  const data = createMemo(() => [props.at, ...props.series.map((one) => one.values)] as uPlot.AlignedData);
  const shape = () => props.series.map(({ label, color, dashed, fill }) => [label, color, dashed, fill]).join();
  const lasts = () => (props.at.at(-1) ?? 0) - (props.at[0] ?? 0);
  const part = createMemo(() => {
    const chosen = zoom();
    return chosen && Math.abs(lasts() - chosen.of) < chosen.of / 2 ? chosen : null;
  });
  const long = () => lasts() > 2 * DAY_S && !part();

  const choosePart = (chart: uPlot) => {
    const { left, width } = chart.select;
    if (width < LEAST_DRAG_PX) return;
    setZoom({ from: chart.posToVal(left, 'x'), to: chart.posToVal(left + width, 'x'), of: lasts() });
    chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  };
  const build = () => {
    if (!host || !Plot) return;
    plot?.destroy();
    plot = new Plot(options(host, props, long(), part), data(), host);
    const made = plot;
    made.hooks.setCursor = [(chart) => setCursor(chart.cursor.idx ?? null)];
    made.hooks.setSelect = [choosePart];
  };
  // When the first chart is drawn: pages without one don't wait for it.
  const load = async () => {
    Plot = (await import('uplot')).default;
    if (!gone) build();
  };
  onMount(() => {
    void load();
    const observer = new ResizeObserver(([entry]) => {
      if (entry && plot) plot.setSize({ width: Math.floor(entry.contentRect.width), height: props.height ?? 220 });
    });
    if (host) observer.observe(host);
    onCleanup(() => observer.disconnect());
  });
  createEffect(on([theme, shape, long], build, { defer: true }));
  createEffect(on([data, part], ([next]) => plot?.setData(next), { defer: true }));
  onCleanup(() => {
    gone = true;
    plot?.destroy();
  });

  const shownIndex = () => cursor() ?? props.at.length - 1;
  const summary = () => chartSummary(props.at, props.series, props.format);
  return (
    <figure class="m-0 min-w-0" aria-label={props.label}>
      <div class="mb-1 flex min-h-6 items-center gap-3">
        <div class="flex flex-1 flex-wrap items-center gap-x-5 gap-y-1 text-sm tabular-nums" aria-hidden="true">
          <For each={props.series}>
            {(one, index) => (
              <span class="flex items-center gap-2">
                <span
                  class="w-4 border-t-2"
                  style={{ 'border-color': colorOf(one, index()), 'border-style': one.dashed ? 'dashed' : 'solid' }}
                />
                <span class="text-muted">{one.label}</span>
                <span class="font-medium">{valueAt(one, shownIndex(), props.format)}</span>
              </span>
            )}
          </For>
          <Show when={cursor() !== null && props.at[shownIndex()]}>
            {(seconds) => <span class="ml-auto text-muted">{dateTime(seconds() * 1000)}</span>}
          </Show>
        </div>
        <Show when={part()}>
          <Button look="quiet" class="min-h-6! py-0 text-sm" onClick={() => setZoom(null)}>
            Whole span
          </Button>
        </Show>
      </div>
      <div
        ref={(element) => {
          host = element;
        }}
        class="min-w-0 overflow-hidden"
        style={{ height: `${props.height ?? 220}px` }}
        aria-hidden="true"
      />
      <figcaption class="sr-only">{summary()}</figcaption>
    </figure>
  );
}

const colorOf = (series: ChartSeries, index: number): string => series.color ?? `var(--series-${(index % 4) + 1})`;

const valueAt = (series: ChartSeries, index: number, format: (value: number) => Quantity): string => {
  const value = series.values[index];
  return value == null ? 'no data' : asText(format(value));
};

function options(
  host: HTMLElement,
  props: LineChartProps,
  long: boolean,
  part: () => { readonly from: number; readonly to: number } | null,
): uPlot.Options {
  const muted = resolveColor('var(--muted)', host);
  const grid = { stroke: resolveColor('var(--grid)', host), width: 1 };
  const font = '12px "Inter Variable", system-ui, sans-serif';
  const tick = (seconds: number) => (long ? dateTime(seconds * 1000).slice(0, 6) : timeOfDay(seconds * 1000));
  return {
    width: host.clientWidth || 600,
    height: props.height ?? 220,
    padding: [8, 16, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
    scales: {
      x: {
        range: (_, first, last) => {
          const shown = part();
          return shown ? [shown.from, shown.to] : [first, last];
        },
      },
      y: {
        range: (_, low, high) => {
          const floor = props.fromZero === false ? Math.floor(low - (high - low) * 0.1) : 0;
          return [floor, high > floor ? high + (high - floor) * 0.1 : floor + 1];
        },
      },
    },
    axes: [
      {
        stroke: muted,
        font,
        grid: { show: false },
        ticks: { show: false },
        space: 70,
        size: 28,
        values: (_, ticks) => ticks.map(tick),
      },
      {
        stroke: muted,
        font,
        grid,
        ticks: { show: false },
        size: 76,
        space: 44,
        values: (_, ticks) => ticks.map((value) => shortText(props.format(value))),
      },
    ],
    series: [
      {},
      ...props.series.map((one, index): uPlot.Series => {
        const stroke = resolveColor(colorOf(one, index), host);
        return {
          label: one.label,
          stroke,
          width: 1.75,
          dash: one.dashed ? [6, 4] : undefined,
          fill: one.fill
            ? resolveColor(`color-mix(in srgb, ${colorOf(one, index)} 12%, transparent)`, host)
            : undefined,
          points: { show: true, size: 5, fill: stroke, filter: (chart, index) => isolated(chart.data[index] ?? []) },
          spanGaps: false,
        };
      }),
    ],
  };
}

/** Values between two gaps have no line to be seen by: they are drawn as dots. */
const isolated = (values: ArrayLike<number | null | undefined>): number[] =>
  Array.from(values, (value, index) =>
    value != null && values[index - 1] == null && values[index + 1] == null ? index : -1,
  ).filter((index) => index >= 0);

/** An axis needs no more decimals than tell its ticks apart. */
const shortText = (quantity: Quantity): string =>
  asText({ ...quantity, value: quantity.value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') });
