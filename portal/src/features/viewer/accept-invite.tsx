import { AcceptInviteForm, useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql';
import { Door } from './door.tsx';

const AcceptInviteDocument = graphql(`
  mutation AcceptInvite($input: AcceptInviteInput!) {
    acceptInvite(input: $input) {
      ... on SignedIn {
        viewer {
          name
        }
      }
      ...RefusalFields
    }
  }
`);

/** The first visit: a password, and in. Who has an account already gives its password. */
export function AcceptInvite(props: { token: string; onSignedIn: () => void }): JSX.Element {
  const accept = useMutation(AcceptInviteDocument);
  return (
    <Door
      title="Welcome"
      note="Choose a password to open your portal. You sign in with the address that got the invitation."
    >
      <AcceptInviteForm
        send={({ password, oneTimeCode }) => accept.run({ input: { token: props.token, password, oneTimeCode } })}
        onDone={props.onSignedIn}
      />
    </Door>
  );
}
