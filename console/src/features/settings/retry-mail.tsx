import { ConfirmButton, toast, useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { MailOutboxRowFragment } from '../../gql/graphql.ts';

const retryMailDocument = graphql(`
  mutation RetryMail($input: RetryMailInput!) {
    retryMail(input: $input) {
      __typename
      ... on Mail {
        ...MailOutboxRow
      }
      ...RefusalFields
    }
  }
`);

/** Sends a mail again that failed, or whose sending was interrupted. */
export function RetryMail(props: { mail: MailOutboxRowFragment; onRetried: () => void }): JSX.Element {
  const retry = useMutation(retryMailDocument);
  return (
    <ConfirmButton
      button={{ 'aria-label': `Retry the mail to ${props.mail.recipient}: ${props.mail.subject}` }}
      title="Send this mail again"
      verb="Send again"
      effect={
        <p class="[overflow-wrap:anywhere]">
          “{props.mail.subject}” goes to {props.mail.recipient} once more.{' '}
          {props.mail.state === 'SENDING' ? 'It may have left the first time: then it arrives twice.' : ''}
        </p>
      }
      send={() => retry.run({ input: { mailId: props.mail.id } })}
      onDone={() => {
        toast(`The mail to ${props.mail.recipient} is queued again`);
        props.onRetried();
      }}
    >
      Retry
    </ConfirmButton>
  );
}
