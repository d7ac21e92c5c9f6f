import {
  Button,
  createForm,
  createSubmit,
  FormDialog,
  KeyValueList,
  money,
  TextInput,
  toast,
  useMutation,
} from '@hashyard/ui';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceActionsFragment, InvoiceCorrectionsFragment } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { May } from '../session/may.tsx';

const sendDocument = graphql(`
  mutation SendCreditNote($input: SendCreditNoteInput!) {
    sendCreditNote(input: $input) {
      __typename
      ... on CreditNote {
        id
      }
      ...RefusalFields
    }
  }
`);

type Props = {
  readonly customer: InvoiceActionsFragment['customer'];
  readonly note: InvoiceCorrectionsFragment['creditNotes'][number];
  readonly onDone: () => void;
};

/** Mails a credit note, for the first time or again. */
export function SendCreditNote(props: Props): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const done = () => {
    setOpen(false);
    props.onDone();
  };
  return (
    <May do="invoice:send">
      <Button onClick={() => setOpen(true)}>Send</Button>
      <Show when={open()}>
        <SendDialog {...props} onDone={done} onClose={() => setOpen(false)} />
      </Show>
    </May>
  );
}

function SendDialog(props: Props & { onClose: () => void }): JSX.Element {
  const send = useMutation(sendDocument);
  const form = createForm(untrack(() => ({ to: props.customer.invoiceEmail })));
  const idempotencyKey = crypto.randomUUID();
  const submit = createSubmit(
    form,
    ({ to }) => send.run({ input: { creditNoteId: props.note.id, to: to.trim(), idempotencyKey } }),
    () => {
      toast(`Credit note ${props.note.number} is on its way to ${form.values.to.trim()}`);
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Send ${props.note.number}`}
      effect={
        <>
          <p>One mail with the PDF, as it was made.</p>
          <KeyValueList
            items={[
              { label: 'Customer', value: customerLabel(props.customer) },
              { label: 'Takes back', value: money(props.note.total) },
            ]}
          />
        </>
      }
      verb="Send credit note"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="To" type="email" required hint="The customer’s invoice address" {...form.field('to')} />
    </FormDialog>
  );
}
