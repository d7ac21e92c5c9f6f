import {
  decimal,
  efficiency,
  fixed,
  hashrate,
  power,
  Stat,
  type Status,
  StatusMark,
  STATUSES,
  useLive,
} from '@hashyard/ui';
import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { FleetTotalsSubscription, Scope } from '../../gql/graphql.ts';

const fleetTotalsDocument = graphql(`
  subscription FleetTotals($scope: Scope) {
    fleetTotals(scope: $scope) {
      at
      miners
      hashrateThs
      powerW
      efficiencyJPerTh
      minersByStatus {
        status
        count
      }
      stale
    }
  }
`);

export type FleetTotals = FleetTotalsSubscription['fleetTotals'];

/** Sums over a scope, live. Null waits. */
export function useFleetTotals(scope: () => Scope | null) {
  return useLive(
    fleetTotalsDocument,
    () => {
      const wanted = scope();
      return wanted && { scope: wanted };
    },
    (_, message): FleetTotals => message.fleetTotals,
  );
}

export const countOf = (totals: FleetTotals, status: Status): number =>
  totals.minersByStatus.find((entry) => entry.status === status)?.count ?? 0;

/** The numbers of a site or the whole fleet, large. */
export function TotalsStats(props: { totals: FleetTotals | undefined; capacityKw?: string | null }): JSX.Element {
  return (
    <div class="grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-4">
      <Stat label="Hashrate" value={props.totals && hashrate(props.totals.hashrateThs)} />
      <Stat label="Power" value={props.totals && power(props.totals.powerW)} note={capacityNote(props.capacityKw)} />
      <Stat label="Efficiency" value={props.totals && efficiency(props.totals.efficiencyJPerTh)} />
      <Stat
        label="Machines"
        value={props.totals && fixed(props.totals.miners)}
        note={
          props.totals && props.totals.stale > 0
            ? `${fixed(props.totals.stale)} without fresh data, not in the sums`
            : undefined
        }
      />
    </div>
  );
}

const capacityNote = (capacityKw: string | null | undefined) =>
  capacityKw ? `of ${decimal(capacityKw)} kW that can be fed` : undefined;

/** Every status that occurs, with its count; a click shows those machines. */
export function StatusLinks(props: { totals: FleetTotals; href: (status: Status) => string }): JSX.Element {
  const shown = () => STATUSES.filter((status) => countOf(props.totals, status) > 0);
  return (
    <ul class="flex flex-wrap gap-x-5 gap-y-1">
      <For each={shown()}>
        {(status) => (
          <li>
            <StatusLink status={status} count={countOf(props.totals, status)} href={props.href(status)} />
          </li>
        )}
      </For>
      <Show when={shown().length === 0}>
        <li class="text-muted">No machines</li>
      </Show>
    </ul>
  );
}

function StatusLink(props: { status: Status; count: number; href: string }): JSX.Element {
  return (
    <A href={props.href} class="inline-flex items-center gap-2 rounded-sm hover:underline">
      <StatusMark status={props.status} />
      <span class="font-semibold">{fixed(props.count)}</span>
    </A>
  );
}
