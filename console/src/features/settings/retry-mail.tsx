import { Button, ConfirmDialog, toast, useMutation } from '@hashyard/ui';
import { createSignal, type JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { MailOutboxRowFragment } from '../../gql/graphql.ts';
import { refusedOf } from '../contracts/refused.view.ts';

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
  const [asking, setAsking] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const send = async () => {
    const answer = await retry.run({ input: { mailId: props.mail.id } });
    if (!answer.ok) return void setRefused(refusedOf(answer).message);
    setAsking(false);
    toast(`The mail to ${props.mail.recipient} is queued again`);
    props.onRetried();
  };
  return (
    <>
      <Button
        aria-label={`Retry the mail to ${props.mail.recipient}: ${props.mail.subject}`}
        onClick={() => {
          setRefused(undefined);
          setAsking(true);
        }}
      >
        Retry
      </Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title="Send this mail again"
        verb="Send again"
        busy={retry.busy}
        error={refused()}
        onConfirm={send}
        effect={
          <p class="[overflow-wrap:anywhere]">
            “{props.mail.subject}” goes to {props.mail.recipient} once more.{' '}
            {props.mail.state === 'SENDING' ? 'It may have left the first time: then it arrives twice.' : ''}
          </p>
        }
      />
    </>
  );
}
