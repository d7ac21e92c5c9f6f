import {
  Button,
  Checkbox,
  type Column,
  count,
  createForm,
  createSelection,
  DataTable,
  Dialog,
  FormMessage,
  month,
  Notice,
  Select,
  toast,
  useMutation,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { createEffect, createSignal, type JSX, on, Show, untrack } from 'solid-js';
import { May } from '../session/may.tsx';
import { graphql } from '../../gql/gql.ts';
import type { CustomerChoiceFragment } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { useCustomers } from '../customers/use-customers.ts';
import { useSession } from '../session/session.tsx';
import { closedPeriods } from './invoice.view.ts';
import { PreviewTable } from './preview-table.tsx';
import { useRunWatch } from './run-watch.tsx';
import { usePreview } from './use-preview.ts';

export const generateInvoicesDocument = graphql(`
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
  const several = createSelection();
  const preview = usePreview();
  const autoSend = () => session.viewer.organization.billingSettings?.autoSend === true;
  let idempotencyKey = crypto.randomUUID();

  /** Undefined: all. */
  const chosen = (): string[] | undefined => {
    if (form.values.customerIds === '') return undefined;
    return form.values.customerIds === SEVERAL ? [...several.ids()] : [form.values.customerIds];
  };
  const everybody = () => (customers.rows ?? []).map(({ id }) => id);
  const dryRun = () => {
    const { period, skipExisting } = form.values;
    void preview.ask({ period, skipExisting, customerIds: chosen() ?? everybody() });
  };
  // A dry run of something else says nothing about this.
  createEffect(
    on(() => [form.values.period, form.values.skipExisting, chosen()?.join()], preview.forget, { defer: true }),
  );

  const send = async ({ period, skipExisting }: typeof form.values) => {
    const answer = await generate.run({ input: { period, customerIds: chosen(), skipExisting, idempotencyKey } });
    if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
    return answer;
  };
  const started = ({ id }: { id?: string }) => {
    if (!id) return;
    runs.watch(id);
    toast('Generating invoices. You can leave; the result waits in the header.');
    props.onClose();
    navigate(`/invoices/runs/${id}`);
  };

  return (
    <Dialog open onClose={props.onClose} title="Generate Invoices" wide>
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
            { value: SEVERAL, label: 'Several customers, chosen here' },
            ...(customers.rows ?? []).map((one) => ({ value: one.id, label: customerLabel(one) })),
          ]}
          {...form.field('customerIds')}
        />
        <Show when={form.values.customerIds === SEVERAL}>
          <div class="overflow-hidden rounded border border-line">
            <DataTable
              label="Customers to bill"
              noun="customer"
              rows={customers.rows}
              columns={customerColumns}
              rowId={({ id }) => id}
              selection={several}
              error={customers.error}
              onRetry={customers.refetch}
              maxHeight="14rem"
            />
          </div>
        </Show>
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
        <PreviewTable preview={preview} />
        <div class="flex flex-wrap justify-end gap-2">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button
            disabled={customers.rows === undefined || chosen()?.length === 0}
            busy={preview.progress() !== undefined && !preview.ready()}
            onClick={dryRun}
          >
            Dry run
          </Button>
          <Button type="submit" look="primary" busy={form.busy()} disabled={chosen()?.length === 0}>
            {generateWords(chosen()?.length, form.values.customerIds === SEVERAL)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The choice that opens the list of customers. */
const SEVERAL = 'several';

const customerColumns: readonly Column<CustomerChoiceFragment>[] = [
  { id: 'name', header: 'Customer', value: customerLabel, width: 'minmax(12rem, 1fr)', fixed: true },
  { id: 'currency', header: 'Currency', value: ({ currency }) => currency, width: '6rem' },
];

function generateWords(many: number | undefined, several: boolean): string {
  if (many === undefined) return 'Generate for all customers';
  return several ? `Generate for ${count(many, 'customer')}` : 'Generate for this customer';
}
