import { ConfirmButton, toast, useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';

const removeMembershipDocument = graphql(`
  mutation RemoveMembership($input: RemoveMembershipInput!) {
    removeMembership(input: $input) {
      __typename
      ... on Removed {
        id
      }
      ...RefusalFields
    }
  }
`);

/** Takes a person's access away, at once. */
export function RemoveMembership(props: {
  membershipId: string;
  name: string;
  /** What the person loses access to: "the portal". */
  from: string;
  onRemoved: () => void;
}): JSX.Element {
  const remove = useMutation(removeMembershipDocument);
  return (
    <ConfirmButton
      button={{ look: 'quiet', class: 'min-h-6! py-0', 'aria-label': `Remove ${props.name}` }}
      title={`Remove ${props.name}`}
      verb="Remove person"
      danger
      effect={
        <p>
          {props.name} loses {props.from} at once: open sessions end within seconds. What the person did stays in the
          record, and another invitation lets the person in again.
        </p>
      }
      send={() => remove.run({ input: { membershipId: props.membershipId } })}
      onDone={() => {
        toast(`${props.name} has no access any more`);
        props.onRemoved();
      }}
    >
      Remove
    </ConfirmButton>
  );
}
