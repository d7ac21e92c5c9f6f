import {
  createForm,
  createSubmit,
  FormDialog,
  KeyValueList,
  money,
  month,
  TextInput,
  toast,
  useMutation,
} from '@hashyard/ui';
import { type JSX, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceActionsFragment } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';

export type LifeDialogProps = { invoice: InvoiceActionsFragment; onClose: () => void; onDone: () => void };

const titleOf = ({ number, period }: InvoiceActionsFragment) => number ?? `the draft for ${month(period)}`;

/** Whom and how much an action is about, said before it happens. */
function About(props: {
  invoice: InvoiceActionsFragment;
  label: string;
  amount: string;
  children: string;
}): JSX.Element {
  return (
    <>
      <p>{props.children}</p>
      <KeyValueList
        items={[
          { label: 'Customer', value: customerLabel(props.invoice.customer) },
          { label: props.label, value: props.amount },
        ]}
      />
    </>
  );
}

const recomputeDocument = graphql(`
  mutation RecomputeInvoice($input: RecomputeInvoiceInput!) {
    recomputeInvoice(input: $input) {
      __typename
      ... on Invoice {
        id
        status
        total {
          amount
          currency
        }
      }
      ...RefusalFields
    }
  }
`);

export function RecomputeDialog(props: LifeDialogProps): JSX.Element {
  const recompute = useMutation(recomputeDocument);
  const form = createForm({});
  const submit = createSubmit(
    form,
    () => recompute.run({ input: { invoiceId: props.invoice.id } }),
    (invoice) => {
      toast(`Computed anew: ${money(invoice.total)}${invoice.status === 'HELD' ? ', held' : ''}`);
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Compute ${titleOf(props.invoice)} anew`}
      effect={
        <About invoice={props.invoice} label="Amount now" amount={money(props.invoice.total)}>
          Its lines come from what is known now: later readings, changed prices, waiting adjustments. What holds it is
          judged again.
        </About>
      }
      verb="Compute anew"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    />
  );
}

const holdDocument = graphql(`
  mutation HoldInvoice($input: HoldInvoiceInput!) {
    holdInvoice(input: $input) {
      __typename
      ... on Invoice {
        id
        status
      }
      ...RefusalFields
    }
  }
`);

export function HoldDialog(props: LifeDialogProps): JSX.Element {
  const hold = useMutation(holdDocument);
  const form = createForm({ reason: '' });
  const submit = createSubmit(
    form,
    ({ reason }) => hold.run({ input: { invoiceId: props.invoice.id, reason } }),
    () => {
      toast('The invoice is held');
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Hold ${titleOf(props.invoice)}`}
      effect={<p>It is neither issued nor mailed until somebody releases it.</p>}
      verb="Hold invoice"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Reason" required hint="Kept in its history" {...form.field('reason')} />
    </FormDialog>
  );
}

const sendDocument = graphql(`
  mutation SendInvoice($input: SendInvoiceInput!) {
    sendInvoice(input: $input) {
      __typename
      ... on Invoice {
        id
        sentAt
        sentTo
      }
      ...RefusalFields
    }
  }
`);

export function SendDialog(props: LifeDialogProps): JSX.Element {
  const send = useMutation(sendDocument);
  const form = createForm(untrack(() => ({ to: props.invoice.customer.invoiceEmail })));
  const idempotencyKey = crypto.randomUUID();
  const submit = createSubmit(
    form,
    ({ to }) => send.run({ input: { invoiceId: props.invoice.id, to: to.trim(), idempotencyKey } }),
    () => {
      toast(`Invoice ${props.invoice.number} is on its way to ${form.values.to.trim()}`);
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Send ${titleOf(props.invoice)}`}
      effect={
        <About invoice={props.invoice} label="Amount" amount={money(props.invoice.total)}>
          One mail with the PDF, as it was issued.
        </About>
      }
      verb="Send invoice"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="To" type="email" required hint="The customer’s invoice address" {...form.field('to')} />
    </FormDialog>
  );
}

const writeOffDocument = graphql(`
  mutation WriteOffInvoice($input: WriteOffInvoiceInput!) {
    writeOffInvoice(input: $input) {
      __typename
      ... on Invoice {
        id
        status
      }
      ...RefusalFields
    }
  }
`);

export function WriteOffDialog(props: LifeDialogProps): JSX.Element {
  const writeOff = useMutation(writeOffDocument);
  const form = createForm({ reason: '' });
  const idempotencyKey = crypto.randomUUID();
  const submit = createSubmit(
    form,
    ({ reason }) => writeOff.run({ input: { invoiceId: props.invoice.id, reason, idempotencyKey } }),
    () => {
      toast(`Invoice ${props.invoice.number} is written off`);
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Write off ${titleOf(props.invoice)}`}
      effect={
        <About invoice={props.invoice} label="Given up" amount={money(props.invoice.balance)}>
          What is still due is given up. The invoice stays as it was issued.
        </About>
      }
      verb="Write off"
      danger
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Reason" required hint="Kept in its history" {...form.field('reason')} />
    </FormDialog>
  );
}

const cancelDocument = graphql(`
  mutation CancelInvoice($input: CancelInvoiceInput!) {
    cancelInvoice(input: $input) {
      __typename
      ... on Invoice {
        id
        status
      }
      ...RefusalFields
    }
  }
`);

export function CancelDialog(props: LifeDialogProps): JSX.Element {
  const cancel = useMutation(cancelDocument);
  const form = createForm({ reason: '' });
  const submit = createSubmit(
    form,
    ({ reason }) => cancel.run({ input: { invoiceId: props.invoice.id, reason } }),
    () => {
      toast('The invoice is cancelled');
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Cancel ${titleOf(props.invoice)}`}
      effect={
        <About invoice={props.invoice} label="Amount" amount={money(props.invoice.total)}>
          Nothing of it is due any more, and its period can be billed again. A number that it has stays its own.
        </About>
      }
      verb="Cancel invoice"
      danger
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Reason" required hint="The customer sees it" {...form.field('reason')} />
    </FormDialog>
  );
}
