import { Asked, Card, energy, month, Skeleton, Stat, useNow, useQuery } from '@hashyard/ui';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import { ContractAccrual } from './contract-accrual.tsx';
import { EnergyBar } from './energy-bar.tsx';
import { coverageWords, currentMonth, wholeHour } from './month-so-far.view.ts';

const MonthEnergyDocument = graphql(`
  query MonthEnergy($from: DateTime!, $to: DateTime!) {
    energy(from: $from, to: $to, step: DAYS_1) {
      energyKwh
      estimatedKwh
      coveredPercent
    }
    contracts(first: 20) {
      nodes {
        id
        number
        status
        startsOn
        billingMethod
      }
    }
  }
`);

/** Each is followed live; whoever has more of them finds the rest at its contract. */
const mostFollowed = 5;

/** The month under way: energy from the same intervals that the bill will use, and what each contract has come to. */
export function MonthSoFar(props: { timeZone: string }): JSX.Element {
  const clock = useNow();
  const to = createMemo(() => wholeHour(clock()));
  const current = createMemo(() => currentMonth(Date.parse(to()), props.timeZone));
  const query = useQuery(MonthEnergyDocument, () =>
    Date.parse(current().from) < Date.parse(to()) ? { from: current().from, to: to() } : null,
  );
  const running = createMemo(() =>
    (query.data?.contracts.nodes ?? [])
      .filter(
        ({ status, startsOn }) => (status === 'ACTIVE' || status === 'SUSPENDED') && startsOn <= to().slice(0, 10),
      )
      .slice(0, mostFollowed),
  );
  /** Its own energy is the customer's then. */
  const oneTellsAll = () => running().length === 1 && running()[0]?.billingMethod !== 'FIXED';
  return (
    <Card title={`${month(current().period)} so far`}>
      <Asked query={query} of={(data) => data.energy} skeleton={<Skeleton height="96px" />}>
        {(used) => (
          <div class="flex flex-col gap-4">
            <Show when={!oneTellsAll()}>
              <Stat label="Energy" value={energy(used().energyKwh)} note={coverageWords(used().coveredPercent)} />
            </Show>
            <Show when={Number(used().energyKwh) > 0 && running().length === 0}>
              <EnergyBar on="screen" energyKwh={used().energyKwh} estimatedKwh={used().estimatedKwh} />
            </Show>
            <For each={running()}>{(contract) => <ContractAccrual contract={contract} />}</For>
          </div>
        )}
      </Asked>
    </Card>
  );
}
