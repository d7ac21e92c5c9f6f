import { asText, Card, hashrate, KeyValueList, Link, percent } from '@hashyard/ui';
import { type JSX, Match, Show, Switch } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { TypeFactsFragment } from '../../gql/graphql.ts';
import { modelLabel } from '../fleet/machines.view.ts';

export const typeFacts = graphql(`
  fragment TypeFacts on Contract {
    id
    lossFactor
    lease {
      maxExtensions
      extensionsUsed
    }
    infinity {
      site {
        id
        name
      }
      hashrateThs
      guaranteedPercent
      deliveredPercent
      model {
        id
        make
        name
      }
      quantity
      connectorFeePercent
      payoutWallet
    }
    supersedes {
      id
      displayNumber
    }
  }
`);

type Streams = NonNullable<TypeFactsFragment['infinity']>;

/** What only some contracts have: a lease's extensions, sold and delivered hashrate, the contract it takes the place of. */
export function TypeFacts(props: { contract: TypeFactsFragment }): JSX.Element {
  return (
    <>
      <Switch>
        <Match when={props.contract.lease}>
          {(lease) => (
            <Card title="Lease">
              <KeyValueList
                items={[
                  { label: 'Extensions used', value: `${lease().extensionsUsed} of ${lease().maxExtensions}` },
                  { label: 'At its end', value: 'The machines revert to you' },
                ]}
              />
            </Card>
          )}
        </Match>
        <Match when={props.contract.infinity}>{(infinity) => <InfinityCard infinity={infinity()} />}</Match>
      </Switch>
      <Show when={props.contract.supersedes}>
        {(former) => (
          <Card title="Takes the place of">
            <Link href={`/contracts/${former().id}`}>{former().displayNumber}</Link>
          </Card>
        )}
      </Show>
    </>
  );
}

function InfinityCard(props: { infinity: Streams }): JSX.Element {
  const infinity = () => props.infinity;
  const quotedAs = () => {
    const { model, quantity } = infinity();
    return [quantity, model && modelLabel(model)].filter((part) => part != null).join(' × ') || '–';
  };
  return (
    <Card title="Hash streams">
      <KeyValueList
        items={[
          { label: 'Sold', value: asText(hashrate(Number(infinity().hashrateThs))) },
          { label: 'Delivered this period', value: percent(infinity().deliveredPercent) },
          { label: 'Guaranteed', value: percent(infinity().guaranteedPercent) },
          { label: 'From site', value: <Link href={`/sites/${infinity().site.id}`}>{infinity().site.name}</Link> },
          { label: 'Quoted as', value: quotedAs() },
          { label: 'Connector fee', value: percent(infinity().connectorFeePercent) },
          { label: 'Payout wallet', value: <span class="font-mono text-sm">{infinity().payoutWallet ?? '–'}</span> },
        ]}
      />
    </Card>
  );
}
