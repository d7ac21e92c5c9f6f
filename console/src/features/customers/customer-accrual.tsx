import { asText, Badge, Card, energy, KeyValueList, money, moneyRange, power, Skeleton, useLive } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { AccrualFieldsFragment, ContractRowFragment } from '../../gql/graphql.ts';

export const accrualFields = graphql(`
  fragment AccrualFields on Accrual {
    contractId
    startsOn
    endsOn
    asOf
    amount {
      amount
      currency
    }
    energyKwh
    estimatedKwh
    forecastLow {
      amount
      currency
    }
    forecastHigh {
      amount
      currency
    }
    powerW
    powerCapKw
  }
`);

const liveAccrualDocument = graphql(`
  subscription LiveAccrual($contractId: ID!) {
    accrual(contractId: $contractId) {
      ...AccrualFields
    }
  }
`);

/** Each is followed live; more of them are told by the contracts' bills. */
const mostFollowed = 10;

/** What the running month of each of a customer's contracts has come to, live, by the rating of its bill. */
export function CustomerAccrual(props: { contracts: readonly ContractRowFragment[] }): JSX.Element {
  const running = () =>
    props.contracts
      .filter(
        ({ status, startsOn }) => (status === 'ACTIVE' || status === 'SUSPENDED') && Date.parse(startsOn) <= Date.now(),
      )
      .slice(0, mostFollowed);
  return (
    <Show when={running().length > 0}>
      <Card title="This month so far">
        <div class="grid gap-6 lg:grid-cols-2">
          <For each={running()}>{(contract) => <ContractSoFar contract={contract} />}</For>
        </div>
      </Card>
    </Show>
  );
}

function ContractSoFar(props: { contract: ContractRowFragment }): JSX.Element {
  const live = useLive(
    liveAccrualDocument,
    () => ({ contractId: props.contract.id }),
    (_, { accrual }): AccrualFieldsFragment => accrual,
  );
  return (
    <section aria-label={`${props.contract.number} so far`}>
      <h3 class="mb-1 font-medium">{props.contract.number}</h3>
      <Show
        when={live.data}
        fallback={
          <Show when={live.error} fallback={<Skeleton height="120px" />}>
            {(fault) => <p class="text-muted">{fault().title}</p>}
          </Show>
        }
      >
        {(accrual) => <KeyValueList items={factsOf(accrual())} />}
      </Show>
    </section>
  );
}

function factsOf(accrual: AccrualFieldsFragment) {
  const { amount, forecastLow: low, forecastHigh: high, energyKwh, estimatedKwh, powerW, powerCapKw } = accrual;
  return [
    { label: 'So far, before tax', value: <strong>{money(amount)}</strong> },
    { label: 'By the end of the month', value: moneyRange(low, high) ?? 'too early to say' },
    ...(energyKwh
      ? [
          {
            label: 'Energy',
            value: (
              <span class="inline-flex flex-wrap items-center justify-end gap-2">
                {asText(energy(energyKwh))}
                <Show when={Number(estimatedKwh) > 0}>
                  <Badge tone="warn">{`${asText(energy(estimatedKwh))} estimated`}</Badge>
                </Show>
              </span>
            ),
          },
        ]
      : []),
    ...(powerW === null || powerW === undefined
      ? []
      : [{ label: 'Drawn now', value: `${asText(power(powerW))}${powerCapKw ? ` of ${powerCapKw} kW agreed` : ''}` }]),
  ];
}
