import {
  Button,
  Checkbox,
  createForm,
  Dialog,
  FormMessage,
  month,
  Notice,
  Select,
  toast,
  useMutation,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { inFormWords } from '../forms/refusal.view.ts';
import { May } from '../session/may.tsx';
import { graphql } from '../../gql/gql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { useCustomers } from '../customers/use-customers.ts';
import { useSession } from '../session/session.tsx';
import { closedPeriods } from './invoice.view.ts';
import { useRunWatch } from './run-watch.tsx';

const generateInvoicesDocument = graphql(`
  mutation GenerateInvoices($input: GenerateInvoicesInput!) {
    generateInvoices(input: $input) {
      __typename
      ... on BillingRun {
        id
      }
      ...RefusalFields
    }
  }
`);

/** The button and its dialog. `customerId` is the one chosen at first; without it all customers are. */
export function GenerateInvoices(props: { customerId?: string }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  return (
    <May do="invoice:generate">
      <Button look="primary" icon="bill" onClick={() => setOpen(true)}>
        Generate Invoices
      </Button>
      <Show when={open()}>
        <GenerateDialog customerId={props.customerId} onClose={() => setOpen(false)} />
      </Show>
    </May>
  );
}

function GenerateDialog(props: { customerId?: string; onClose: () => void }): JSX.Element {
  const navigate = useNavigate();
  const runs = useRunWatch();
  const session = useSession();
  const generate = useMutation(generateInvoicesDocument);
  const customers = useCustomers();
  const periods = closedPeriods(new Date(), session.viewer.organization.timeZone);
  const initialCustomer = untrack(() => props.customerId ?? '');
  const form = createForm({ period: periods[0] ?? '', customerIds: initialCustomer, skipExisting: true });
  const autoSend = () => session.viewer.organization.billingSettings?.autoSend === true;
  let idempotencyKey = crypto.randomUUID();

  const send = async ({ period, customerIds, skipExisting }: typeof form.values) => {
    const chosen = customerIds === '' ? undefined : [customerIds];
    const answer = await generate.run({ input: { period, customerIds: chosen, skipExisting, idempotencyKey } });
    if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
    return inFormWords(answer);
  };
  const started = ({ id }: { id?: string }) => {
    if (!id) return;
    runs.watch(id);
    toast('Generating invoices. You can leave; the result waits in the header.');
    props.onClose();
    navigate(`/invoices/runs/${id}`);
  };

  return (
    <Dialog open onClose={props.onClose} title="Generate Invoices">
      <form class="flex flex-col gap-4" onSubmit={(event) => form.submit(send, started)(event)} novalidate>
        <FormMessage text={form.message()} />
        <Select
          label="Billing Period"
          required
          hint="Months that are over"
          options={periods.map((period) => ({ value: period, label: month(period) }))}
          {...form.field('period')}
        />
        <Select
          label="Customers"
          required
          options={[
            { value: '', label: 'All Customers' },
            ...(customers.rows ?? []).map((one) => ({ value: one.id, label: customerLabel(one) })),
          ]}
          {...form.field('customerIds')}
        />
        <Checkbox
          label="Skip customers with existing invoices"
          hint="Off: drafts and held ones are computed anew, and what an issued one left out is billed on top"
          {...form.field('skipExisting')}
        />
        <Notice tone={autoSend() ? 'warn' : 'info'}>
          {autoSend()
            ? 'Auto-send is on: invoices without a hold are issued and mailed to the customers.'
            : 'Auto-send is off: invoices stay drafts until you issue them. Nothing is mailed.'}
        </Notice>
        <div class="flex flex-wrap justify-end gap-2">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy()}>
            {form.values.customerIds === '' ? 'Generate for all customers' : 'Generate for this customer'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
