import { Card, EmptyState, When } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { OpenInviteFragment, TeamMemberFragment } from '../../gql/graphql.ts';
import { MemberAccess } from '../security/member-access.tsx';
import { InvitePerson } from '../session/invite-person.tsx';
import { May } from '../session/may.tsx';
import { OpenInvites } from '../session/open-invites.tsx';
import { roleWord } from '../session/memberships.view.ts';
import { RemoveMembership } from '../session/remove-membership.tsx';

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
      secondFactor
    }
  }
`);

const roles = (['CUSTOMER_OWNER', 'CUSTOMER_MEMBER'] as const).map((role) => ({ value: role, label: roleWord(role) }));

/** Who may enter the portal for this customer. */
export function CustomerTeam(props: {
  customerId: string;
  people: readonly TeamMemberFragment[];
  invites: readonly OpenInviteFragment[];
  onChanged: () => void;
}): JSX.Element {
  return (
    <Card
      title="People"
      actions={
        <May do="portal-people:manage">
          <InvitePerson roles={roles} customerId={props.customerId} onInvited={props.onChanged} />
        </May>
      }
    >
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
                  <May do="portal-people:manage">
                    <MemberAccess member={member} onChanged={props.onChanged} />
                    <RemoveMembership
                      membershipId={member.id}
                      name={member.user.name}
                      from="the portal of this customer"
                      onRemoved={props.onChanged}
                    />
                  </May>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <OpenInvites invites={props.invites} />
    </Card>
  );
}
