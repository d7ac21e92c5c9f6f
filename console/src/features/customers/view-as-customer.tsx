import { ConfirmButton, useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { May } from '../session/may.tsx';
import { customerLabel } from './customer.view.ts';

const viewAsCustomerDocument = graphql(`
  mutation ViewAsCustomer($input: ViewAsCustomerInput!) {
    viewAsCustomer(input: $input) {
      __typename
      ... on SignedIn {
        viewer {
          readOnly
        }
      }
      ...RefusalFields
    }
  }
`);

/** Opens the portal as this customer sees it: read only, marked on every page, and kept in the audit. */
export function ViewAsCustomer(props: {
  customer: { id: string; name: string; companyName?: string | null };
}): JSX.Element {
  const view = useMutation(viewAsCustomerDocument);
  return (
    <May do="customer:view-as">
      <ConfirmButton
        button={{ icon: 'external' }}
        title={`View the portal as ${customerLabel(props.customer)}`}
        verb="View portal"
        effect={
          <p>
            For an hour this browser sees what the customer sees. Nothing can be changed there, every page says so, and
            it is kept in the audit. To come back you sign in to the console again.
          </p>
        }
        send={() => view.run({ input: { customerId: props.customer.id } })}
        onDone={() => window.location.assign('/portal/')}
      >
        View portal as customer
      </ConfirmButton>
    </May>
  );
}
