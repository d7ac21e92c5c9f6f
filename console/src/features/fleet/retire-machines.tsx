import { Button, ConfirmDialog, count, toast, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { refusedOf } from '../contracts/refused.view.ts';

const retireDevicesDocument = graphql(`
  mutation RetireDevices($input: RetireDevicesInput!) {
    retireDevices(input: $input) {
      __typename
      ... on DevicesRetired {
        devices {
          id
        }
      }
      ...RefusalFields
    }
  }
`);

const restoreDevicesDocument = graphql(`
  mutation RestoreDevices($input: RestoreDevicesInput!) {
    restoreDevices(input: $input) {
      __typename
      ... on DevicesRestored {
        devices {
          id
        }
      }
      ...RefusalFields
    }
  }
`);

type Device = { readonly id: string; readonly name: string };

const namesOf = (devices: readonly Device[]): string =>
  devices.length === 1 ? (devices[0]?.name ?? '') : count(devices.length, 'machine');

/** Takes machines out of the fleet, all or none, after saying what that means. */
export function RetireMachines(props: {
  machines: readonly Device[];
  onClose: () => void;
  onRetired: () => void;
}): JSX.Element {
  // What was chosen when the dialog opened: live numbers may go on moving behind it.
  const machines = untrack(() => props.machines);
  const retire = useMutation(retireDevicesDocument);
  const [refused, setRefused] = createSignal<string>();
  const send = async () => {
    const answer = await retire.run({ input: { deviceIds: machines.map(({ id }) => id) } });
    if (!answer.ok) {
      const { message, details } = refusedOf(answer);
      return void setRefused(details.length > 1 ? details.join(' ') : message);
    }
    toast(`${namesOf(machines)} retired`);
    props.onRetired();
  };
  return (
    <ConfirmDialog
      open
      onClose={props.onClose}
      title={`Retire ${namesOf(machines)}`}
      verb={`Retire ${count(machines.length, 'machine')}`}
      danger
      busy={retire.busy}
      error={refused()}
      onConfirm={send}
      effect={
        <p>
          {machines.length === 1 ? 'It leaves' : 'They leave'} slot, outlets and collector now, and are read no more.
          History and past bills stay. Machines under a contract have to be taken off it first; a retired one can be
          taken back.
        </p>
      }
    />
  );
}

/** Takes a retired machine back into the fleet. */
export function RestoreMachine(props: { machine: Device; onRestored: () => void }): JSX.Element {
  const restore = useMutation(restoreDevicesDocument);
  const send = async () => {
    const answer = await restore.run({ input: { deviceIds: [props.machine.id] } });
    toast(answer.ok ? `${props.machine.name} is back in the fleet` : refusedOf(answer).message);
    if (answer.ok) props.onRestored();
  };
  return (
    <Button busy={restore.busy} onClick={send}>
      Take back
    </Button>
  );
}
