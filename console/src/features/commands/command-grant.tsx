import { Button, Card, Checkbox, toast, useMutation } from '@hashyard/ui';
import { createSignal, For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { CommandGrantFragment, DeviceAction } from '../../gql/graphql.ts';
import { refusedOf } from '../contracts/refused.view.ts';
import { useMay } from '../session/may.tsx';
import { actionWords, machineActions, outletActions } from './command.view.ts';

export const commandGrant = graphql(`
  fragment CommandGrant on Contract {
    id
    grantedActions
  }
`);

const grantCommandsDocument = graphql(`
  mutation GrantCommands($input: GrantCommandsInput!) {
    grantCommands(input: $input) {
      __typename
      ... on Contract {
        ...CommandGrant
      }
      ...RefusalFields
    }
  }
`);

const ACTIONS: readonly DeviceAction[] = [...machineActions, ...outletActions];

/** What the customer's people may tell the contract's machines while it is active; nothing unless it is granted. */
export function CommandGrant(props: { contract: CommandGrantFragment; onChanged: () => void }): JSX.Element {
  const grant = useMutation(grantCommandsDocument);
  const mayGrant = useMay('contract:update');
  const [changed, setChanged] = createSignal<readonly DeviceAction[]>();
  const [refused, setRefused] = createSignal<string>();
  const granted = () => changed() ?? props.contract.grantedActions;
  const set = (action: DeviceAction, isGranted: boolean) =>
    setChanged(ACTIONS.filter((one) => (one === action ? isGranted : granted().includes(one))));
  const save = async () => {
    const answer = await grant.run({ input: { contractId: props.contract.id, actions: [...granted()] } });
    if (!answer.ok) return void setRefused(refusedOf(answer).message);
    setRefused(undefined);
    setChanged(undefined);
    toast('What the customer may command is saved');
    props.onChanged();
  };
  return (
    <Card title="Customer’s commands">
      <div class="flex flex-col gap-4">
        <p class="text-sm text-muted">
          What the customer’s people and keys may do with its machines while the contract is active. An outlet that
          feeds somebody else’s machine too is never theirs to switch.
        </p>
        <fieldset class="grid gap-x-6 sm:grid-cols-2" disabled={!mayGrant()}>
          <legend class="sr-only">Granted commands</legend>
          <For each={ACTIONS}>
            {(action) => (
              <Checkbox
                label={actionWords[action].verb}
                value={granted().includes(action)}
                onChange={(isGranted) => set(action, isGranted)}
              />
            )}
          </For>
        </fieldset>
        <Show when={refused()}>
          {(message) => (
            <p role="alert" class="rounded bg-bad-soft p-3 text-bad">
              {message()}
            </p>
          )}
        </Show>
        <Show when={changed()}>
          <div class="flex justify-end gap-2">
            <Button onClick={() => setChanged(undefined)}>Keep as it is</Button>
            <Button look="primary" busy={grant.busy} onClick={save}>
              Save what is granted
            </Button>
          </div>
        </Show>
      </div>
    </Card>
  );
}
