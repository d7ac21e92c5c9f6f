import { Button, createForm, createSubmit, FormMessage, TextInput, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { FaceFragment, MembershipChoiceFragment } from '../../gql/graphql';
import { ChooseMembership } from './choose-membership.tsx';
import { Door } from './door.tsx';

/** What every mutation asks of a refusal. */
export const RefusalFields = graphql(`
  fragment RefusalFields on Refusal {
    code
    message
    path
    ... on InvalidInput {
      issues {
        code
        message
        path
      }
    }
    ... on Conflict {
      issues {
        code
        message
        path
      }
    }
  }
`);

const SignInDocument = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      ... on SignedIn {
        viewer {
          name
        }
      }
      ... on ChooseMembership {
        ticket
        memberships {
          ...MembershipChoice
        }
      }
      ...RefusalFields
    }
  }
`);

type Choice = { ticket: string; memberships: readonly MembershipChoiceFragment[] };

/** Email and password, then the account when there are several. */
export function SignInForm(props: {
  onSignedIn: () => void;
  /** Whose portal it is: only memberships of that one count. */
  portalSlug?: string;
  face?: FaceFragment | null;
}): JSX.Element {
  const signIn = useMutation(SignInDocument);
  const [asksCode, setAsksCode] = createSignal(false);
  const form = createForm({ email: '', password: '', oneTimeCode: '' });
  const [choice, setChoice] = createSignal<Choice>();
  const submit = createSubmit(
    form,
    async ({ email, password, oneTimeCode }) => {
      const code = oneTimeCode.trim() || undefined;
      const input = { email: email.trim(), password, portalSlug: props.portalSlug, oneTimeCode: code };
      const answer = await signIn.run({ input });
      if (!answer.ok && 'refusal' in answer && answer.refusal.code === 'SECOND_FACTOR_REQUIRED') setAsksCode(true);
      return answer;
    },
    (answer) => ('ticket' in answer ? setChoice(answer) : props.onSignedIn()),
  );
  return (
    <Show
      when={choice()}
      fallback={
        <Door title="Sign in" note="Your machines, contracts and bills." face={props.face}>
          <form class="flex flex-col gap-4" noValidate onSubmit={submit}>
            <FormMessage text={form.message()} />
            <TextInput label="Email" type="email" required autocomplete="username" autofocus {...form.field('email')} />
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
            <Button type="submit" look="primary" class="mt-2" busy={form.busy()}>
              Sign in
            </Button>
            <a href={`/portal/forgot${portalQuery(props.portalSlug)}`} class="text-accent hover:underline">
              Forgot your password?
            </a>
          </form>
        </Door>
      }
    >
      {(open) => (
        <Door title="Which account?" note="Your address belongs to more than one." face={props.face}>
          <ChooseMembership
            memberships={open().memberships}
            ticket={open().ticket}
            onChosen={() => props.onSignedIn()}
          />
        </Door>
      )}
    </Show>
  );
}

/** Which portal it is goes on with the link. */
const portalQuery = (slug: string | undefined): string => (slug ? `?portal=${encodeURIComponent(slug)}` : '');
