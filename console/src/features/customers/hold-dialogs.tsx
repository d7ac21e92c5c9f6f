import { createForm, createSubmit, TextInput, toast, useMutation, FormDialog } from '@hashyard/ui';
import { type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { CustomerActionsFragment } from '../../gql/graphql.ts';
import { customerLabel } from './customer.view.ts';

type DialogProps = { customer: CustomerActionsFragment; onClose: () => void; onDone: () => void };

const setBillingHoldDocument = graphql(`
  mutation SetBillingHold($input: SetBillingHoldInput!) {
    setBillingHold(input: $input) {
      __typename
      ... on Customer {
        ...CustomerActions
      }
      ...RefusalFields
    }
  }
`);

/** Sets a billing hold, or lifts the one there is. */
export function HoldDialog(props: DialogProps): JSX.Element {
  const change = useMutation(setBillingHoldDocument);
  const form = createForm({ reason: '' });
  const held = untrack(() => !props.customer.billingHold);
  const submit = createSubmit(
    form,
    ({ reason }) => change.run({ input: { customerId: props.customer.id, held, reason: reason.trim() || undefined } }),
    () => {
      toast(held ? 'New invoices of this customer are held' : 'The billing hold is lifted');
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`${held ? 'Hold' : 'Lift the hold on'} the billing of ${customerLabel(props.customer)}`}
      effect={
        <p>
          {held
            ? 'Usage is counted on and invoices are made, but as Held: none is issued or mailed until a person releases it. The customer isn’t told.'
            : 'Invoices made from now on are not held for it. Those that are held stay so until released.'}
        </p>
      }
      verb={held ? 'Set billing hold' : 'Lift billing hold'}
      danger={held}
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <Show when={held}>
        <TextInput label="Reason" required hint="Internal" {...form.field('reason')} />
      </Show>
    </FormDialog>
  );
}

const markInDefaultDocument = graphql(`
  mutation MarkInDefault($input: MarkInDefaultInput!) {
    markInDefault(input: $input) {
      __typename
      ... on Customer {
        ...CustomerActions
      }
      ...RefusalFields
    }
  }
`);

/** Marks a customer as in default, or clears it. */
export function DefaultDialog(props: DialogProps): JSX.Element {
  const change = useMutation(markInDefaultDocument);
  const form = createForm({ reason: '' });
  const inDefault = untrack(() => !props.customer.inDefault);
  const submit = createSubmit(
    form,
    ({ reason }) =>
      change.run({ input: { customerId: props.customer.id, inDefault, reason: reason.trim() || undefined } }),
    () => {
      toast(inDefault ? 'The customer is in default' : 'The customer is no longer in default');
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`${inDefault ? 'Mark' : 'Clear the default of'} ${customerLabel(props.customer)}${inDefault ? ' in default' : ''}`}
      effect={
        <p>
          {inDefault
            ? 'New invoices of this customer are held and not mailed. Contracts run on, machines stay as they are.'
            : 'Invoices made from now on are not held for it.'}
        </p>
      }
      verb={inDefault ? 'Mark in default' : 'Clear default'}
      danger={inDefault}
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <Show when={inDefault}>
        <TextInput label="Reason" hint="Internal" {...form.field('reason')} />
      </Show>
    </FormDialog>
  );
}
