import { When } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { TeamMemberFragment } from '../../gql/graphql.ts';
import { MemberAccess } from '../security/member-access.tsx';
import { roleWord } from './memberships.view.ts';
import { RemoveMembership } from './remove-membership.tsx';

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

/** A person who may enter: as what, seen when, and for those who may, the way in itself. */
export function MemberRow(props: {
  member: TeamMemberFragment;
  mayChange: boolean;
  /** What the person would lose access to: "the console". */
  from: string;
  onChanged: () => void;
}): JSX.Element {
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-2 last:border-0">
      <span class="min-w-0 break-words">
        <span class="font-medium">{props.member.user.name}</span>{' '}
        <span class="text-muted">{props.member.user.email}</span>
      </span>
      <span class="flex flex-wrap items-center gap-x-4 text-muted">
        <span>{roleWord(props.member.role)}</span>
        <Show when={props.member.lastSeenAt} fallback={<span>never seen</span>}>
          {(at) => (
            <span>
              seen <When at={at()} />
            </span>
          )}
        </Show>
        <Show when={props.mayChange}>
          <MemberAccess member={props.member} onChanged={props.onChanged} />
          <RemoveMembership
            membershipId={props.member.id}
            name={props.member.user.name}
            from={props.from}
            onRemoved={props.onChanged}
          />
        </Show>
      </span>
    </li>
  );
}
