import {
  blankToUndefined,
  Button,
  createForm,
  createSubmit,
  date,
  FormDialog,
  lastDay,
  TextInput,
  toast,
  useMutation,
} from '@hashyard/ui';
import { createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { GiveNoticeFragment } from '../../gql/graphql';
import { useCustomer } from '../viewer/viewer.tsx';
import { canGiveNotice } from './contract.view.ts';

export const GiveNoticeFields = graphql(`
  fragment GiveNotice on Contract {
    id
    displayNumber
    status
    endsOn
    renews
    noticeDays
    noticeBy
    noticeGivenOn
  }
`);

const GiveNoticeDocument = graphql(`
  mutation GiveNotice($input: GiveNoticeInput!) {
    giveNotice(input: $input) {
      ... on Contract {
        ...GiveNotice
      }
      ...RefusalFields
    }
  }
`);

/** The account's owner stops the renewal. */
export function GiveNotice(props: { contract: GiveNoticeFragment; onGiven: () => void }): JSX.Element {
  const viewer = useCustomer();
  const give = useMutation(GiveNoticeDocument);
  const [asking, setAsking] = createSignal(false);
  const form = createForm({ reason: '' });
  const offered = () => viewer().permissions.includes('contract:notice') && canGiveNotice(props.contract);
  const submit = createSubmit(
    form,
    ({ reason }) => give.run({ input: { contractId: props.contract.id, reason: blankToUndefined(reason) } }),
    ({ displayNumber, endsOn }) => {
      setAsking(false);
      toast(`Notice given. ${displayNumber} ends after ${date(lastDay(endsOn))}.`);
      props.onGiven();
    },
  );
  return (
    <Show when={offered()}>
      <Button
        onClick={() => {
          form.reset();
          setAsking(true);
        }}
      >
        Give notice
      </Button>
      <FormDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={`Give notice for ${props.contract.displayNumber}`}
        verb="Give notice"
        danger
        busy={form.busy()}
        message={form.message()}
        onSubmit={submit}
        effect={
          <p>
            {props.contract.noticeBy
              ? `The contract doesn’t renew: it ends after ${date(lastDay(props.contract.endsOn))}.`
              : `The contract doesn’t renew: it ends with the first term that is ${props.contract.noticeDays} days or more away.`}{' '}
            Until then it runs and is billed as before. Notice can’t be taken back here.
          </p>
        }
      >
        <TextInput label="Reason" hint="Your host reads it" {...form.field('reason')} />
      </FormDialog>
    </Show>
  );
}
