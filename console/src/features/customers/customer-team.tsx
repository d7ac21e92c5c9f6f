import { Card, EmptyState, When } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { TeamMemberFragment } from '../../gql/graphql.ts';
import { roleWord } from '../session/memberships.view.ts';

export const teamMember = graphql(`
  fragment TeamMember on Membership {
    id
    role
    createdAt
    lastSeenAt
    user {
      id
      name
      email
    }
  }
`);

/** Who may enter the portal for this customer. */
export function CustomerTeam(props: { people: readonly TeamMemberFragment[] }): JSX.Element {
  return (
    <Card title="People">
      <Show
        when={props.people.length > 0}
        fallback={
          <EmptyState title="Nobody has entered the portal yet" icon="people">
            Send Portal Invite mails a link to the contact email; who accepts it appears here.
          </EmptyState>
        }
      >
        <ul class="flex flex-col">
          <For each={props.people}>
            {(member) => (
              <li class="flex flex-wrap justify-between gap-x-6 gap-y-1 border-b border-line py-2 last:border-0">
                <span class="min-w-0 break-words">
                  <span class="font-medium">{member.user.name}</span>{' '}
                  <span class="text-muted">{member.user.email}</span>
                </span>
                <span class="flex flex-wrap gap-x-4 text-muted">
                  <span>{roleWord(member.role)}</span>
                  <Show when={member.lastSeenAt} fallback={<span>never seen</span>}>
                    {(at) => (
                      <span>
                        seen <When at={at()} />
                      </span>
                    )}
                  </Show>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}
