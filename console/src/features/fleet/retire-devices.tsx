import { Button, ConfirmDialog, count, Notice, toast, useMutation, When } from '@hashyard/ui';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { refusedOf } from '../contracts/refused.view.ts';
import { May } from '../session/may.tsx';

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

const effects = {
  machine:
    'What is retired leaves slot, outlets and collector now, and is read no more. History and past bills stay. A machine under a contract has to be taken off it first; a retired one can be taken back.',
  PDU: 'It leaves its rack and collector now, and is read no more. History and past bills stay. What hangs on its outlets has to be mapped elsewhere first; it can be taken back.',
  meter:
    'It leaves its collector now, and is read no more. History and past bills stay. What hangs on it has to be mapped elsewhere first; it can be taken back.',
} as const;
type Noun = keyof typeof effects;

const namesOf = (devices: readonly Device[], noun: Noun): string =>
  devices.length === 1 ? (devices[0]?.name ?? '') : count(devices.length, noun);

/** Takes devices out of the fleet, all or none, after saying what that means. */
export function RetireDevices(props: {
  noun: Noun;
  devices: readonly Device[];
  onClose: () => void;
  onRetired: () => void;
}): JSX.Element {
  // What was chosen when the dialog opened: live numbers may go on moving behind it.
  const devices = untrack(() => props.devices);
  const noun = untrack(() => props.noun);
  const retire = useMutation(retireDevicesDocument);
  const [refused, setRefused] = createSignal<string>();
  const send = async () => {
    const answer = await retire.run({ input: { deviceIds: devices.map(({ id }) => id) } });
    if (!answer.ok) {
      const { message, details } = refusedOf(answer);
      return void setRefused(details.length > 1 ? details.join(' ') : message);
    }
    toast(`${namesOf(devices, noun)} retired`);
    props.onRetired();
  };
  return (
    <ConfirmDialog
      open
      onClose={props.onClose}
      title={`Retire ${namesOf(devices, noun)}`}
      verb={`Retire ${count(devices.length, noun)}`}
      danger
      busy={retire.busy}
      error={refused()}
      onConfirm={send}
      effect={<p>{effects[noun]}</p>}
    />
  );
}

/** Takes a retired device back into the fleet. */
function RestoreDevice(props: { device: Device; onRestored: () => void }): JSX.Element {
  const restore = useMutation(restoreDevicesDocument);
  const send = async () => {
    const answer = await restore.run({ input: { deviceIds: [props.device.id] } });
    toast(answer.ok ? `${props.device.name} is back in the fleet` : refusedOf(answer).message);
    if (answer.ok) props.onRestored();
  };
  return (
    <Button busy={restore.busy} onClick={send}>
      Take back
    </Button>
  );
}

/** Says that a device is out of the fleet, and takes it back; nothing for one that is in it. */
export function RetiredNotice(props: {
  noun: Noun;
  device: Device & { readonly retiredAt: string | null };
  zone: string;
  onRestored: () => void;
}): JSX.Element {
  return (
    <Show when={props.device.retiredAt}>
      {(at) => (
        <Notice
          tone="warn"
          action={
            <May do="fleet:manage">
              <RestoreDevice device={props.device} onRestored={props.onRestored} />
            </May>
          }
        >
          This {props.noun} is out of the fleet since <When at={at()} zone={props.zone} />. What follows is its history.
        </Notice>
      )}
    </Show>
  );
}

/** A button that retires one device. */
export function RetireButton(props: { noun: Noun; device: Device; onRetired: () => void }): JSX.Element {
  const [asking, setAsking] = createSignal(false);
  return (
    <May do="fleet:manage">
      <Button look="quiet" onClick={() => setAsking(true)}>
        Retire
      </Button>
      <Show when={asking()}>
        <RetireDevices
          noun={props.noun}
          devices={[props.device]}
          onClose={() => setAsking(false)}
          onRetired={() => {
            setAsking(false);
            props.onRetired();
          }}
        />
      </Show>
    </May>
  );
}
