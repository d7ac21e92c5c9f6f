import { Button, createForm, createSubmit, FormMessage, TextInput, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
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
  const [asksCode, setAsksCode] = createSignal(false);
  const form = createForm({ password: '', oneTimeCode: '' });
  const submit = createSubmit(
    form,
    async ({ password, oneTimeCode }) => {
      const input = { token: props.token, password, oneTimeCode: oneTimeCode.trim() || undefined };
      const answer = await accept.run({ input });
      if (!answer.ok && 'refusal' in answer && answer.refusal.code === 'SECOND_FACTOR_REQUIRED') setAsksCode(true);
      return answer;
    },
    () => props.onSignedIn(),
  );
  return (
    <Door
      title="Welcome"
      note="Choose a password to open your portal. You sign in with the address that got the invitation."
    >
      <form class="flex flex-col gap-4" noValidate onSubmit={submit}>
        <FormMessage text={form.message()} />
        <TextInput
          label="Password"
          type="password"
          required
          autofocus
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
        <Button type="submit" look="primary" class="mt-2" busy={form.busy()}>
          Set password and sign in
        </Button>
      </form>
    </Door>
  );
}
