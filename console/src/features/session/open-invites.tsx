import { dateTime } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { OpenInviteFragment } from '../../gql/graphql.ts';
import { roleWord } from './memberships.view.ts';

export const openInvite = graphql(`
  fragment OpenInvite on Invite {
    id
    email
    name
    role
    sentAt
    expiresAt
  }
`);

/** Who was invited and hasn't come yet. */
export function OpenInvites(props: { invites: readonly OpenInviteFragment[] }): JSX.Element {
  return (
    <Show when={props.invites.length > 0}>
      <h3 class="mt-4 text-sm font-medium">Invited</h3>
      <ul class="flex flex-col" aria-label="Invited">
        <For each={props.invites}>
          {(invite) => (
            <li class="flex flex-wrap justify-between gap-x-6 border-b border-line py-2 last:border-0">
              <span class="min-w-0 break-words">
                {invite.name} <span class="text-muted">{invite.email}</span>
              </span>
              <span class="text-muted">
                {roleWord(invite.role)}, link works until {dateTime(invite.expiresAt)}
              </span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
