import { AcceptInviteForm, useGraph, useMutation } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { Door, linkToken } from '../features/session/door.tsx';
import { graphql } from '../gql/gql.ts';

const acceptInviteDocument = graphql(`
  mutation AcceptInvite($input: AcceptInviteInput!) {
    acceptInvite(input: $input) {
      __typename
      ... on SignedIn {
        viewer {
          kind
        }
      }
      ...RefusalFields
    }
  }
`);

/** The first visit of a person on the staff: a password, and in. */
export function InvitePage(): JSX.Element {
  const graph = useGraph();
  const navigate = useNavigate();
  const accept = useMutation(acceptInviteDocument);
  const token = linkToken();
  return (
    <Show
      when={token}
      fallback={
        <Door
          title="This link is incomplete"
          note="Open the link from the invitation mail once more, or ask for a new one."
        />
      }
    >
      <Door title="Welcome" note="Choose a password. You sign in with the address that got the invitation.">
        <AcceptInviteForm
          asksName
          send={(given) => accept.run({ input: { token, ...given } })}
          onDone={() => {
            graph.reset();
            navigate('/', { replace: true });
          }}
        />
      </Door>
    </Show>
  );
}
