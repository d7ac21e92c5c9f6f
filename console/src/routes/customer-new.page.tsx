import { Link, PageHeader, toast, useMutation } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { CustomerForm } from '../features/customers/customer-form.tsx';
import { createInput, emptyCustomer } from '../features/customers/customer-form.view.ts';
import { HostingNeeds } from '../features/shell/hosting-needs.tsx';
import { graphql } from '../gql/gql.ts';

const createCustomerDocument = graphql(`
  mutation CreateCustomer($input: CreateCustomerInput!) {
    createCustomer(input: $input) {
      __typename
      ... on Customer {
        id
      }
      ...RefusalFields
    }
  }
`);

export function CustomerNewPage(): JSX.Element {
  const navigate = useNavigate();
  const create = useMutation(createCustomerDocument);
  /** One key for this page: a second click, or a retry after a lost answer, makes no second customer. */
  const idempotencyKey = crypto.randomUUID();
  return (
    <>
      <PageHeader
        above={<Link href="/customers">Customers</Link>}
        title="Add Customer"
        note="The customer is not notified. You send the portal invitation later."
      />
      <HostingNeeds />
      <CustomerForm
        initial={emptyCustomer}
        verb="Create Customer"
        cancelHref="/customers"
        send={(values) => create.run({ input: { ...createInput(values), idempotencyKey } })}
        onSaved={(id) => {
          toast('Customer created');
          navigate(`/customers/${id}`);
        }}
      />
    </>
  );
}
