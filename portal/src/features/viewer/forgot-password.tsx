import { Button, createForm, createSubmit, FormMessage, TextInput, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { FaceFragment } from '../../gql/graphql';
import { Door } from './door.tsx';

export const RequestPasswordResetDocument = graphql(`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) {
      ... on PasswordResetRequested {
        email
      }
      ...RefusalFields
    }
  }
`);

/** Asks for a new password. The answer is the same whether the address exists or not. */
export function ForgotPassword(props: { portalSlug?: string; face?: FaceFragment | null }): JSX.Element {
  const request = useMutation(RequestPasswordResetDocument);
  const [sentTo, setSentTo] = createSignal<string>();
  const form = createForm({ email: '' });
  const submit = createSubmit(
    form,
    ({ email }) => request.run({ input: { email: email.trim(), portalSlug: props.portalSlug } }),
    ({ email }) => setSentTo(email),
  );
  return (
    <Show
      when={sentTo()}
      fallback={
        <Door title="Forgot your password" note="A link to choose a new one goes to your address." face={props.face}>
          <form class="flex flex-col gap-4" noValidate onSubmit={submit}>
            <FormMessage text={form.message()} />
            <TextInput label="Email" type="email" required autofocus autocomplete="username" {...form.field('email')} />
            <Button type="submit" look="primary" class="mt-2" busy={form.busy()}>
              Send link
            </Button>
          </form>
        </Door>
      }
    >
      {(email) => (
        <Door
          title="Look at your mail"
          face={props.face}
          note={`If ${email()} has an account here, a link is on its way. It works once and for an hour.`}
        >
          <a href="/portal/" class="text-accent hover:underline">
            Go to the sign-in
          </a>
        </Door>
      )}
    </Show>
  );
}
