import { Button, createForm, FormMessage, TextInput, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Match, Switch } from 'solid-js';
import { Door, linkToken } from '../features/session/door.tsx';
import { graphql } from '../gql/gql.ts';

const resetPasswordDocument = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) {
      __typename
      ... on PasswordReset {
        email
      }
      ...RefusalFields
    }
  }
`);

/** Chooses a new password by a mailed link; only sending it uses the link up. */
export function ResetPage(): JSX.Element {
  const reset = useMutation(resetPasswordDocument);
  const [doneFor, setDoneFor] = createSignal<string>();
  const token = linkToken();
  const form = createForm({ password: '' });
  const submit = form.submit(
    ({ password }) => reset.run({ input: { token, password } }),
    ({ email }) => setDoneFor(email),
  );
  return (
    <Switch
      fallback={
        <Door title="Choose a new password" note="All your open sessions end with it.">
          <form class="flex flex-col gap-4" onSubmit={submit} novalidate>
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
            <Button type="submit" look="primary" busy={form.busy()}>
              Set password
            </Button>
          </form>
        </Door>
      }
    >
      <Match when={doneFor()}>
        {(email) => <Door title="The password is set" note={`Sign in as ${email()} with the new one.`} />}
      </Match>
      <Match when={!token}>
        <Door title="This link is incomplete" note="Open the link from the mail once more, or ask for a new one." />
      </Match>
    </Switch>
  );
}
