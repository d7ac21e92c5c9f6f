import { Button, Card, EmptyState, FormMessage, useGraph, useMutation, whyNot } from '@hashyard/ui';
import { createSignal, For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { type MembershipChoice, roleWord } from './memberships.view.ts';

export const membershipChoice = graphql(`
  fragment StaffMembership on Membership {
    id
    role
    organization {
      id
      name
    }
    customer {
      id
    }
  }
`);

const chooseDocument = graphql(`
  mutation ChooseMembership($input: ChooseMembershipInput!) {
    chooseMembership(input: $input) {
      __typename
      ... on SignedIn {
        viewer {
          kind
        }
      }
      ...RefusalFields
    }
  }
`);

/** Enters one of a person's organizations. Without a ticket for somebody who is signed in already. */
export function useChooseMembership() {
  const graph = useGraph();
  const choose = useMutation(chooseDocument);
  /** Answers what stood in the way, or nothing. */
  return async (membershipId: string, ticket?: string): Promise<string | undefined> => {
    const answer = await choose.run({ input: { membershipId, ticket } });
    if (answer.ok) return void graph.reset();
    return whyNot(answer);
  };
}

export function ChooseMembership(props: { ticket: string; memberships: readonly MembershipChoice[] }): JSX.Element {
  const choose = useChooseMembership();
  const [message, setMessage] = createSignal<string>();
  const enter = async (membershipId: string) => setMessage(await choose(membershipId, props.ticket));
  return (
    <Card title="Choose an organization">
      <FormMessage text={message()} />
      <Show
        when={props.memberships.length > 0}
        fallback={
          <EmptyState title="No organization to run">
            Your account belongs to a customer portal. Open the portal’s own address instead.
          </EmptyState>
        }
      >
        <ul class="flex flex-col gap-2">
          <For each={props.memberships}>
            {(membership) => (
              <li>
                <Button class="w-full" onClick={() => enter(membership.id)}>
                  {membership.organization.name}
                  <span class="text-muted">{roleWord(membership.role)}</span>
                </Button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}
