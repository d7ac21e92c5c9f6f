import { Card, hashrate, KeyValueList, percent, Stat } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql';
import type { ContractStreamsFragment } from '../../gql/graphql';
import { deliveredThs } from './contract.view.ts';

export const ContractStreamsFields = graphql(`
  fragment ContractStreams on InfinityDetails {
    hashrateThs
    guaranteedPercent
    deliveredPercent
    quantity
    model {
      id
      name
    }
    connectorFeePercent
    payoutWallet
  }
`);

/** Hash streams: what was sold, and what the pool has delivered of it in this period. */
export function ContractStreams(props: { streams: ContractStreamsFragment }): JSX.Element {
  const quotedAs = () =>
    [props.streams.quantity, props.streams.model?.name].filter((part) => part != null).join(' × ') || '–';
  return (
    <Card title="Hash streams">
      <div class="grid grid-cols-2 gap-6 pb-4">
        <Stat label="Sold to you" value={hashrate(Number(props.streams.hashrateThs))} />
        <Stat
          label="Delivered this period"
          value={hashrate(deliveredThs(props.streams))}
          note={percent(props.streams.deliveredPercent)}
        />
      </div>
      <KeyValueList
        items={[
          {
            label: 'Guaranteed',
            value: props.streams.guaranteedPercent
              ? `${percent(props.streams.guaranteedPercent)}; what falls short is credited`
              : '–',
          },
          { label: 'Quoted as', value: quotedAs() },
          { label: 'Connector fee', value: percent(props.streams.connectorFeePercent) },
          {
            label: 'Payout wallet',
            value: <span class="font-mono text-sm">{props.streams.payoutWallet ?? '–'}</span>,
          },
        ]}
      />
    </Card>
  );
}
