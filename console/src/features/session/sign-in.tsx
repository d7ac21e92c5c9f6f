import { Card, Link, SignInForm, useGraph, useMutation } from '@hashyard/ui';
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
  return (
    <main class="grid min-h-dvh place-items-center p-4">
      <div class="flex w-full max-w-sm flex-col gap-6">
        <h1 class="text-center text-2xl">Hashyard console</h1>
        <Show
          when={choice()}
          fallback={
            <Card>
              <SignInForm
                send={(input) => signIn.run({ input })}
                onDone={(answer) => {
                  if (answer.__typename !== 'ChooseMembership') return graph.reset();
                  const memberships = staffOnly(answer.memberships);
                  const [only] = memberships;
                  if (only && memberships.length === 1) void choose(only.id, answer.ticket);
                  else setChoice({ ticket: answer.ticket, memberships });
                }}
                forgot={<Link href="/forgot">Forgot your password?</Link>}
              />
            </Card>
          }
        >
          {(open) => <ChooseMembership ticket={open().ticket} memberships={open().memberships} />}
        </Show>
      </div>
    </main>
  );
}
