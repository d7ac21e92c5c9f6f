import { Button, toast, useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { ModelRowFragment } from '../../gql/graphql.ts';
import { refusedOf } from '../contracts/refused.view.ts';
import { modelLabel } from './machines.view.ts';

const removeMinerModelDocument = graphql(`
  mutation RemoveMinerModel($input: RemoveMinerModelInput!) {
    removeMinerModel(input: $input) {
      __typename
      ... on MinerModel {
        id
      }
      ...RefusalFields
    }
  }
`);

/** Takes a model that no machine has off the list; a slip is mended by adding it again. */
export function RemoveModel(props: { model: ModelRowFragment; onRemoved: () => void }): JSX.Element {
  const remove = useMutation(removeMinerModelDocument);
  const send = async () => {
    const answer = await remove.run({ input: { minerModelId: props.model.id } });
    toast(answer.ok ? `${modelLabel(props.model)} removed` : refusedOf(answer).message);
    if (answer.ok) props.onRemoved();
  };
  return (
    <Button
      class="min-h-6! py-0"
      look="quiet"
      busy={remove.busy}
      disabled={(props.model.machines ?? 1) > 0}
      aria-label={`Remove ${modelLabel(props.model)}`}
      onClick={send}
    >
      Remove
    </Button>
  );
}
