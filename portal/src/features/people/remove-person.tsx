import { ConfirmButton, toast, useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql';
import type { PersonFragment } from '../../gql/graphql';

const RemoveMembershipDocument = graphql(`
  mutation RemoveMembership($input: RemoveMembershipInput!) {
    removeMembership(input: $input) {
      ... on Removed {
        id
      }
      ...RefusalFields
    }
  }
`);

/** Takes a person's way in, at once. */
export function RemovePerson(props: { person: PersonFragment; onRemoved: () => void }): JSX.Element {
  const remove = useMutation(RemoveMembershipDocument);
  const name = () => props.person.user.name;
  return (
    <ConfirmButton
      button={{ 'aria-label': `Remove ${name()}` }}
      title={`Remove ${name()}`}
      verb="Remove person"
      danger
      effect={
        <p>
          {name()} is signed out at once and sees nothing of this account any more. Another invitation lets the person
          in again.
        </p>
      }
      send={() => remove.run({ input: { membershipId: props.person.id } })}
      onDone={() => {
        toast(`${name()} can’t enter any more`);
        props.onRemoved();
      }}
    >
      Remove
    </ConfirmButton>
  );
}
