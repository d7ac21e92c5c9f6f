import { Badge, Card, date, When } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { PersonFragment, OpenInviteFragment } from '../../gql/graphql';
import { MemberAccess } from './member-access.tsx';
import { roleWords } from './people.view.ts';
import { RemovePerson } from './remove-person.tsx';

export const PersonFields = graphql(`
  fragment Person on Membership {
    id
    role
    lastSeenAt
    user {
      id
      name
      email
      secondFactor
    }
  }
`);

export const OpenInviteFields = graphql(`
  fragment OpenInvite on Invite {
    id
    email
    name
    role
    expiresAt
  }
`);

/** Who may enter this portal, and as what. `mayManage` is the account's owner. */
export function People(props: {
  people: readonly PersonFragment[];
  ownId: string | undefined;
  mayManage: boolean;
  onChanged: () => void;
}): JSX.Element {
  return (
    <Card title="Who may enter">
      <ul class="flex flex-col" aria-label="People">
        <For each={props.people}>
          {(person) => (
            <li class="flex min-h-11 flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-2 last:border-0">
              <span class="min-w-0 break-words">
                <span class="font-medium">{person.user.name}</span> <span class="text-muted">{person.user.email}</span>
              </span>
              <span class="flex flex-wrap items-center gap-x-4 text-muted">
                <Badge>{roleWords[person.role].word}</Badge>
                <Show when={person.lastSeenAt} fallback="never seen">
                  {(at) => (
                    <span>
                      seen <When at={at()} />
                    </span>
                  )}
                </Show>
                <Show when={props.mayManage && person.user.id !== props.ownId}>
                  <MemberAccess person={person} onChanged={props.onChanged} />
                  <RemovePerson person={person} onRemoved={props.onChanged} />
                </Show>
              </span>
            </li>
          )}
        </For>
      </ul>
    </Card>
  );
}

/** Who was asked in and hasn't come yet. */
export function Invited(props: { invites: readonly OpenInviteFragment[] }): JSX.Element {
  return (
    <Show when={props.invites.length > 0}>
      <Card title="Invited">
        <ul class="flex flex-col" aria-label="Invited">
          <For each={props.invites}>
            {(invite) => (
              <li class="flex min-h-11 flex-wrap items-center justify-between gap-x-6 border-b border-line py-2 last:border-0">
                <span class="min-w-0 break-words">
                  {invite.name} <span class="text-muted">{invite.email}</span>
                </span>
                <span class="text-muted">
                  {roleWords[invite.role].word}, link works until {date(invite.expiresAt.slice(0, 10))}
                </span>
              </li>
            )}
          </For>
        </ul>
      </Card>
    </Show>
  );
}
