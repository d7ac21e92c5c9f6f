import { For, type JSX } from 'solid-js';
import { QualityMark } from '../feedback/quality-mark.tsx';
import { asText, energy } from '../format/number.ts';
import { useWide } from '../media.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { createTableState } from '../table/state.ts';
import type { TrailDay, TrailLine, TrailUnit } from './trail.ts';
import { knownWords } from './trail.view.ts';

/** The units that a line adds up from, each with its days in small. */
export function UnitTable(props: { line: TrailLine; noun: string; onOpen: (unit: TrailUnit) => void }): JSX.Element {
  const wide = useWide();
  const calculated = () => props.line.method !== 'METERED';
  const columns = (): readonly Column<TrailUnit>[] => [
    { id: 'unit', header: capital(props.noun), value: (row) => row.unit, width: 'minmax(10rem, 1fr)', fixed: true },
    {
      id: 'energy',
      header: 'Energy, kWh',
      value: (row) => Number(row.energyKwh),
      cell: (row) => energy(row.energyKwh, 'bill').value,
      numeric: true,
      width: '8.5rem',
      search: false,
    },
    {
      id: 'known',
      header: 'How it is known',
      value: (row) => knownWords(row, calculated()),
      cell: (row) => <Known unit={row} calculated={calculated()} />,
      width: 'minmax(12rem, 1fr)',
      search: false,
    },
    {
      id: 'days',
      header: 'By day',
      value: () => null,
      cell: (row) => <DayStrip days={row.days} />,
      width: 'minmax(9rem, 1fr)',
      search: false,
    },
  ];
  return (
    <div class="overflow-hidden rounded border border-line">
      <DataTable
        label={`Energy by ${props.noun}`}
        noun={props.noun}
        rows={props.line.units}
        columns={columns()}
        rowId={(row) => row.unit}
        onOpen={(row) => props.onOpen(row)}
        state={createTableState({ sort: { column: 'energy', descending: true } })}
        noSearch={props.line.units.length <= 10}
        cardHeight={84}
        card={wide() ? undefined : (row) => <UnitCard unit={row} calculated={calculated()} />}
        maxHeight="24rem"
      />
    </div>
  );
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function UnitCard(props: { unit: TrailUnit; calculated: boolean }): JSX.Element {
  return (
    <div class="flex h-full flex-col justify-center gap-1 px-4">
      <span class="flex justify-between gap-3">
        <span class="truncate font-medium">{props.unit.unit}</span>
        <span class="whitespace-nowrap tabular-nums">{asText(energy(props.unit.energyKwh, 'bill'))}</span>
      </span>
      <span class="text-sm text-muted">
        <Known unit={props.unit} calculated={props.calculated} />
      </span>
      <DayStrip days={props.unit.days} />
    </div>
  );
}

function Known(props: { unit: TrailUnit; calculated: boolean }): JSX.Element {
  const quality = () => {
    if (props.calculated) return 'CALCULATED';
    return Number(props.unit.estimatedKwh) > 0 ? 'ESTIMATED' : 'MEASURED';
  };
  return (
    <span class="flex items-center gap-2">
      <QualityMark quality={quality()} shapeOnly />
      <span class="truncate">{knownWords(props.unit, props.calculated)}</span>
    </span>
  );
}

/** Days in small, beside the words that say the same: what is estimated is hatched, what is open is an outline. */
function DayStrip(props: { days: readonly TrailDay[] }): JSX.Element {
  const highest = () => props.days.reduce((high, { energyKwh }) => Math.max(high, Number(energyKwh ?? 0)), 0);
  const look = ({ energyKwh, estimatedKwh, open }: TrailDay) => {
    if (energyKwh === null || open) return 'border border-b-0 border-dashed border-line-strong';
    return Number(estimatedKwh) > 0 ? 'hatched border border-b-0 border-line-strong' : 'bg-accent/70';
  };
  const height = ({ energyKwh }: TrailDay) =>
    energyKwh === null || highest() === 0 ? '100%' : `${(Number(energyKwh) / highest()) * 100}%`;
  return (
    <span class="flex h-5 w-full items-end gap-px" aria-hidden="true">
      <For each={props.days}>
        {(day) => <span class={`min-w-0 flex-1 ${look(day)}`} style={{ height: height(day) }} />}
      </For>
    </span>
  );
}
