import {
  amount,
  Button,
  Checkbox,
  createForm,
  createSubmit,
  FormDialog,
  KeyValueList,
  money,
  NumberInput,
  TextInput,
  toast,
  useMutation,
} from '@hashyard/ui';
import { createSignal, For, type JSX, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceActionsFragment, InvoiceCorrectionsFragment, InvoiceLinesFragment } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { atLines, isNothing, remainingOf, sumOf } from './credit.view.ts';

const createCreditNoteDocument = graphql(`
  mutation CreateCreditNote($input: CreateCreditNoteInput!) {
    createCreditNote(input: $input) {
      __typename
      ... on CreditNote {
        id
        number
        total {
          amount
          currency
        }
      }
      ...RefusalFields
    }
  }
`);

/** Takes back lines of an issued invoice, in part or whole. */
export function CreditDialog(props: {
  invoice: InvoiceActionsFragment & InvoiceLinesFragment & InvoiceCorrectionsFragment;
  onClose: () => void;
  onDone: () => void;
}): JSX.Element {
  const create = useMutation(createCreditNoteDocument);
  const currency = untrack(() => props.invoice.currency);
  const lines = untrack(() =>
    props.invoice.lines
      .map((line) => ({ ...line, field: `line${line.position}`, left: remainingOf(line, props.invoice.creditNotes) }))
      .filter(({ left }) => !isNothing(left)),
  );
  const form = createForm<Record<string, string>>({
    reason: '',
    ...Object.fromEntries(lines.map(({ field }) => [field, ''])),
  });
  const [mail, setMail] = createSignal(true);
  const typed = (field: string) => (form.values[field] ?? '').trim();
  const net = () =>
    sumOf(
      lines.map(({ field }) => typed(field)),
      currency,
    );
  let idempotencyKey = crypto.randomUUID();

  const send = async () => {
    const chosen = lines.filter(({ field }) => typed(field) !== '');
    const answer = await create.run({
      input: {
        invoiceId: props.invoice.id,
        reason: form.values.reason ?? '',
        send: mail(),
        lines: chosen.map(({ position, field }) => ({ position, amount: { amount: typed(field), currency } })),
        idempotencyKey,
      },
    });
    if (answer.ok || !('refusal' in answer)) return answer;
    idempotencyKey = crypto.randomUUID();
    return {
      ...answer,
      refusal: atLines(
        answer.refusal,
        chosen.map(({ field }) => field),
      ),
    };
  };
  const submit = createSubmit(form, send, (note) => {
    toast(`Credit note ${note.number} over ${money(note.total)}${mail() ? ' is on its way' : ''}`);
    props.onDone();
  });

  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Credit ${props.invoice.number}`}
      effect={
        <>
          <p>
            A credit note with a number of its own takes back what you name here, with its tax. The invoice stays as it
            was issued.
          </p>
          <KeyValueList
            items={[
              { label: 'Customer', value: customerLabel(props.invoice.customer) },
              { label: 'Still due', value: money(props.invoice.balance) },
              {
                label: 'Taken back, before tax',
                value: <span class="font-semibold">{creditWords(net(), currency)}</span>,
              },
            ]}
          />
        </>
      }
      verb="Create credit note"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <For each={lines}>
        {(line) => (
          <div class="flex items-end gap-2">
            <div class="min-w-0 flex-1">
              <NumberInput
                label={`${line.position}. ${line.description}`}
                unit={currency}
                hint={`At most ${amount({ amount: line.left, currency })}`}
                {...form.field(line.field)}
              />
            </div>
            <Button class="mb-5" onClick={() => form.set(line.field, line.left)}>
              All of it
            </Button>
          </div>
        )}
      </For>
      <TextInput label="Reason" required hint="The customer reads it on the note" {...form.field('reason')} />
      <Checkbox label={`Mail it to ${props.invoice.customer.invoiceEmail}`} value={mail()} onChange={setMail} />
    </FormDialog>
  );
}

const creditWords = (net: string | null, currency: string): string =>
  net === null ? 'not an amount yet' : money({ amount: net, currency });
