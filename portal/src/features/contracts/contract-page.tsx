import { Badge, Card, date, KeyValueList, lastDay, Link, PageHeader } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { ContractDetailsFragment } from '../../gql/graphql';
import { ContractDocument } from './contract-document.tsx';
import { ContractEquipment } from './contract-equipment.tsx';
import { GiveNotice } from './give-notice.tsx';
import { ContractStreams } from './contract-streams.tsx';
import { capWords, endingWords, methodWords, priceLine, statusWords, termWords, typeWords } from './contract.view.ts';

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
    lease {
      maxExtensions
      extensionsUsed
    }
    infinity {
      ...ContractStreams
    }
    ...ContractEquipment
    ...GiveNotice
    ...ContractDocument
  }
`);

/** The terms as agreed, and what stands under them. */
export function ContractDetails(props: { contract: ContractDetailsFragment; onChanged: () => void }): JSX.Element {
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
        actions={<GiveNotice contract={props.contract} onGiven={() => props.onChanged()} />}
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
          <Show when={props.contract.lease}>
            {(lease) => (
              <p class="mt-1 text-muted">
                The machines go back to your host at the end. Extended {lease().extensionsUsed} of{' '}
                {lease().maxExtensions} times.
              </p>
            )}
          </Show>
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
      <ContractDocument contract={props.contract} onAccepted={() => props.onChanged()} />
      <Show when={props.contract.infinity} fallback={<ContractEquipment contract={props.contract} />}>
        {(streams) => <ContractStreams streams={streams()} />}
      </Show>
    </>
  );
}

const billedWords = (contract: ContractDetailsFragment): string =>
  contract.billedUntilOn ? date(lastDay(contract.billedUntilOn)) : 'Not billed yet';
