import { Button, ConfirmDialog, toast, useMutation, whyNot } from '@hashyard/ui';
import { createSignal, type JSX } from 'solid-js';
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
  const [asking, setAsking] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const name = () => props.person.user.name;
  const send = async () => {
    const answer = await remove.run({ input: { membershipId: props.person.id } });
    if (!answer.ok) return void setRefused(whyNot(answer));
    setAsking(false);
    toast(`${name()} can’t enter any more`);
    props.onRemoved();
  };
  return (
    <>
      <Button
        aria-label={`Remove ${name()}`}
        onClick={() => {
          setRefused(undefined);
          setAsking(true);
        }}
      >
        Remove
      </Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={`Remove ${name()}`}
        verb="Remove person"
        danger
        busy={remove.busy}
        error={refused()}
        onConfirm={send}
        effect={
          <p>
            {name()} is signed out at once and sees nothing of this account any more. Another invitation lets the person
            in again.
          </p>
        }
      />
    </>
  );
}
