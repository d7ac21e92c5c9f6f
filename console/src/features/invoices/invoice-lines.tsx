import {
  amount,
  Card,
  decimal,
  EmptyState,
  type Evidence,
  IconButton,
  LineTrail,
  Link,
  useMedia,
  VarianceMark,
} from '@hashyard/ui';
import { createSignal, For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceLinesFragment } from '../../gql/graphql.ts';
import { measuredKwh } from './invoice.view.ts';
import { componentWords, unitWords } from './invoice.words.ts';

export const invoiceLines = graphql(`
  fragment InvoiceLines on Invoice {
    currency
    lines {
      position
      contractNumber
      component
      description
      quantity
      unit
      rate
      estimatedKwh
      taxCode
      meteredKwh
      variancePercent
      contract {
        id
        billingMethod
      }
      amount {
        amount
        currency
      }
      units {
        unit
      }
    }
    taxes {
      code
      percent
      taxable {
        amount
        currency
      }
      amount {
        amount
        currency
      }
    }
    subtotal {
      amount
      currency
    }
    tax {
      amount
      currency
    }
    total {
      amount
      currency
    }
  }
`);

type Line = InvoiceLinesFragment['lines'][number];
const number = 'px-3 py-2 text-right whitespace-nowrap';

/** Below it, quantity and rate stand under the description. */
const useRoomForColumns = () => useMedia('(min-width: 48rem)');

/** The bill itself: lines that open down to their machines, taxes, and what it comes to. */
export function InvoiceLines(props: { invoice: InvoiceLinesFragment; evidence: Evidence }): JSX.Element {
  const wide = useRoomForColumns();
  return (
    <Card flush title="Lines">
      <Show
        when={props.invoice.lines.length > 0}
        fallback={<EmptyState title="No lines">Nothing was found to bill in this period.</EmptyState>}
      >
        <div class="overflow-x-auto">
          <table class="w-full">
            <thead class="border-b border-line text-left text-xs text-muted">
              <tr>
                <th class="px-3 py-2 font-medium">
                  <span class="max-sm:sr-only">Position</span>
                </th>
                <th class="px-3 py-2 font-medium">Description</th>
                <Show when={wide()}>
                  <th class="px-3 py-2 text-right font-medium">Quantity</th>
                  <th class="px-3 py-2 text-right font-medium">Rate</th>
                </Show>
                <th class="px-3 py-2 text-right font-medium">Amount ({props.invoice.currency})</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.invoice.lines}>{(line) => <LineRows line={line} evidence={props.evidence} />}</For>
            </tbody>
            <tfoot>
              <SumRow label="Subtotal" value={amount(props.invoice.subtotal)} />
              <For each={props.invoice.taxes}>
                {(tax) => (
                  <SumRow
                    label={`${tax.code} ${decimal(tax.percent)} % of ${amount(tax.taxable)}`}
                    value={amount(tax.amount)}
                  />
                )}
              </For>
              <SumRow label={`Total (${props.invoice.currency})`} value={amount(props.invoice.total)} strong />
            </tfoot>
          </table>
        </div>
      </Show>
    </Card>
  );
}

function SumRow(props: { label: string; value: string; strong?: boolean }): JSX.Element {
  const wide = useRoomForColumns();
  return (
    <tr class={`border-t border-line ${props.strong ? 'text-lg font-semibold' : ''}`}>
      <td />
      <td colSpan={wide() ? 3 : 1} class="px-3 py-2 text-right">
        {props.label}
      </td>
      <td class={number}>{props.value}</td>
    </tr>
  );
}

function LineRows(props: { line: Line; evidence: Evidence }): JSX.Element {
  const wide = useRoomForColumns();
  const [open, setOpen] = createSignal(false);
  const line = () => props.line;
  const quantity = () => `${decimal(line().quantity, line().unit === 'KWH' ? 3 : 0)} ${unitWords[line().unit]}`;
  const calculated = () => line().contract != null && line().contract?.billingMethod !== 'METERED';
  const estimated = () => line().estimatedKwh != null && Number(line().estimatedKwh) > 0;
  return (
    <>
      <tr class="border-t border-line align-top">
        <td class="px-3 py-2">
          <span class="inline-flex items-center gap-1">
            {line().position}
            <Show when={line().component !== 'ADJUSTMENT'}>
              <IconButton
                icon={open() ? 'up' : 'down'}
                label={`${open() ? 'Hide' : 'Show'} what is behind line ${line().position}`}
                aria-expanded={open()}
                class="size-6!"
                onClick={() => setOpen((shown) => !shown)}
              />
            </Show>
          </span>
        </td>
        <td class="min-w-0 px-3 py-2">
          <div class="break-words">{line().description}</div>
          <Show when={!wide()}>
            <div class="text-sm">
              {quantity()} at {decimal(line().rate, 2)}
            </div>
          </Show>
          <div class="text-sm text-muted">
            {componentWords[line().component]}
            <Show when={line().contractNumber}>
              {(contractNumber) => (
                <>
                  {', '}
                  <Show when={line().contract} fallback={contractNumber()}>
                    {(contract) => <Link href={`/contracts/${contract().id}`}>{contractNumber()}</Link>}
                  </Show>
                </>
              )}
            </Show>
            <Show when={line().taxCode}>{(code) => <>, tax {code()}</>}</Show>
          </div>
          <Show when={line().estimatedKwh != null}>
            <div class="flex flex-wrap gap-x-4 text-sm">
              <Show
                when={calculated()}
                fallback={
                  <span>measured {decimal(measuredKwh(line().quantity, line().estimatedKwh ?? '0'), 3, 3)} kWh</span>
                }
              >
                <span>calculated, not metered</span>
                <Show when={line().meteredKwh}>
                  {(metered) => <span>PDU meters counted {decimal(metered(), 3, 3)} kWh</span>}
                </Show>
                <Show when={line().variancePercent}>{(percent) => <VarianceMark percent={percent()} />}</Show>
              </Show>
              <Show when={estimated()}>
                <span class="inline-flex items-center gap-1.5 text-warn">
                  <span class="hatched inline-block h-3 w-4 rounded-sm border border-line-strong" aria-hidden="true" />
                  estimated {decimal(line().estimatedKwh, 3, 3)} kWh
                </span>
              </Show>
            </div>
          </Show>
        </td>
        <Show when={wide()}>
          <td class={number}>{quantity()}</td>
          <td class={number}>{decimal(line().rate, 2)}</td>
        </Show>
        <td class={number}>{amount(line().amount)}</td>
      </tr>
      <Show when={open()}>
        <tr>
          <td colSpan={wide() ? 5 : 3} class="px-3 pt-1 pb-4 sm:px-5">
            <LineTrail evidence={props.evidence} index={line().position - 1} noun="machine" />
          </td>
        </tr>
      </Show>
    </>
  );
}
