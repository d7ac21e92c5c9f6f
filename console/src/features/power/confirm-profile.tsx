import { Button, createForm, createSubmit, Dialog, FormMessage, TextArea, toast, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { ProfileEvidence } from '../../gql/graphql.ts';
import { May } from '../session/may.tsx';

const confirmProfileDocument = graphql(`
  mutation ConfirmProfile($input: ConfirmProfileInput!) {
    confirmProfile(input: $input) {
      __typename
      ... on Pdu {
        id
        profileConfirmedAt
      }
      ... on Meter {
        id
        profileConfirmedAt
      }
      ...RefusalFields
    }
  }
`);

type Device = {
  readonly id: string;
  readonly name: string;
  readonly profile?: string | null;
  readonly profileEvidence?: ProfileEvidence | null;
  readonly profileConfirmedAt?: string | null;
};

/** Lets a device bill that rests on a profile nobody has recorded or documented. Who confirms says why. */
export function ConfirmProfile(props: { device: Device; onConfirmed: () => void; inTable?: boolean }): JSX.Element {
  const [asking, setAsking] = createSignal(false);
  const open = () => props.device.profileEvidence === 'UNVERIFIED' && !props.device.profileConfirmedAt;
  return (
    <Show when={open()}>
      <May do="fleet:manage">
        <Button
          class={props.inTable ? 'min-h-6! py-0' : ''}
          aria-label={`Confirm profile of ${props.device.name}`}
          onClick={() => setAsking(true)}
        >
          {props.inTable ? 'Confirm' : 'Confirm profile'}
        </Button>
        <Show when={asking()}>
          <ConfirmDialog {...props} onClose={() => setAsking(false)} />
        </Show>
      </May>
    </Show>
  );
}

function ConfirmDialog(props: { device: Device; onConfirmed: () => void; onClose: () => void }): JSX.Element {
  const confirm = useMutation(confirmProfileDocument);
  const form = createForm({ note: '' });
  const submit = createSubmit(
    form,
    ({ note }: { note: string }) => confirm.run({ input: { deviceId: props.device.id, note: note.trim() } }),
    () => {
      toast(`${props.device.name} may bill`);
      props.onConfirmed();
      props.onClose();
    },
  );
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={`Confirm the profile of ${props.device.name}`}
      description={
        <>
          Nothing backs <strong>{props.device.profile ?? 'its profile'}</strong>: bills that read it are held.
          Confirmed, they are issued like any other, by the energy it tells. Who confirmed it, when and why stays on
          record.
        </>
      }
    >
      <form class="flex flex-col gap-4" onSubmit={submit} novalidate>
        <FormMessage text={form.message()} />
        <TextArea
          label="How do you know that it reads right?"
          required
          placeholder="Compared with the panel’s display over a day: 0.2 % apart"
          {...form.field('note')}
        />
        <div class="flex justify-end gap-2">
          <Button onClick={() => props.onClose()}>Keep as it is</Button>
          <Button type="submit" look="primary" busy={form.busy()}>
            Confirm profile
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
