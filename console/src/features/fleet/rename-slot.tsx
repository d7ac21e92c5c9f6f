import { Button, createForm, createSubmit, FormDialog, TextInput, toast, useMutation } from '@hashyard/ui';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { May } from '../session/may.tsx';

const updateSlotDocument = graphql(`
  mutation UpdateSlot($input: UpdateSlotInput!) {
    updateSlot(input: $input) {
      __typename
      ... on Slot {
        id
        label
      }
      ...RefusalFields
    }
  }
`);

type Slot = { readonly id: string; readonly label: string };

/** Gives a slot a label of its own. The answer names a slot, so the client fetches anew what shows slots. */
export function RenameSlot(props: { slot: Slot }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  return (
    <May do="fleet:manage">
      <Button look="quiet" onClick={() => setOpen(true)}>
        Rename slot
      </Button>
      <Show when={open()}>
        <RenameDialog slot={props.slot} onClose={() => setOpen(false)} />
      </Show>
    </May>
  );
}

function RenameDialog(props: { slot: Slot; onClose: () => void }): JSX.Element {
  const update = useMutation(updateSlotDocument);
  const slot = untrack(() => props.slot);
  const form = createForm({ label: slot.label });
  const send = ({ label }: { label: string }) => update.run({ input: { slotId: slot.id, label: label.trim() } });
  const submit = createSubmit(form, send, () => {
    toast(`Slot ${slot.label} is now ${form.values.label.trim()}`);
    props.onClose();
  });
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Rename slot ${slot.label}`}
      verb="Rename slot"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput
        label="Label"
        required
        maxLength={40}
        hint="No other slot of the rack has it"
        {...form.field('label')}
      />
    </FormDialog>
  );
}
