import { Asked, Badge, Card, decimal, EmptyState, fixed, Link, SkeletonLines, useQuery } from '@hashyard/ui';
import { createSignal, For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { EnergyBalanceQuery } from '../../gql/graphql.ts';
import { SpanChoice } from '../fleet/history.tsx';
import { type BalanceSpan, balanceRange, balanceState } from './balance.view.ts';

const energyBalanceDocument = graphql(`
  query EnergyBalance($siteId: ID!, $from: DateTime!, $to: DateTime!) {
    energyBalance(siteId: $siteId, from: $from, to: $to) {
      rows {
        device {
          __typename
          id
          name
        }
        depth
        energyKwh
        estimatedKwh
        coveredPercent
        belowKwh
        belowCoveredPercent
        unaccountedKwh
        unaccountedPercent
      }
    }
  }
`);

type Row = NonNullable<EnergyBalanceQuery['energyBalance']>['rows'][number];

/** A site's meters and PDUs as a tree: what each measured, what those below it did, and what is missing between the two. */
export function EnergyBalance(props: { siteId: string }): JSX.Element {
  const [span, setSpan] = createSignal<BalanceSpan>('DAY');
  const query = useQuery(energyBalanceDocument, () => ({ siteId: props.siteId, ...balanceRange(span(), Date.now()) }));
  return (
    <Card title="Energy balance" actions={<SpanChoice value={span()} onChange={setSpan} />}>
      <Asked
        query={query}
        of={(data) => data.energyBalance?.rows}
        skeleton={<SkeletonLines lines={6} />}
        none={
          <EmptyState title="No meters or PDUs yet" icon="power">
            A main meter at the top and PDUs below it: then every kWh is accounted for, or isn’t.
          </EmptyState>
        }
      >
        {(rows) => <BalanceTable rows={rows()} />}
      </Asked>
    </Card>
  );
}

const kwh = (value: string | null | undefined) => (value == null ? '–' : `${fixed(Number(value), 1)} kWh`);
const cell = 'border-t border-line py-1.5 pr-4 text-right tabular-nums whitespace-nowrap';

function BalanceTable(props: { rows: readonly Row[] }): JSX.Element {
  return (
    <div class="overflow-x-auto">
      <table class="w-full" aria-label="Energy balance">
        <thead class="text-xs text-muted">
          <tr>
            <th class="py-1 pr-4 text-left font-medium">Meter or PDU</th>
            <th class="py-1 pr-4 text-right font-medium">Energy</th>
            <th class="py-1 pr-4 text-right font-medium">Estimated</th>
            <th class="py-1 pr-4 text-right font-medium">Covered</th>
            <th class="py-1 pr-4 text-right font-medium">Below it</th>
            <th class="py-1 pr-4 text-right font-medium">Unaccounted</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <th
                  scope="row"
                  class="border-t border-line py-1.5 pr-4 text-left font-normal"
                  style={{ 'padding-left': `${row.depth * 1.25}rem` }}
                >
                  <span class="sr-only">Level {row.depth + 1}: </span>
                  <Link
                    href={
                      row.device.__typename === 'Meter' ? `/power/meters/${row.device.id}` : `/power/${row.device.id}`
                    }
                  >
                    {row.device.name}
                  </Link>
                </th>
                <td class={cell}>{kwh(row.energyKwh)}</td>
                <td class={cell}>
                  <Show when={Number(row.estimatedKwh) > 0} fallback="–">
                    ≈ {kwh(row.estimatedKwh)}
                  </Show>
                </td>
                <td class={cell}>{decimal(row.coveredPercent, 0)} %</td>
                <td class={cell}>{kwh(row.belowKwh)}</td>
                <td class={cell}>
                  <Unaccounted row={row} />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

const tones = { ok: 'ok', warn: 'warn', unsure: 'neutral' } as const;

function Unaccounted(props: { row: Row }): JSX.Element {
  return (
    <Show when={props.row.unaccountedKwh != null} fallback="–">
      <span class="inline-flex items-center gap-2">
        {kwh(props.row.unaccountedKwh)}
        <Show when={balanceState(props.row)}>
          {(state) => (
            <Badge
              tone={tones[state()]}
              title={
                state() === 'unsure'
                  ? 'A part of the time isn’t covered: the difference may be that'
                  : state() === 'warn'
                    ? 'More than losses and house load explain'
                    : 'As losses and house load explain'
              }
            >
              {decimal(props.row.unaccountedPercent ?? '0', 2)} %{state() === 'unsure' ? ', not all covered' : ''}
            </Badge>
          )}
        </Show>
      </span>
    </Show>
  );
}
