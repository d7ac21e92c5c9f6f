import {
  Checkbox,
  ConfirmDialog,
  count,
  createForm,
  createSubmit,
  TextArea,
  toast,
  useMutation,
  FormDialog,
} from '@hashyard/ui';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { canRenew } from './contract-form.view.ts';
import type { LifeDialogProps } from './life-dialogs.tsx';
import { refusedOf } from './refused.view.ts';

const discardDocument = graphql(`
  mutation DiscardContract($input: DiscardContractInput!) {
    discardContract(input: $input) {
      __typename
      ... on Contract {
        ...ContractLife
      }
      ...RefusalFields
    }
  }
`);

export function DiscardDialog(props: LifeDialogProps): JSX.Element {
  const discard = useMutation(discardDocument);
  const [refused, setRefused] = createSignal<string>();
  const units = () => props.contract.assignments.totalCount;
  const send = async () => {
    const answer = await discard.run({ input: { contractId: props.contract.id } });
    if (!answer.ok) return void setRefused(refusedOf(answer).message);
    toast(`Draft ${answer.value.displayNumber} is discarded`);
    props.onDone();
  };
  return (
    <ConfirmDialog
      open
      onClose={props.onClose}
      title={`Discard ${props.contract.displayNumber}`}
      verb="Discard draft"
      danger
      busy={discard.busy}
      error={refused()}
      onConfirm={send}
      effect={
        <p>
          The draft is cancelled and can’t be activated any more.
          <Show when={units() > 0}> {count(units(), 'assignment')} of it become free again.</Show>
        </p>
      }
    />
  );
}

const updateDocument = graphql(`
  mutation UpdateContractRenewal($input: UpdateContractInput!) {
    updateContract(input: $input) {
      __typename
      ... on Contract {
        ...ContractLife
      }
      ...RefusalFields
    }
  }
`);

/** What may still be changed of a running contract, but for prices and equipment. */
export function RenewalDialog(props: LifeDialogProps): JSX.Element {
  const update = useMutation(updateDocument);
  const form = createForm(untrack(() => ({ autoRenew: props.contract.autoRenew, notes: props.contract.notes ?? '' })));
  const renewable = () => canRenew(props.contract);
  const submit = createSubmit(
    form,
    ({ autoRenew, notes }) =>
      update.run({
        input: {
          contractId: props.contract.id,
          autoRenew: renewable() ? autoRenew : undefined,
          notes: notes.trim() || null,
        },
      }),
    (contract) => {
      toast(`Contract ${contract.displayNumber} is changed`);
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Renewal and notes of ${props.contract.displayNumber}`}
      verb="Save changes"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <Show when={renewable()}>
        <Checkbox label="Auto-renew" hint="Renews on the end date" {...form.field('autoRenew')} />
      </Show>
      <TextArea label="Notes" hint="Never shown to the customer" {...form.field('notes')} />
    </FormDialog>
  );
}
