import { Badge, Card, date, KeyValueList, lastDay, Link, PageHeader, When } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { ContractDetailsFragment } from '../../gql/graphql';
import {
  capWords,
  endingWords,
  machineCount,
  methodWords,
  priceLine,
  statusWords,
  termWords,
  typeWords,
} from './contract.view.ts';

export const ContractDetailsFields = graphql(`
  fragment ContractDetails on Contract {
    id
    displayNumber
    type
    status
    term
    startsOn
    endsOn
    renews
    noticeBy
    noticeGivenOn
    timeZone
    currency
    billingMethod
    powerCapKw
    billedUntilOn
    prices {
      component
      unit
      rate
      startsOn
      endsOn
    }
    assignments(first: 200) {
      totalCount
      nodes {
        from
        to
        miner {
          id
          name
          model {
            id
            name
          }
        }
      }
    }
  }
`);

/** The terms as agreed, and the machines under them. */
export function ContractDetails(props: { contract: ContractDetailsFragment }): JSX.Element {
  const method = () => methodWords[props.contract.billingMethod];
  return (
    <>
      <PageHeader
        above={<Link href="/contracts">Contracts</Link>}
        title={props.contract.displayNumber}
        note={
          <>
            <Badge tone={statusWords[props.contract.status].tone}>{statusWords[props.contract.status].word}</Badge>
            {typeWords[props.contract.type]}
          </>
        }
      />
      <div class="grid items-start gap-6 lg:grid-cols-2">
        <Card title="Terms">
          <KeyValueList
            items={[
              { label: 'Term', value: termWords[props.contract.term] },
              { label: 'Began on', value: date(props.contract.startsOn) },
              { label: 'Power cap', value: capWords(props.contract.powerCapKw) },
              { label: 'Days are counted in', value: props.contract.timeZone },
              { label: 'Billed through', value: billedWords(props.contract) },
            ]}
          />
          <p class="mt-3 text-muted">{endingWords(props.contract)}</p>
        </Card>
        <Card title="Prices">
          <ul class="flex flex-col">
            <For each={props.contract.prices}>
              {(price) => {
                const line = () => priceLine(price, props.contract.currency);
                return (
                  <li class="flex flex-wrap justify-between gap-x-6 border-b border-line py-2">
                    <span>{line().label}</span>
                    <span class="text-right">
                      <span class="font-semibold">{line().price}</span>
                      <Show when={line().when}>{(when) => <span class="block text-sm text-muted">{when()}</span>}</Show>
                    </span>
                  </li>
                );
              }}
            </For>
          </ul>
          <p class="mt-3 text-muted">
            {method().word}. {method().meaning}
          </p>
        </Card>
      </div>
      <Card title={machineCount(props.contract.assignments.totalCount)}>
        <Show
          when={props.contract.assignments.nodes.length > 0}
          fallback={<p class="text-muted">No machine is assigned to this contract.</p>}
        >
          <ul class="grid gap-x-8 md:grid-cols-2">
            <For each={props.contract.assignments.nodes}>
              {(assignment) => (
                <Show when={assignment.miner}>
                  {(machine) => (
                    <li class="flex flex-wrap justify-between gap-x-4 border-b border-line py-2">
                      <span class="min-w-0 break-words">
                        <Link href={`/machines/${machine().id}`}>{machine().name}</Link>{' '}
                        <span class="text-sm text-muted">{machine().model.name}</span>
                      </span>
                      <span class="text-sm text-muted">
                        since <When at={assignment.from} zone={props.contract.timeZone} />
                        <Show when={assignment.to}>
                          {(to) => (
                            <>
                              {' '}
                              until <When at={to()} zone={props.contract.timeZone} />
                            </>
                          )}
                        </Show>
                      </span>
                    </li>
                  )}
                </Show>
              )}
            </For>
          </ul>
          <Show when={props.contract.assignments.totalCount > props.contract.assignments.nodes.length}>
            <p class="mt-3 text-muted">
              The first {props.contract.assignments.nodes.length} are shown; all are under{' '}
              <Link href="/machines">Machines</Link>.
            </p>
          </Show>
        </Show>
      </Card>
    </>
  );
}

const billedWords = (contract: ContractDetailsFragment): string =>
  contract.billedUntilOn ? date(lastDay(contract.billedUntilOn)) : 'Not billed yet';
