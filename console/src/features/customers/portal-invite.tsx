import { Button, dateTime, toast, useMutation } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { PortalInviteFragment } from '../../gql/graphql.ts';
import { inviteObstacle } from './customer.view.ts';

export const portalInvite = graphql(`
  fragment PortalInvite on Customer {
    id
    contactEmail
    active
    portalAccess
    portal
  }
`);

const sendPortalInviteDocument = graphql(`
  mutation SendPortalInvite($input: SendPortalInviteInput!) {
    sendPortalInvite(input: $input) {
      __typename
      ... on Invite {
        id
        email
        sentAt
        expiresAt
      }
      ...RefusalFields
    }
  }
`);

/** Mails the customer a link that works once and lasts 7 days; sent again, it replaces the one before. */
export function PortalInvite(props: { customer: PortalInviteFragment; onSent: () => void }): JSX.Element {
  const invite = useMutation(sendPortalInviteDocument);
  const obstacle = () => inviteObstacle(props.customer);
  const effect = () => `One mail to ${props.customer.contactEmail}`;

  const send = async () => {
    const answer = await invite.run({ input: { customerId: props.customer.id } });
    if (!answer.ok) {
      return toast(
        'refusal' in answer ? answer.refusal.message : `${answer.fault.title}. ${answer.fault.advice}`,
        'failed',
      );
    }
    const { email, expiresAt } = answer.value;
    toast(`Invitation sent to ${email}. Its link works until ${dateTime(expiresAt)}.`);
    props.onSent();
  };

  return (
    <Show when={props.customer.portal !== 'ACCEPTED'}>
      <Button
        look="primary"
        icon="mail"
        busy={invite.busy}
        disabled={obstacle() !== null}
        title={obstacle() ?? effect()}
        onClick={send}
      >
        Send Portal Invite
      </Button>
    </Show>
  );
}
