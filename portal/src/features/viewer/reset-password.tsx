import { Button, createForm, createSubmit, FormMessage, TextInput, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import { Door } from './door.tsx';

const ResetPasswordDocument = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) {
      ... on PasswordReset {
        email
      }
      ...RefusalFields
    }
  }
`);

/** Chooses a new password by a mailed link; only sending it uses the link up. */
export function ResetPassword(props: { token: string }): JSX.Element {
  const reset = useMutation(ResetPasswordDocument);
  const [doneFor, setDoneFor] = createSignal<string>();
  const form = createForm({ password: '' });
  const submit = createSubmit(
    form,
    ({ password }) => reset.run({ input: { token: props.token, password } }),
    ({ email }) => setDoneFor(email),
  );
  return (
    <Show
      when={doneFor()}
      fallback={
        <Door title="Choose a new password" note="All your open sessions end with it.">
          <form class="flex flex-col gap-4" noValidate onSubmit={submit}>
            <FormMessage text={form.message()} />
            <TextInput
              label="New password"
              type="password"
              required
              autofocus
              autocomplete="new-password"
              hint="12 characters or more"
              {...form.field('password')}
            />
            <Button type="submit" look="primary" class="mt-2" busy={form.busy()}>
              Set password
            </Button>
          </form>
        </Door>
      }
    >
      {(email) => (
        <Door title="The password is set" note={`Sign in as ${email()} with the new one.`}>
          <a href="/portal/" class="text-accent hover:underline">
            Go to the sign-in
          </a>
        </Door>
      )}
    </Show>
  );
}
