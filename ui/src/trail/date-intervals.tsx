import { createSignal, createEffect, type JSX, on, Show } from 'solid-js';
import { EnergyBars } from '../chart/energy-bars.tsx';
import { QualityMark } from '../feedback/quality-mark.tsx';
import { Skeleton } from '../feedback/states.tsx';
import { power } from '../format/number.ts';
import { useWide } from '../media.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { createTableState } from '../table/state.ts';
import { ReadingsPanel } from './readings-panel.tsx';
import type { TrailInterval } from './trail.ts';
import { intervalBars, intervalTime, kilowattHours } from './trail.view.ts';

type Row = TrailInterval & { readonly place: number };

/** A unit's intervals of one date: a chart and a table that pick the same interval, and its readings. */
export function DateIntervals(props: {
  intervals: readonly TrailInterval[] | undefined;
  failed: boolean;
  unit: string;
  timeZone: string;
}): JSX.Element {
  const wide = useWide();
  const [picked, setPicked] = createSignal<number | null>(null);
  let panel: HTMLDivElement | undefined;
  createEffect(
    on(
      () => props.intervals,
      () => setPicked(null),
    ),
  );
  const rows = (): Row[] | undefined => props.intervals?.map((interval, place) => ({ ...interval, place }));
  const interval = () => props.intervals?.[picked() ?? -1];
  const pick = (place: number) => {
    setPicked(place);
    queueMicrotask(() => panel?.scrollIntoView?.({ block: 'nearest' }));
  };
  const columns = (): readonly Column<Row>[] => [
    {
      id: 'time',
      header: 'Time',
      value: (row) => row.from,
      cell: (row) => intervalTime(row, props.timeZone),
      width: '9.5rem',
      fixed: true,
    },
    {
      id: 'quality',
      header: 'How it is known',
      value: (row) => row.quality,
      cell: (row) => <QualityMark quality={row.quality} />,
      width: '9rem',
    },
    {
      id: 'energy',
      header: 'Energy',
      value: (row) => (row.energyWh === null ? null : Number(row.energyWh)),
      cell: (row) => <IntervalEnergy row={row} />,
      numeric: true,
      width: '8rem',
    },
    { id: 'register', header: 'Meter', value: (row) => row.register, width: 'minmax(8rem, 1fr)' },
  ];
  return (
    <Show when={!props.failed} fallback={<p class="text-bad">The intervals could not be read. Load the page again.</p>}>
      <Show when={props.intervals} fallback={<Skeleton height="20rem" />}>
        {(intervals) => (
          <Show
            when={intervals().length > 0}
            fallback={<p class="text-muted">It was not part of this line on that date.</p>}
          >
            <div class="grid items-start gap-4 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]">
              <div class="flex min-w-0 flex-col gap-4 lg:order-2">
                <EnergyBars
                  label="Mean power by interval"
                  bars={intervalBars(intervals(), props.timeZone)}
                  format={power}
                  height={96}
                  picked={picked()}
                  onPick={pick}
                />
                <div
                  ref={(element) => {
                    panel = element;
                  }}
                >
                  <Show
                    when={interval()}
                    fallback={<p class="text-sm text-muted">Pick an interval to see the readings behind it.</p>}
                  >
                    {(one) => <ReadingsPanel interval={one()} unit={props.unit} timeZone={props.timeZone} />}
                  </Show>
                </div>
              </div>
              <div class="min-w-0 overflow-hidden rounded border border-line">
                <DataTable
                  label={`Intervals of ${props.unit}`}
                  noun="interval"
                  rows={rows()}
                  columns={columns()}
                  rowId={(row) => String(row.place)}
                  onOpen={(row) => pick(row.place)}
                  state={createTableState()}
                  noSearch
                  cardHeight={48}
                  card={wide() ? undefined : (row) => <IntervalCard row={row} timeZone={props.timeZone} />}
                  maxHeight="24rem"
                />
              </div>
            </div>
          </Show>
        )}
      </Show>
    </Show>
  );
}

function IntervalEnergy(props: { row: Row }): JSX.Element {
  return (
    <Show when={props.row.energyWh} fallback={<span class="text-muted">not known</span>}>
      {(wh) => kilowattHours(wh())}
    </Show>
  );
}

function IntervalCard(props: { row: Row; timeZone: string }): JSX.Element {
  return (
    <div class="flex h-full items-center justify-between gap-3 px-3 text-sm tabular-nums">
      <span class="whitespace-nowrap">{intervalTime(props.row, props.timeZone)}</span>
      <QualityMark quality={props.row.quality} />
      <IntervalEnergy row={props.row} />
    </div>
  );
}
