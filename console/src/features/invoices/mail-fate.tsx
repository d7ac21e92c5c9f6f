import { Badge, Icon, When } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { MailFateFragment } from '../../gql/graphql.ts';
import { mailMark } from '../settings/mail.words.ts';

export const mailFate = graphql(`
  fragment MailFate on Mail {
    id
    recipient
    state
    stuck
    sentAt
    bouncedAt
    error
  }
`);

/** What became of the last mail that carried a paper, in the mail server's words where it refused. */
export function MailFate(props: { mails: readonly MailFateFragment[] }): JSX.Element {
  return (
    <Show when={props.mails.at(-1)} fallback="Not mailed">
      {(mail) => (
        <span class="flex flex-col items-start gap-1">
          <span class="flex flex-wrap items-center gap-2">
            <Badge tone={mailMark(mail()).tone}>
              <Icon name={mailMark(mail()).icon} size={12} class="mr-1" />
              {mailMark(mail()).word}
            </Badge>
            <span class="[overflow-wrap:anywhere]">to {mail().recipient}</span>
            <Show when={mail().sentAt}>{(at) => <When at={at()} />}</Show>
          </span>
          <Show when={mail().error}>
            {(answer) => (
              <span class="text-sm [overflow-wrap:anywhere]">
                <span class="text-muted">The mail server said:</span> {answer()}
              </span>
            )}
          </Show>
        </span>
      )}
    </Show>
  );
}
