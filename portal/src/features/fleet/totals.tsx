import { Card, efficiency, fixed, hashrate, LiveMark, type LinkState, power, Stat, StatusCounts } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { FleetTotalsFieldsFragment } from '../../gql/graphql';
import { freshAt, knownSums, staleNote } from './totals.view.ts';

export const FleetTotalsFields = graphql(`
  fragment FleetTotalsFields on FleetTotals {
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
`);

/** What all machines do together now. */
export function Totals(props: { totals: FleetTotalsFieldsFragment | undefined; link: LinkState }): JSX.Element {
  return (
    <Card title="Now" actions={<LiveMark at={freshAt(props.totals)} link={props.link} />}>
      <div class="flex flex-col gap-5">
        <div class="flex flex-wrap items-end gap-x-12 gap-y-4">
          <Stat hero label="Hashrate" value={props.totals && hashrate(knownSums(props.totals).hashrateThs)} />
          <Stat label="Power" value={props.totals && power(knownSums(props.totals).powerW)} />
          <Stat label="Efficiency" value={props.totals && efficiency(props.totals.efficiencyJPerTh)} />
          <Stat label="Machines" value={props.totals && fixed(props.totals.miners)} />
        </div>
        <Show when={props.totals}>
          {(totals) => (
            <div class="flex flex-col gap-2">
              <StatusCounts counts={totals().minersByStatus} href={(status) => `/machines?q=${status.toLowerCase()}`} />
              <Show when={staleNote(totals().stale)}>{(note) => <p class="text-sm text-muted">{note()}</p>}</Show>
            </div>
          )}
        </Show>
      </div>
    </Card>
  );
}
