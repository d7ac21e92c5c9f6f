import { Card, energy, EnergyBars, ErrorState, percent, Skeleton, Stat, useQuery } from '@hashyard/ui';
import { type JSX, Match, Switch } from 'solid-js';
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
      <Switch>
        <Match when={query.data?.energy}>{(series) => <Energy series={series()} zone={props.zone} />}</Match>
        <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
        <Match when={true}>
          <Skeleton height="200px" />
        </Match>
      </Switch>
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
