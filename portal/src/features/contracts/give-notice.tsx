import { Button, ConfirmDialog, date, lastDay, TextInput, toast, useMutation, whyNot } from '@hashyard/ui';
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
  const [reason, setReason] = createSignal('');
  const [refused, setRefused] = createSignal<string>();
  const offered = () => viewer().permissions.includes('contract:notice') && canGiveNotice(props.contract);
  const send = async () => {
    const input = { contractId: props.contract.id, reason: reason().trim() || undefined };
    const answer = await give.run({ input });
    if (!answer.ok) return void setRefused(whyNot(answer));
    setAsking(false);
    toast(`Notice given. ${answer.value.displayNumber} ends after ${date(lastDay(answer.value.endsOn))}.`);
    props.onGiven();
  };
  return (
    <Show when={offered()}>
      <Button
        onClick={() => {
          setRefused(undefined);
          setAsking(true);
        }}
      >
        Give notice
      </Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={`Give notice for ${props.contract.displayNumber}`}
        verb="Give notice"
        danger
        busy={give.busy}
        error={refused()}
        onConfirm={send}
        effect={
          <>
            <p>
              {props.contract.noticeBy
                ? `The contract doesn’t renew: it ends after ${date(lastDay(props.contract.endsOn))}.`
                : `The contract doesn’t renew: it ends with the first term that is ${props.contract.noticeDays} days or more away.`}{' '}
              Until then it runs and is billed as before. Notice can’t be taken back here.
            </p>
            <TextInput label="Reason" hint="Your host reads it" value={reason()} onChange={setReason} />
          </>
        }
      />
    </Show>
  );
}
