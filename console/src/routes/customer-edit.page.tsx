import { Asked, Link, NoSuch, PageHeader, PageSkeleton, toast, useMutation, useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { CustomerForm } from '../features/customers/customer-form.tsx';
import { customerLabel } from '../features/customers/customer.view.ts';
import { updateInput, valuesOf } from '../features/customers/customer-form.view.ts';
import { graphql } from '../gql/gql.ts';

const editedCustomerDocument = graphql(`
  query EditedCustomer($id: ID!) {
    customer(id: $id) {
      ...CustomerFormFields
    }
  }
`);

const updateCustomerDocument = graphql(`
  mutation UpdateCustomer($input: UpdateCustomerInput!) {
    updateCustomer(input: $input) {
      __typename
      ... on Customer {
        ...CustomerFormFields
      }
      ...RefusalFields
    }
  }
`);

export function CustomerEditPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  const query = useQuery(editedCustomerDocument, () => ({ id: params.id }));
  const update = useMutation(updateCustomerDocument);
  return (
    <Asked
      query={query}
      of={(data) => data.customer}
      none={<NoSuch what="customer" icon="people" href="/customers" all="All customers" />}
      skeleton={<PageSkeleton cards={[480]} class="max-w-3xl" />}
    >
      {(customer) => (
        <>
          <PageHeader
            above={<Link href={`/customers/${params.id}`}>{customerLabel(customer())}</Link>}
            title="Edit customer"
          />
          <CustomerForm
            initial={valuesOf(customer())}
            verb="Save changes"
            cancelHref={`/customers/${params.id}`}
            send={(values) => update.run({ input: updateInput(params.id, values) })}
            onSaved={(id) => {
              toast('Changes saved');
              navigate(`/customers/${id}`);
            }}
          />
        </>
      )}
    </Asked>
  );
}
