import { asText, count, energy, type Evidence, Icon, LineTrail, money, QualityMark, VarianceMark } from '@hashyard/ui';
import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { BillLineFragment } from '../../gql/graphql';
import { lineSum } from './bill.view.ts';
import { EnergyBar } from './energy-bar.tsx';

export const BillLineFields = graphql(`
  fragment BillLine on InvoiceLine {
    position
    contractNumber
    contract {
      id
      billingMethod
    }
    meteredKwh
    variancePercent
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
    }
  }
`);

/** One line of the bill. It opens to the machines and days it adds up from, and from there to the readings. */
export function BillLine(props: { line: BillLineFragment; evidence: Evidence }): JSX.Element {
  const id = createUniqueId();
  const [open, setOpen] = createSignal(false);
  const metered = () => props.line.unit === 'KWH';
  const calculated = () => props.line.contract != null && props.line.contract.billingMethod !== 'METERED';
  const adjusted = () => props.line.component === 'ADJUSTMENT';
  const behind = () => {
    const machines = props.line.units.length;
    return machines > 0 ? `the ${count(machines, 'machine')} behind it` : 'what it counts';
  };
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
          <Show
            when={calculated()}
            fallback={
              <EnergyBar on="bill" energyKwh={props.line.quantity} estimatedKwh={props.line.estimatedKwh ?? '0'} />
            }
          >
            <div class="flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
              <QualityMark quality="CALCULATED" />
              <Show when={props.line.meteredKwh}>
                {(metered) => <span>the meters counted {asText(energy(metered(), 'bill'))}</span>}
              </Show>
              <Show when={props.line.variancePercent}>{(percent) => <VarianceMark percent={percent()} />}</Show>
            </div>
          </Show>
        </div>
      </Show>
      <Show when={!adjusted()}>
        <button
          type="button"
          aria-expanded={open()}
          aria-controls={id}
          class="mt-2 flex min-h-10 items-center gap-1 rounded text-accent hover:underline"
          onClick={() => setOpen(!open())}
        >
          <Icon name={open() ? 'down' : 'right'} size={16} />
          {open() ? 'Hide' : 'Show'} {behind()}
        </button>
        <div id={id} class="pt-2">
          <Show when={open()}>
            <LineTrail evidence={props.evidence} index={props.line.position - 1} noun="machine" />
          </Show>
        </div>
      </Show>
    </li>
  );
}
