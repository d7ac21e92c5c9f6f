import { Asked, Card, energy, EnergyBars, percent, Skeleton, Stat, useQuery } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { EnergyQuery, Scope } from '../../gql/graphql.ts';
import { dayBars, lastDays } from './energy.view.ts';

const energyDocument = graphql(`
  query Energy($scope: Scope, $from: DateTime!, $to: DateTime!) {
    energy(scope: $scope, from: $from, to: $to, step: DAYS_1) {
      energyKwh
      estimatedKwh
      coveredPercent
      points {
        at
        energyKwh
        estimatedKwh
      }
    }
  }
`);

const DAYS = 30;

/** What bills would count: energy by whole days from the registers, measured and estimated told apart. */
export function EnergyCard(props: { scope: Scope; zone: string }): JSX.Element {
  const query = useQuery(energyDocument, () => ({ scope: props.scope, ...lastDays(DAYS, new Date(), props.zone) }));
  return (
    <Card title={`Energy, the last ${DAYS} days`}>
      <Asked query={query} of={(data) => data.energy} skeleton={<Skeleton height="200px" />}>
        {(series) => <Energy series={series()} zone={props.zone} />}
      </Asked>
    </Card>
  );
}

function Energy(props: { series: EnergyQuery['energy']; zone: string }): JSX.Element {
  return (
    <div class="flex flex-col gap-4">
      <div class="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
        <Stat small label="Energy" value={energy(props.series.energyKwh)} />
        <Stat small label="Of it estimated" value={energy(props.series.estimatedKwh)} />
        <Stat small label="Time with data" value={percent(props.series.coveredPercent)} />
      </div>
      <EnergyBars
        label="Energy by day"
        bars={dayBars(props.series.points, props.zone)}
        format={(kwh) => energy(String(kwh))}
      />
    </div>
  );
}
