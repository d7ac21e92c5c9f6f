import { Badge, Card, date, dateRange, Icon } from '@hashyard/ui';
import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { ContractSummaryFragment } from '../../gql/graphql';
import { equipmentCount, rateWords, statusWords, typeWords } from './contract.view.ts';

export const ContractSummaryFields = graphql(`
  fragment ContractSummary on Contract {
    id
    displayNumber
    type
    status
    startsOn
    endsOn
    renews
    rate
    currency
    assignments(first: 1) {
      totalCount
    }
  }
`);

/** Contracts are few: one card each. */
export function ContractList(props: { contracts: readonly ContractSummaryFragment[] }): JSX.Element {
  return (
    <ul class="grid gap-4 lg:grid-cols-2">
      <For each={props.contracts}>
        {(contract) => (
          <li>
            <A href={`/contracts/${contract.id}`} class="block rounded hover:[&>section]:bg-hover">
              <Card>
                <div class="flex items-center gap-4">
                  <div class="flex min-w-0 flex-1 flex-col gap-1">
                    <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
                      <span class="text-lg font-semibold">{contract.displayNumber}</span>
                      <Badge tone={statusWords[contract.status].tone}>{statusWords[contract.status].word}</Badge>
                    </div>
                    <div class="text-muted">
                      {typeWords[contract.type]}, {equipmentCount(contract.type, contract.assignments.totalCount)}
                    </div>
                    <div class="text-sm text-muted">
                      {contract.renews
                        ? `Since ${date(contract.startsOn)}, renews`
                        : dateRange(contract.startsOn, contract.endsOn)}
                    </div>
                  </div>
                  <Show when={contract.rate}>
                    {(rate) => (
                      <div class="text-right">
                        <div class="text-xl font-semibold">{rateWords(rate())}</div>
                        <div class="text-sm text-muted">{contract.currency} per kWh</div>
                      </div>
                    )}
                  </Show>
                  <Icon name="right" class="text-muted" />
                </div>
              </Card>
            </A>
          </li>
        )}
      </For>
    </ul>
  );
}
