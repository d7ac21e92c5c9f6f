import { Asked, Card, EmptyState, Link, SkeletonLines, useQuery, When } from '@hashyard/ui';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { May } from '../session/may.tsx';
import { happenings } from './activity.view.ts';

const customerActivityDocument = graphql(`
  query CustomerActivity($id: ID!) {
    customer(id: $id) {
      id
      activity(first: 200) {
        nodes {
          at
          actor
          actorName
          action
          table
          changed
        }
        pageInfo {
          hasNextPage
        }
      }
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

/** What happened to a customer, its contracts, people and bills, and who did it. */
export function CustomerActivity(props: { customerId: string }): JSX.Element {
  const query = useQuery(customerActivityDocument, () => ({ id: props.customerId }));
  const log = () => query.data?.customer?.activity;
  const isCut = () => log()?.pageInfo.hasNextPage ?? false;
  const list = createMemo(() => {
    const entries = log()?.nodes ?? [];
    return happenings(query.data?.customer?.contracts.nodes ?? [], entries, isCut() ? entries.at(-1)?.at : null);
  });
  return (
    <Card title="Activity">
      <Asked
        query={query}
        of={() => list()}
        skeleton={<SkeletonLines lines={5} />}
        none={
          <EmptyState title="Nothing has happened yet" icon="contract">
            What is done about this customer appears here.
          </EmptyState>
        }
      >
        {(known) => (
          <>
            <ol class="flex flex-col" aria-label="Activity">
              <For each={known()}>
                {(one) => (
                  <li class="flex flex-wrap justify-between gap-x-6 border-b border-line py-2 last:border-0">
                    <span class="min-w-0 break-words">
                      <Show when={one.contract}>
                        {(contract) => (
                          <>
                            <Link href={`/contracts/${contract().id}`}>{contract().displayNumber}</Link>{' '}
                          </>
                        )}
                      </Show>
                      <span class="font-medium">{one.what}</span> <span class="text-muted">{one.detail}</span>
                    </span>
                    <span class="text-sm text-muted">
                      {one.who}, <When at={one.at} zone={one.contract?.timeZone} />
                    </span>
                  </li>
                )}
              </For>
            </ol>
            <Show when={isCut()}>
              <p class="mt-4 text-muted">
                The newest are shown.{' '}
                <May do="audit:read">
                  All are in the <Link href="/settings?tab=audit">audit</Link>.
                </May>
              </p>
            </Show>
          </>
        )}
      </Asked>
    </Card>
  );
}
