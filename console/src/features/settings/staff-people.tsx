import { Card, When } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import type { OpenInviteFragment, Role, TeamMemberFragment } from '../../gql/graphql.ts';
import { MemberAccess } from '../security/member-access.tsx';
import { InvitePerson } from '../session/invite-person.tsx';
import { May } from '../session/may.tsx';
import { roleWord } from '../session/memberships.view.ts';
import { OpenInvites } from '../session/open-invites.tsx';
import { RemoveMembership } from '../session/remove-membership.tsx';
import { useSession } from '../session/session.tsx';

/** Only an owner makes owners. */
const staffRoles: readonly Role[] = ['OWNER', 'ADMIN', 'OPERATIONS', 'BILLING', 'READ_ONLY'];

/** Who runs the organization, as what, and who is invited. */
export function StaffPeople(props: {
  people: readonly TeamMemberFragment[];
  invites: readonly OpenInviteFragment[];
  onChanged: () => void;
}): JSX.Element {
  const session = useSession();
  const isOwner = () => session.viewer.role === 'OWNER';
  const roles = () =>
    staffRoles.filter((role) => role !== 'OWNER' || isOwner()).map((role) => ({ value: role, label: roleWord(role) }));
  return (
    <Card
      title="People"
      class="max-w-4xl"
      actions={
        <May do="staff:manage">
          <InvitePerson roles={roles()} onInvited={props.onChanged} />
        </May>
      }
    >
      <ul class="flex flex-col" aria-label="People">
        <For each={props.people}>
          {(member) => (
            <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-2 last:border-0">
              <span class="min-w-0 break-words">
                <span class="font-medium">{member.user.name}</span> <span class="text-muted">{member.user.email}</span>
              </span>
              <span class="flex flex-wrap items-center gap-x-4 text-muted">
                <span>{roleWord(member.role)}</span>
                <Show when={member.lastSeenAt} fallback={<span>never seen</span>}>
                  {(at) => (
                    <span>
                      seen <When at={at()} />
                    </span>
                  )}
                </Show>
                <May do="staff:manage">
                  <Show when={member.role !== 'OWNER' || isOwner()}>
                    <MemberAccess member={member} onChanged={props.onChanged} />
                    <RemoveMembership
                      membershipId={member.id}
                      name={member.user.name}
                      from="the console"
                      onRemoved={props.onChanged}
                    />
                  </Show>
                </May>
              </span>
            </li>
          )}
        </For>
      </ul>
      <OpenInvites invites={props.invites} />
    </Card>
  );
}
