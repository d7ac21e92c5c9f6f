import { Button, Checkbox, ConfirmDialog, KeyValueList, money, month, toast, useMutation } from '@hashyard/ui';
import { createSignal, type JSX } from 'solid-js';
import { May } from '../session/may.tsx';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceActionsFragment } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { refusedOf } from '../contracts/refused.view.ts';

const issueInvoiceDocument = graphql(`
  mutation IssueInvoice($input: IssueInvoiceInput!) {
    issueInvoice(input: $input) {
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

/** Fixes a draft for good, after showing whom it bills, how much, and who gets mail. */
export function IssueInvoice(props: { invoice: InvoiceActionsFragment; onDone: () => void }): JSX.Element {
  const issue = useMutation(issueInvoiceDocument);
  const [asking, setAsking] = createSignal(false);
  const [send, setSend] = createSignal(false);
  const [error, setError] = createSignal<string>();
  const invoice = () => props.invoice;
  let idempotencyKey = '';

  const confirm = async () => {
    const answer = await issue.run({ input: { invoiceId: invoice().id, send: send(), idempotencyKey } });
    if (!answer.ok) {
      if ('refusal' in answer) idempotencyKey = crypto.randomUUID();
      return void setError(refusedOf(answer).message);
    }
    setAsking(false);
    toast(
      `Invoice ${answer.value.number ?? ''} is issued${send() ? ` and mailed to ${invoice().customer.invoiceEmail}` : ''}`,
    );
    props.onDone();
  };

  return (
    <May do="invoice:issue">
      <Button
        look="primary"
        onClick={() => {
          idempotencyKey = crypto.randomUUID();
          setError(undefined);
          setAsking(true);
        }}
      >
        Issue Invoice
      </Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={`Issue the invoice for ${month(invoice().period)}`}
        verb={send() ? 'Issue and send' : 'Issue invoice'}
        busy={issue.busy}
        error={error()}
        onConfirm={confirm}
        effect={
          <>
            <p>It gets its number, its dates, its PDF and its evidence. After that it can’t change any more.</p>
            <KeyValueList
              items={[
                { label: 'Customer', value: customerLabel(invoice().customer) },
                { label: 'Amount', value: money(invoice().total) },
              ]}
            />
            <Checkbox label={`Mail it to ${invoice().customer.invoiceEmail}`} value={send()} onChange={setSend} />
          </>
        }
      />
    </May>
  );
}
