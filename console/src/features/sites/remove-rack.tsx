import { ConfirmDialog, count, toast, useMutation } from '@hashyard/ui';
import { createSignal, type JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { RackRowFragment } from '../../gql/graphql.ts';
import { refusedOf } from '../contracts/refused.view.ts';

const removeRackDocument = graphql(`
  mutation RemoveRack($input: RemoveRackInput!) {
    removeRack(input: $input) {
      __typename
      ... on Rack {
        id
      }
      ...RefusalFields
    }
  }
`);

/** Takes an empty rack away, with its slots. */
export function RemoveRack(props: { rack: RackRowFragment; onClose: () => void; onRemoved: () => void }): JSX.Element {
  const remove = useMutation(removeRackDocument);
  const [refused, setRefused] = createSignal<string>();
  const send = async () => {
    const answer = await remove.run({ input: { rackId: props.rack.id } });
    if (!answer.ok) return void setRefused(refusedOf(answer).message);
    toast(`${props.rack.name} removed`);
    props.onRemoved();
  };
  return (
    <ConfirmDialog
      open
      onClose={props.onClose}
      title={`Remove ${props.rack.name}`}
      verb="Remove rack"
      danger
      busy={remove.busy}
      error={refused()}
      onConfirm={send}
      effect={
        <p>
          {count(props.rack.rows * props.rack.columns, 'slot')} leave the map. Machines and PDUs have to be moved out of
          it first.
        </p>
      }
    />
  );
}
