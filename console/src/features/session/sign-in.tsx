import { Button, Card, createForm, FormMessage, Link, TextInput, useGraph, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { ChooseMembership, useChooseMembership } from './choose-membership.tsx';
import { type MembershipChoice, staffOnly } from './memberships.view.ts';

const signInDocument = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      __typename
      ... on SignedIn {
        viewer {
          kind
        }
      }
      ... on ChooseMembership {
        ticket
        memberships {
          ...StaffMembership
        }
      }
      ...RefusalFields
    }
  }
`);

/** Stands in place of every page until somebody is signed in; the address stays, so one lands where one wanted to go. */
export function SignIn(): JSX.Element {
  const graph = useGraph();
  const signIn = useMutation(signInDocument);
  const choose = useChooseMembership();
  const [choice, setChoice] = createSignal<{ ticket: string; memberships: readonly MembershipChoice[] }>();
  const [asksCode, setAsksCode] = createSignal(false);
  const form = createForm({ email: '', password: '', oneTimeCode: '' });

  const submit = form.submit(
    async ({ email, password, oneTimeCode }) => {
      const input = { email: email.trim(), password, oneTimeCode: oneTimeCode.trim() || undefined };
      const answer = await signIn.run({ input });
      if (!answer.ok && 'refusal' in answer && answer.refusal.code === 'SECOND_FACTOR_REQUIRED') setAsksCode(true);
      return answer;
    },
    (answer) => {
      if (answer.__typename !== 'ChooseMembership') return graph.reset();
      const memberships = staffOnly(answer.memberships);
      const [only] = memberships;
      if (only && memberships.length === 1) void choose(only.id, answer.ticket);
      else setChoice({ ticket: answer.ticket, memberships });
    },
  );

  return (
    <main class="grid min-h-dvh place-items-center p-4">
      <div class="flex w-full max-w-sm flex-col gap-6">
        <h1 class="text-center text-2xl">Hashyard console</h1>
        <Show
          when={choice()}
          fallback={
            <Card>
              <form class="flex flex-col gap-4" onSubmit={submit} novalidate>
                <FormMessage text={form.message()} />
                <TextInput
                  label="Email"
                  type="email"
                  required
                  autofocus
                  autocomplete="username"
                  {...form.field('email')}
                />
                <TextInput
                  label="Password"
                  type="password"
                  required
                  autocomplete="current-password"
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
                  Sign in
                </Button>
                <Link href="/forgot">Forgot your password?</Link>
              </form>
            </Card>
          }
        >
          {(open) => <ChooseMembership ticket={open().ticket} memberships={open().memberships} />}
        </Show>
      </div>
    </main>
  );
}
