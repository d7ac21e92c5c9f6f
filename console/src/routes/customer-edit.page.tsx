import {
  Card,
  EmptyState,
  ErrorState,
  Link,
  PageHeader,
  SkeletonLines,
  toast,
  useMutation,
  useQuery,
} from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import { type JSX, Match, Switch } from 'solid-js';
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
    <Switch>
      <Match when={query.data?.customer}>
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
      </Match>
      <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
      <Match when={query.loading}>
        <Card class="max-w-3xl">
          <SkeletonLines lines={8} />
        </Card>
      </Match>
      <Match when={query.data}>
        <EmptyState title="There is no such customer" icon="people" />
      </Match>
    </Switch>
  );
}
