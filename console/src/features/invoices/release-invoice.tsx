import {
  Button,
  type CardOption,
  Checkbox,
  createForm,
  Dialog,
  FormMessage,
  money,
  month,
  RadioCards,
  TextArea,
  toast,
  useMutation,
} from '@hashyard/ui';
import { createSignal, For, type JSX, Show } from 'solid-js';
import { May } from '../session/may.tsx';
import { graphql } from '../../gql/gql.ts';
import type { AfterRelease, HoldReason, InvoiceActionsFragment } from '../../gql/graphql.ts';
import { openReasons } from './invoice.view.ts';
import { holdWords } from './invoice.words.ts';

const releaseInvoiceDocument = graphql(`
  mutation ReleaseInvoice($input: ReleaseInvoiceInput!) {
    releaseInvoice(input: $input) {
      __typename
      ... on Invoice {
        id
        number
        status
      }
      ...RefusalFields
    }
  }
`);

/** Lets a held invoice go on: which reasons one looks past, why, and what comes next. */
export function ReleaseInvoice(props: { invoice: InvoiceActionsFragment; onDone: () => void }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  return (
    <May do="invoice:release">
      <Button look="primary" onClick={() => setOpen(true)}>
        Release
      </Button>
      <Show when={open()}>
        <ReleaseDialog invoice={props.invoice} onDone={props.onDone} onClose={() => setOpen(false)} />
      </Show>
    </May>
  );
}

const done: Record<AfterRelease, string> = {
  DRAFT: 'Released: the invoice is a draft again',
  ISSUE: 'Released and issued',
  ISSUE_AND_SEND: 'Released, issued and mailed',
};

function ReleaseDialog(props: {
  invoice: InvoiceActionsFragment;
  onDone: () => void;
  onClose: () => void;
}): JSX.Element {
  const release = useMutation(releaseInvoiceDocument);
  const form = createForm<{ next: AfterRelease; note: string }>({ next: 'DRAFT', note: '' });
  const reasons = () => openReasons(props.invoice.holds);
  const [override, setOverride] = createSignal<readonly HoldReason[]>([]);
  const flip = (reason: HoldReason, on: boolean) =>
    setOverride((chosen) => (on ? [...chosen, reason] : chosen.filter((other) => other !== reason)));
  let idempotencyKey = crypto.randomUUID();

  const next = (): CardOption<AfterRelease>[] => [
    { value: 'DRAFT', label: 'Back to draft', description: 'To be looked at and issued later' },
    { value: 'ISSUE', label: 'Issue', description: `${money(props.invoice.total)}, fixed for good, not mailed` },
    {
      value: 'ISSUE_AND_SEND',
      label: 'Issue and send',
      description: `${money(props.invoice.total)}, mailed to ${props.invoice.customer.invoiceEmail}`,
    },
  ];

  const send = async (values: typeof form.values) => {
    const input = { invoiceId: props.invoice.id, ...values, override: [...override()], idempotencyKey };
    const answer = await release.run({ input });
    if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
    return answer;
  };
  const released = () => {
    toast(done[form.values.next]);
    props.onClose();
    props.onDone();
  };

  return (
    <Dialog open onClose={props.onClose} title={`Release the invoice for ${month(props.invoice.period)}`} wide>
      <form class="flex flex-col gap-4" onSubmit={(event) => form.submit(send, released)(event)} novalidate>
        <FormMessage text={form.message()} />
        <fieldset class="flex flex-col gap-2">
          <legend class="mb-1 font-medium text-sm">Reasons to look past</legend>
          <For each={reasons()}>
            {(reason) => (
              <Checkbox
                label={holdWords[reason].word}
                hint={holdWords[reason].meaning}
                value={override().includes(reason)}
                onChange={(on) => flip(reason, on)}
              />
            )}
          </For>
        </fieldset>
        <TextArea label="Note" required hint="Why; it stays with the invoice" {...form.field('note')} />
        <RadioCards label="Then" columns={3} options={next()} {...form.field('next')} />
        <div class="flex flex-wrap justify-end gap-2">
          <Button onClick={() => props.onClose()}>Keep it held</Button>
          <Button type="submit" look="primary" busy={form.busy()}>
            Release invoice
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
