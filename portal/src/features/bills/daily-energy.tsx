import { EnergyBars, energy, Skeleton, useQuery } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import { startOfDay } from '../../time/zone.ts';
import { dayBars } from './daily-energy.view.ts';

const DailyEnergyDocument = graphql(`
  query DailyEnergy($contractId: ID!, $from: DateTime!, $to: DateTime!) {
    energy(scope: { contractId: $contractId }, from: $from, to: $to, step: DAYS_1) {
      points {
        at
        energyKwh
        estimatedKwh
      }
    }
  }
`);

/** The contract's energy by day over the bill's period, from the intervals that the bill was made of. */
export function DailyEnergy(props: {
  contract: { readonly id: string; readonly timeZone: string };
  startsOn: string;
  endsOn: string;
}): JSX.Element {
  const query = useQuery(DailyEnergyDocument, () => ({
    contractId: props.contract.id,
    from: startOfDay(props.startsOn, props.contract.timeZone),
    to: startOfDay(props.endsOn, props.contract.timeZone),
  }));
  return (
    <div class="mt-2">
      <h3 class="mb-1 text-sm font-medium">By day</h3>
      <Show
        when={query.data?.energy}
        fallback={
          <Show when={query.error} fallback={<Skeleton height="162px" />}>
            {(fault) => <p class="text-sm text-muted">The days can’t be shown now. {fault().advice}</p>}
          </Show>
        }
      >
        {(series) => (
          <EnergyBars
            label="Energy by day"
            bars={dayBars(series().points, props.contract.timeZone)}
            format={(kwh) => energy(String(kwh))}
          />
        )}
      </Show>
    </div>
  );
}
