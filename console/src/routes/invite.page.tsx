import { Button, createForm, FormMessage, TextInput, useGraph, useMutation } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
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
  const [asksCode, setAsksCode] = createSignal(false);
  const form = createForm({ name: '', password: '', oneTimeCode: '' });
  const submit = form.submit(
    async ({ name, password, oneTimeCode }) => {
      const code = oneTimeCode.trim() || undefined;
      const answer = await accept.run({
        input: { token, password, name: name.trim() || undefined, oneTimeCode: code },
      });
      if (!answer.ok && 'refusal' in answer && answer.refusal.code === 'SECOND_FACTOR_REQUIRED') setAsksCode(true);
      return answer;
    },
    () => {
      graph.reset();
      navigate('/', { replace: true });
    },
  );
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
        <form class="flex flex-col gap-4" onSubmit={submit} novalidate>
          <FormMessage text={form.message()} />
          <TextInput label="Your name" hint="Blank: as in the invitation" autocomplete="name" {...form.field('name')} />
          <TextInput
            label="Password"
            type="password"
            required
            autocomplete="new-password"
            hint="12 characters or more. If this address has an account already, enter its password."
            {...form.field('password')}
          />
          <Show when={asksCode()}>
            <TextInput
              label="One-time code"
              required
              autofocus
              autocomplete="one-time-code"
              hint="From your authenticator app, or a recovery code"
              {...form.field('oneTimeCode')}
            />
          </Show>
          <Button type="submit" look="primary" busy={form.busy()}>
            Set password and sign in
          </Button>
        </form>
      </Door>
    </Show>
  );
}
