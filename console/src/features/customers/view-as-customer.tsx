import { Button, ConfirmDialog, useMutation } from '@hashyard/ui';
import { createSignal, type JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { refusedOf } from '../contracts/refused.view.ts';
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
  const [asking, setAsking] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const open = async () => {
    const answer = await view.run({ input: { customerId: props.customer.id } });
    if (answer.ok) return window.location.assign('/portal/');
    setRefused(refusedOf(answer).message);
  };
  return (
    <May do="customer:view-as">
      <Button
        icon="external"
        onClick={() => {
          setRefused(undefined);
          setAsking(true);
        }}
      >
        View portal as customer
      </Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={`View the portal as ${customerLabel(props.customer)}`}
        verb="View portal"
        busy={view.busy}
        error={refused()}
        onConfirm={open}
        effect={
          <p>
            For an hour this browser sees what the customer sees. Nothing can be changed there, every page says so, and
            it is kept in the audit. To come back you sign in to the console again.
          </p>
        }
      />
    </May>
  );
}
