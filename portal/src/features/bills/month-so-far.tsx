import { Card, energy, ErrorState, month, Skeleton, Stat, useNow, useQuery } from '@hashyard/ui';
import { createMemo, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import { EnergyBar } from './energy-bar.tsx';
import { coverageWords, currentMonth, wholeHour } from './month-so-far.view.ts';

const MonthEnergyDocument = graphql(`
  query MonthEnergy($from: DateTime!, $to: DateTime!) {
    energy(from: $from, to: $to, step: DAYS_1) {
      energyKwh
      estimatedKwh
      coveredPercent
    }
  }
`);

/** Energy of the month under way, from the same intervals that the bill will use. */
export function MonthSoFar(props: { timeZone: string }): JSX.Element {
  const clock = useNow();
  const to = createMemo(() => wholeHour(clock()));
  const current = createMemo(() => currentMonth(Date.parse(to()), props.timeZone));
  const query = useQuery(MonthEnergyDocument, () =>
    current().from < to() ? { from: current().from, to: to() } : null,
  );
  return (
    <Card title={`${month(current().period)} so far`}>
      <Show
        when={query.data?.energy}
        fallback={
          <Show when={query.error} fallback={<Skeleton height="96px" />}>
            {(fault) => <ErrorState fault={fault()} onRetry={() => query.refetch()} />}
          </Show>
        }
      >
        {(used) => (
          <div class="flex flex-col gap-4">
            <Stat label="Energy" value={energy(used().energyKwh)} note={coverageWords(used().coveredPercent)} />
            <Show when={Number(used().energyKwh) > 0}>
              <EnergyBar on="screen" energyKwh={used().energyKwh} estimatedKwh={used().estimatedKwh} />
            </Show>
          </div>
        )}
      </Show>
    </Card>
  );
}
