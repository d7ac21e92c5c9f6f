import { Card, EmptyState } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import type { InvoiceRowFragment } from '../../gql/graphql.ts';
import { GenerateInvoices } from '../invoices/generate-invoices.tsx';
import { InvoicesTable } from '../invoices/invoices-table.tsx';
import { WaitingAdjustments } from '../invoices/waiting-adjustments.tsx';

export function CustomerInvoices(props: { customerId: string; invoices: readonly InvoiceRowFragment[] }): JSX.Element {
  return (
    <div class="flex flex-col gap-6">
      <Card flush title="Invoices" actions={<GenerateInvoices customerId={props.customerId} />}>
        <InvoicesTable
          invoices={props.invoices}
          withoutCustomer
          empty={
            <EmptyState title="No invoices yet" icon="bill">
              A finished month can be billed as soon as a contract is active.
            </EmptyState>
          }
        />
      </Card>
      <WaitingAdjustments customerId={props.customerId} />
    </div>
  );
}
