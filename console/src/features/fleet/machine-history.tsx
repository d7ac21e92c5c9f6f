import { Card, dateTime, decimal, EmptyState, Link } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { MachineAssignmentFragment, MachineFeedFragment } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { sourceOf } from '../power/feed.view.ts';

export const machineAssignment = graphql(`
  fragment MachineAssignment on Assignment {
    from
    to
    contract {
      id
      displayNumber
      customer {
        id
        name
        companyName
      }
    }
  }
`);

export const machineFeed = graphql(`
  fragment MachineFeed on Feed {
    from
    to
    weight
    outlet {
      id
      number
      label
      pdu {
        id
        name
      }
    }
    meter {
      id
      name
    }
  }
`);

/** Under which contracts it stood, newest first. */
export function MachineAssignments(props: {
  assignments: readonly MachineAssignmentFragment[];
  zone: string;
}): JSX.Element {
  return (
    <Card title="Assignments">
      <Show
        when={props.assignments.length > 0}
        fallback={<EmptyState title="Never assigned">Assign it in a contract’s equipment step.</EmptyState>}
      >
        <ul class="flex flex-col">
          <For each={props.assignments.toReversed()}>
            {(assignment) => (
              <li class="flex flex-wrap justify-between gap-x-4 border-b border-line py-2 last:border-0">
                <span>
                  <Link href={`/contracts/${assignment.contract.id}`}>{assignment.contract.displayNumber}</Link>{' '}
                  <Link href={`/customers/${assignment.contract.customer.id}`}>
                    {customerLabel(assignment.contract.customer)}
                  </Link>
                </span>
                <Span from={assignment.from} to={assignment.to} zone={props.zone} />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}

/** What it hung on, newest first. */
export function MachineFeeds(props: { feeds: readonly MachineFeedFragment[]; zone: string }): JSX.Element {
  return (
    <Card title="Power feeds">
      <Show
        when={props.feeds.length > 0}
        fallback={
          <EmptyState title="No outlet known">Without an outlet or meter it can’t be billed as metered.</EmptyState>
        }
      >
        <ul class="flex flex-col">
          <For each={props.feeds.toReversed()}>
            {(feed) => (
              <li class="flex flex-wrap justify-between gap-x-4 border-b border-line py-2 last:border-0">
                <span>
                  <Show when={feed.outlet} fallback={sourceOf(feed)}>
                    {(outlet) => <Link href={`/power/${outlet().pdu.id}`}>{sourceOf(feed)}</Link>}
                  </Show>
                  <Show when={Number(feed.weight) !== 1}>
                    <span class="text-muted"> share {decimal(feed.weight)}</span>
                  </Show>
                </span>
                <Span from={feed.from} to={feed.to} zone={props.zone} />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}

function Span(props: { from: string; to?: string | null; zone: string }): JSX.Element {
  return (
    <span class="text-sm text-muted" title={props.zone}>
      {dateTime(props.from, props.zone)} to {props.to ? dateTime(props.to, props.zone) : 'now'}
    </span>
  );
}
