import { Card, EmptyState } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import type { OpenInviteFragment, TeamMemberFragment } from '../../gql/graphql.ts';
import { InvitePerson } from '../session/invite-person.tsx';
import { May, useMay } from '../session/may.tsx';
import { MemberRow } from '../session/member-row.tsx';
import { OpenInvites } from '../session/open-invites.tsx';
import { roleWord } from '../session/memberships.view.ts';

const roles = (['CUSTOMER_OWNER', 'CUSTOMER_MEMBER'] as const).map((role) => ({ value: role, label: roleWord(role) }));

/** Who may enter the portal for this customer. */
export function CustomerTeam(props: {
  customerId: string;
  people: readonly TeamMemberFragment[];
  invites: readonly OpenInviteFragment[];
  onChanged: () => void;
}): JSX.Element {
  const mayManage = useMay('portal-people:manage');
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
              <MemberRow
                member={member}
                mayChange={mayManage()}
                from="the portal of this customer"
                onChanged={props.onChanged}
              />
            )}
          </For>
        </ul>
      </Show>
      <OpenInvites invites={props.invites} />
    </Card>
  );
}
