import { Button, count, toast, useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { refusedOf } from '../contracts/refused.view.ts';

const addKnownMinerModelsDocument = graphql(`
  mutation AddKnownMinerModels {
    addKnownMinerModels {
      __typename
      ... on KnownMinerModelsAdded {
        models {
          id
        }
      }
      ...RefusalFields
    }
  }
`);

/** Brings what this release's list of current models has beyond the organization's own. */
export function AddKnownModels(props: { onAdded: () => void }): JSX.Element {
  const add = useMutation(addKnownMinerModelsDocument);
  const send = async () => {
    const answer = await add.run({});
    if (!answer.ok) return void toast(refusedOf(answer).message);
    const { length } = answer.value.models;
    toast(length > 0 ? `${count(length, 'model')} added` : 'All current models are on the list already');
    if (length > 0) props.onAdded();
  };
  return (
    <Button busy={add.busy} onClick={send}>
      Add current models
    </Button>
  );
}
