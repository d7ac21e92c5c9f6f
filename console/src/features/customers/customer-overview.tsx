import { Card, KeyValueList, Notice, When } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { CustomerOverviewFragment } from '../../gql/graphql.ts';
import { StatusLinks, TotalsStats, useFleetTotals } from '../fleet/fleet-totals.tsx';
import { addressText } from './address.view.ts';

export const customerOverview = graphql(`
  fragment CustomerOverview on Customer {
    id
    name
    companyName
    contactEmail
    billingEmail
    invoiceEmail
    mailFailure {
      id
      error
      subject
      recipient
    }
    phone
    billingCurrency
    currency
    notes
    createdAt
    address {
      lines
      city
      region
      postalCode
      country
    }
  }
`);

export function CustomerOverview(props: { customer: CustomerOverviewFragment }): JSX.Element {
  const totals = useFleetTotals(() => ({ customerId: props.customer.id }));
  const customer = () => props.customer;
  return (
    <div class="flex flex-col gap-4">
      <Show when={customer().mailFailure}>
        {(mail) => (
          <Notice tone="warn">
            <p class="[overflow-wrap:anywhere]">
              Mail to {mail().recipient} does not arrive: “{mail().subject}” failed or came back.
            </p>
            <p class="text-sm [overflow-wrap:anywhere]">The mail server said: {mail().error}</p>
          </Notice>
        )}
      </Show>
      <Card title="Machines now">
        <div class="flex flex-col gap-4">
          <TotalsStats totals={totals.data} />
          {totals.data && (
            <StatusLinks
              totals={totals.data}
              href={(status) => `/machines?customer=${customer().id}&status=${status}`}
            />
          )}
        </div>
      </Card>
      <div class="grid gap-4 lg:grid-cols-2">
        <Card title="Contact and billing">
          <KeyValueList
            items={[
              { label: 'Customer Name', value: customer().name },
              { label: 'Company Name', value: customer().companyName ?? '–' },
              { label: 'Contact Email', value: customer().contactEmail },
              {
                label: 'Billing Email',
                value: customer().billingEmail ?? (
                  <>
                    {customer().invoiceEmail} <span class="text-muted">as the contact email</span>
                  </>
                ),
              },
              { label: 'Phone', value: customer().phone ?? '–' },
              {
                label: 'Billing Currency',
                value: customer().billingCurrency ?? (
                  <>
                    {customer().currency} <span class="text-muted">as the organization</span>
                  </>
                ),
              },
              {
                label: 'Address',
                value: <span class="whitespace-pre-line">{addressText(customer().address) ?? '–'}</span>,
              },
              { label: 'Created', value: <When at={customer().createdAt} /> },
            ]}
          />
        </Card>
        <Card title="Internal notes">
          <p class="whitespace-pre-line break-words">
            {customer().notes ?? <span class="text-muted">None. The customer never sees them.</span>}
          </p>
        </Card>
      </div>
    </div>
  );
}
