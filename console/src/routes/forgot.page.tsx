import { Button, createForm, FormMessage, TextInput, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { Door } from '../features/session/door.tsx';
import { graphql } from '../gql/gql.ts';

const requestPasswordResetDocument = graphql(`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) {
      __typename
      ... on PasswordResetRequested {
        email
      }
      ...RefusalFields
    }
  }
`);

/** Asks for a new password. The answer is the same whether the address exists or not. */
export function ForgotPage(): JSX.Element {
  const request = useMutation(requestPasswordResetDocument);
  const [sentTo, setSentTo] = createSignal<string>();
  const form = createForm({ email: '' });
  const submit = form.submit(
    ({ email }) => request.run({ input: { email: email.trim() } }),
    ({ email }) => setSentTo(email),
  );
  return (
    <Show
      when={sentTo()}
      fallback={
        <Door title="Forgot your password" note="A link to choose a new one goes to your address.">
          <form class="flex flex-col gap-4" onSubmit={submit} novalidate>
            <FormMessage text={form.message()} />
            <TextInput label="Email" type="email" required autofocus autocomplete="username" {...form.field('email')} />
            <Button type="submit" look="primary" busy={form.busy()}>
              Send link
            </Button>
          </form>
        </Door>
      }
    >
      {(email) => (
        <Door
          title="Look at your mail"
          note={`If ${email()} has an account here, a link is on its way. It works once and for an hour.`}
        />
      )}
    </Show>
  );
}
