import { FormMessage, Icon, useMutation, whyNot } from '@hashyard/ui';
import { createSignal, For, type JSX } from 'solid-js';
import { graphql } from '../../gql';
import type { MembershipChoiceFragment } from '../../gql/graphql';

export const MembershipChoice = graphql(`
  fragment MembershipChoice on Membership {
    id
    role
    organization {
      id
      name
    }
    customer {
      id
      name
      companyName
    }
  }
`);

const ChooseMembershipDocument = graphql(`
  mutation ChooseMembership($input: ChooseMembershipInput!) {
    chooseMembership(input: $input) {
      ... on SignedIn {
        viewer {
          name
        }
      }
      ...RefusalFields
    }
  }
`);

/** One person, several accounts: which one is meant. `ticket` comes from a sign-in that isn't finished yet. */
export function ChooseMembership(props: {
  memberships: readonly MembershipChoiceFragment[];
  ticket?: string;
  onChosen: () => void;
}): JSX.Element {
  const choose = useMutation(ChooseMembershipDocument);
  const [message, setMessage] = createSignal<string>();
  const pick = async (membershipId: string) => {
    const answer = await choose.run({ input: { membershipId, ticket: props.ticket } });
    if (answer.ok) return props.onChosen();
    setMessage(whyNot(answer));
  };
  return (
    <div class="flex flex-col gap-3">
      <FormMessage text={message()} />
      <ul class="flex flex-col gap-2">
        <For each={props.memberships}>
          {(membership) => (
            <li>
              <button
                type="button"
                disabled={choose.busy}
                class="flex min-h-14 w-full items-center gap-3 rounded border border-line-strong/60 bg-surface px-4 py-2 text-left hover:bg-hover"
                onClick={() => pick(membership.id)}
              >
                <span class="min-w-0 flex-1">
                  <span class="block break-words font-medium">{accountName(membership)}</span>
                  <span class="block break-words text-sm text-muted">{accountPlace(membership)}</span>
                </span>
                <Icon name="right" class="text-muted" />
              </button>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}

const accountName = ({ customer, organization }: MembershipChoiceFragment): string =>
  customer ? (customer.companyName ?? customer.name) : organization.name;

const accountPlace = ({ customer, organization }: MembershipChoiceFragment): string =>
  customer ? `Customer of ${organization.name}` : 'Staff: opens in the console';
