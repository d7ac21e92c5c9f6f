import { asText, type Column, count, createTableState, DataTable, energy, Icon, money, useWide } from '@hashyard/ui';
import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { BillLineFragment } from '../../gql/graphql';
import { energyParts, lineSum, measuredWords } from './bill.view.ts';
import { DailyEnergy } from './daily-energy.tsx';
import { EnergyBar } from './energy-bar.tsx';

export const BillLineFields = graphql(`
  fragment BillLine on InvoiceLine {
    position
    contractNumber
    contract {
      id
      timeZone
    }
    component
    description
    quantity
    unit
    rate
    estimatedKwh
    amount {
      amount
      currency
    }
    units {
      unit
      energyKwh
      estimatedKwh
    }
  }
`);

type Usage = BillLineFragment['units'][number];

const usageColumns: readonly Column<Usage>[] = [
  { id: 'unit', header: 'Machine', value: (usage) => usage.unit, width: 'minmax(10rem, 1fr)', fixed: true },
  {
    id: 'energy',
    header: 'Energy, kWh',
    value: (usage) => Number(usage.energyKwh),
    cell: (usage) => energy(usage.energyKwh, 'bill').value,
    numeric: true,
    width: '9rem',
    search: false,
  },
  {
    id: 'estimated',
    header: 'How it is known',
    value: (usage) => Number(usage.estimatedKwh),
    cell: (usage) => <Known usage={usage} />,
    width: 'minmax(13rem, 1fr)',
    search: false,
  },
];

/** One line of the bill; an energy line opens to the machines it adds up from. */
export function BillLine(props: { line: BillLineFragment; startsOn: string; endsOn: string }): JSX.Element {
  const id = createUniqueId();
  const [open, setOpen] = createSignal(false);
  const wide = useWide();
  const metered = () => props.line.unit === 'KWH';
  return (
    <li class="border-b border-line py-4 last:border-0">
      <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div class="min-w-0 flex-1 basis-64">
          <div class="break-words font-medium">{props.line.description}</div>
          <div class="text-sm text-muted">
            {lineSum(props.line)}
            <Show when={props.line.contractNumber}>{(number) => <> · contract {number()}</>}</Show>
          </div>
        </div>
        <div class="text-lg font-semibold whitespace-nowrap">{money(props.line.amount)}</div>
      </div>
      <Show when={metered()}>
        <div class="mt-3 max-w-xl">
          <EnergyBar on="bill" energyKwh={props.line.quantity} estimatedKwh={props.line.estimatedKwh ?? '0'} />
        </div>
      </Show>
      <Show when={props.line.units.length > 0}>
        <button
          type="button"
          aria-expanded={open()}
          aria-controls={id}
          class="mt-2 flex min-h-10 items-center gap-1 rounded text-accent hover:underline"
          onClick={() => setOpen(!open())}
        >
          <Icon name={open() ? 'down' : 'right'} size={16} />
          {open() ? 'Hide' : 'Show'} the {count(props.line.units.length, 'machine')} behind it
        </button>
        <div id={id}>
          <Show when={open()}>
            <Show when={props.line.component === 'ENERGY' && props.line.contract}>
              {(contract) => <DailyEnergy contract={contract()} startsOn={props.startsOn} endsOn={props.endsOn} />}
            </Show>
            <div class="mt-4 overflow-hidden rounded border border-line">
              <DataTable
                label={`Energy by machine, ${props.line.description}`}
                noun="machine"
                rows={props.line.units}
                columns={usageColumns}
                cardHeight={64}
                card={wide() ? undefined : (usage) => <UsageCard usage={usage} />}
                rowId={(usage) => usage.unit}
                state={createTableState({ sort: { column: 'energy', descending: true } })}
                noSearch={props.line.units.length <= 10}
                maxHeight="24rem"
              />
            </div>
          </Show>
        </div>
      </Show>
    </li>
  );
}

function UsageCard(props: { usage: Usage }): JSX.Element {
  return (
    <div class="flex h-full flex-col justify-center px-4">
      <span class="flex justify-between gap-3">
        <span class="truncate font-medium">{props.usage.unit}</span>
        <span class="whitespace-nowrap tabular-nums">{asText(energy(props.usage.energyKwh, 'bill'))}</span>
      </span>
      <span class="text-sm">
        <Known usage={props.usage} />
      </span>
    </div>
  );
}

function Known(props: { usage: Usage }): JSX.Element {
  const parts = () => energyParts(props.usage.energyKwh, props.usage.estimatedKwh);
  const estimated = () => parts().estimatedShare > 0;
  return (
    <span class="flex items-center gap-2" title={`measured ${asText(energy(parts().measuredKwh, 'bill'))}`}>
      <span
        class={`size-2.5 shrink-0 rounded-sm ${estimated() ? 'hatched border border-line-strong' : 'bg-accent'}`}
        aria-hidden="true"
      />
      <span class="truncate">{measuredWords(parts())}</span>
    </span>
  );
}
