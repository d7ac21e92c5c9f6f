import { asText, energy, money, power, Skeleton, Stat, useLive } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { AccrualFieldsFragment } from '../../gql/graphql';
import { EnergyBar } from './energy-bar.tsx';
import { forecastWords } from './month-so-far.view.ts';

export const AccrualFields = graphql(`
  fragment AccrualFields on Accrual {
    contractId
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

const LiveAccrualDocument = graphql(`
  subscription LiveAccrual($contractId: ID!) {
    accrual(contractId: $contractId) {
      ...AccrualFields
    }
  }
`);

/** What a contract's month has come to so far, live, and what its bill will be between. */
export function ContractAccrual(props: { contract: { id: string; number?: string | null } }): JSX.Element {
  const live = useLive(
    LiveAccrualDocument,
    () => ({ contractId: props.contract.id }),
    (_, { accrual }): AccrualFieldsFragment => accrual,
  );
  return (
    <section class="flex flex-col gap-3" aria-label={`Contract ${props.contract.number ?? ''} so far`}>
      <Show
        when={live.data}
        fallback={
          <Show when={live.error} fallback={<Skeleton height="72px" />}>
            {(fault) => <p class="text-muted">{fault().title}</p>}
          </Show>
        }
      >
        {(accrual) => (
          <>
            <Stat
              label={`${props.contract.number ?? 'Contract'}, before tax`}
              value={money(accrual().amount)}
              note={forecastWords(accrual())}
            />
            <Show when={accrual().energyKwh}>
              {(kwh) => (
                <>
                  <p class="text-sm text-muted">
                    {asText(energy(kwh()))}
                    <Show when={accrual().powerW !== null}>, drawing {asText(power(accrual().powerW))} now</Show>
                    <Show when={accrual().powerCapKw}>{(cap) => <> of {cap()} kW agreed</>}</Show>
                  </p>
                  <EnergyBar on="screen" energyKwh={kwh()} estimatedKwh={accrual().estimatedKwh ?? '0'} />
                </>
              )}
            </Show>
          </>
        )}
      </Show>
    </section>
  );
}
