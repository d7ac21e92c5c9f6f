import { Button, ConfirmDialog, toast, useMutation } from '@hashyard/ui';
import { createSignal, type JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { refusedOf } from '../contracts/refused.view.ts';

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
  const [asking, setAsking] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const send = async () => {
    const answer = await remove.run({ input: { membershipId: props.membershipId } });
    if (!answer.ok) return void setRefused(refusedOf(answer).message);
    setAsking(false);
    toast(`${props.name} has no access any more`);
    props.onRemoved();
  };
  return (
    <>
      <Button
        look="quiet"
        class="min-h-6! py-0"
        aria-label={`Remove ${props.name}`}
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
        title={`Remove ${props.name}`}
        verb="Remove person"
        danger
        busy={remove.busy}
        error={refused()}
        onConfirm={send}
        effect={
          <p>
            {props.name} loses {props.from} at once: open sessions end within seconds. What the person did stays in the
            record, and another invitation lets the person in again.
          </p>
        }
      />
    </>
  );
}
