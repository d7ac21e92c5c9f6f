import { Card, EmptyState, ErrorState, Link, SkeletonLines, useQuery, When } from '@hashyard/ui';
import { createMemo, For, type JSX, Match, Show, Switch } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { eventWords } from '../contracts/contract.words.ts';
import { newestFirst } from './activity.view.ts';

const customerActivityDocument = graphql(`
  query CustomerActivity($id: ID!) {
    customer(id: $id) {
      id
      contracts(first: 200) {
        nodes {
          id
          displayNumber
          timeZone
          timeline {
            at
            kind
            actor
            note
          }
        }
      }
    }
  }
`);

/** What happened to all contracts of a customer, and who did it. */
export function CustomerActivity(props: { customerId: string }): JSX.Element {
  const query = useQuery(customerActivityDocument, () => ({ id: props.customerId }));
  const events = createMemo(() => newestFirst(query.data?.customer?.contracts.nodes ?? []));
  return (
    <Card title="Activity">
      <Switch fallback={<SkeletonLines lines={5} />}>
        <Match when={query.error && !query.data && query.error}>
          {(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}
        </Match>
        <Match when={query.data && events().length === 0}>
          <EmptyState title="Nothing has happened yet" icon="contract">
            What is done with this customer’s contracts appears here.
          </EmptyState>
        </Match>
        <Match when={query.data}>
          <ol class="flex flex-col" aria-label="Activity">
            <For each={events()}>
              {({ event, contract }) => (
                <li class="flex flex-wrap justify-between gap-x-6 border-b border-line py-2 last:border-0">
                  <span class="min-w-0 break-words">
                    <Link href={`/contracts/${contract.id}`}>{contract.displayNumber}</Link>{' '}
                    <span class="font-medium">{eventWords[event.kind]}</span>
                    <Show when={event.note}>{(note) => <span class="text-muted"> {note()}</span>}</Show>
                  </span>
                  <span class="text-sm text-muted">
                    {event.actor}, <When at={event.at} zone={contract.timeZone} />
                  </span>
                </li>
              )}
            </For>
          </ol>
        </Match>
      </Switch>
    </Card>
  );
}
