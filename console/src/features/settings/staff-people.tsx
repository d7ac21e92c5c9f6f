import { Card } from '@hashyard/ui';
import { For, type JSX } from 'solid-js';
import type { OpenInviteFragment, Role, TeamMemberFragment } from '../../gql/graphql.ts';
import { InvitePerson } from '../session/invite-person.tsx';
import { May, useMay } from '../session/may.tsx';
import { MemberRow } from '../session/member-row.tsx';
import { roleWord } from '../session/memberships.view.ts';
import { OpenInvites } from '../session/open-invites.tsx';
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
  const mayManage = useMay('staff:manage');
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
            <MemberRow
              member={member}
              mayChange={mayManage() && (member.role !== 'OWNER' || isOwner())}
              from="the console"
              onChanged={props.onChanged}
            />
          )}
        </For>
      </ul>
      <OpenInvites invites={props.invites} />
    </Card>
  );
}
