import { SignInForm, useMutation } from '@hashyard/ui';
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
export function SignIn(props: {
  onSignedIn: () => void;
  /** Whose portal it is: only memberships of that one count. */
  portalSlug?: string;
  face?: FaceFragment | null;
}): JSX.Element {
  const signIn = useMutation(SignInDocument);
  const [choice, setChoice] = createSignal<Choice>();
  return (
    <Show
      when={choice()}
      fallback={
        <Door title="Sign in" note="Your machines, contracts and bills." face={props.face}>
          <SignInForm
            send={(given) => signIn.run({ input: { ...given, portalSlug: props.portalSlug } })}
            onDone={(answer) => ('ticket' in answer ? setChoice(answer) : props.onSignedIn())}
            forgot={
              <a href={`/portal/forgot${portalQuery(props.portalSlug)}`} class="text-accent hover:underline">
                Forgot your password?
              </a>
            }
          />
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
