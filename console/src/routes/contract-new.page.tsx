import { Asked, Link, NoSuch, PageHeader, useMutation, useQuery, localDay } from '@hashyard/ui';
import { useNavigate, useSearchParams } from '@solidjs/router';
import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { ContractForm } from '../features/contracts/contract-form.tsx';
import { type ContractValues, createInput, newContract, stepAfter } from '../features/contracts/contract-form.view.ts';
import { WizardSteps } from '../features/contracts/wizard-steps.tsx';
import { customerLabel } from '../features/customers/customer.view.ts';
import { useCustomers } from '../features/customers/use-customers.ts';
import { useSession } from '../features/session/session.tsx';
import { graphql } from '../gql/gql.ts';
import type { ContractType, CustomerChoiceFragment } from '../gql/graphql.ts';

const contractCustomerDocument = graphql(`
  query ContractCustomer($id: ID!) {
    customer(id: $id) {
      ...CustomerChoice
    }
  }
`);

const createContractDocument = graphql(`
  mutation CreateContract($input: CreateContractInput!) {
    createContract(input: $input) {
      __typename
      ... on Contract {
        id
      }
      ...RefusalFields
    }
  }
`);

/** With a customer in the address the contract is that one's; without, one chooses. */
export function ContractNewPage(): JSX.Element {
  const [params] = useSearchParams<{ customer?: string; supersedes?: string }>();
  return (
    <Show when={params.customer} fallback={<ForAnyCustomer />}>
      {(id) => <ForCustomer id={id()} supersedesId={params.supersedes} />}
    </Show>
  );
}

function ForCustomer(props: { id: string; supersedesId: string | undefined }): JSX.Element {
  const query = useQuery(contractCustomerDocument, () => ({ id: props.id }));
  return (
    <Asked
      query={query}
      of={(data) => data.customer}
      none={<NoSuch what="customer" icon="people" href="/customers" all="All customers" />}
    >
      {(customer) => <NewContract customers={[customer()]} settled supersedesId={props.supersedesId} />}
    </Asked>
  );
}

function ForAnyCustomer(): JSX.Element {
  const customers = useCustomers({ active: true });
  return (
    <Asked
      query={{ data: customers.rows, error: customers.error, refetch: customers.refetch }}
      of={(rows) => ({ rows }) /* An empty list too: the form says then that there is nobody. */}
    >
      {(known) => <NewContract customers={known().rows} />}
    </Asked>
  );
}

function NewContract(props: {
  customers: readonly CustomerChoiceFragment[];
  settled?: boolean;
  supersedesId?: string;
}): JSX.Element {
  const navigate = useNavigate();
  const session = useSession();
  const create = useMutation(createContractDocument);
  const [type, setType] = createSignal<ContractType>('HOSTED');
  const organization = () => session.viewer.organization;
  const settings = () => organization().billingSettings;
  const settled = () => (props.settled ? props.customers[0] : undefined);
  const back = () => (settled() ? `/customers/${settled()?.id}?tab=contracts` : '/contracts');
  const currencyOf = (customerId: string) =>
    props.customers.find(({ id }) => id === customerId)?.currency ?? settings()?.currency ?? '';
  /** The organization's rate is in its own currency. */
  const rateFor = (customerId: string) =>
    currencyOf(customerId) === settings()?.currency ? settings()?.energyRate : null;
  /** The key belongs to what was sent: after a refusal the input is another one. */
  let idempotencyKey = crypto.randomUUID();
  const send = async (values: ContractValues) => {
    const answer = await create.run({ input: createInput(values, idempotencyKey) });
    if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
    return answer;
  };
  const initial = untrack(() => {
    const customerId = settled()?.id ?? '';
    return newContract({
      customerId,
      today: localDay(new Date(), organization().timeZone),
      energyRate: rateFor(customerId),
      supersedesId: props.supersedesId,
    });
  });

  return (
    <>
      <PageHeader
        above={
          <Show when={settled()} fallback={<Link href={back()}>Contracts</Link>}>
            {(customer) => <Link href={back()}>{customerLabel(customer())}</Link>}
          </Show>
        }
        title="New Contract"
        note={<WizardSteps type={type()} current={0} />}
      />
      <ContractForm
        initial={initial}
        currencyOf={currencyOf}
        rateFor={rateFor}
        noticeDays={settings()?.noticeDays}
        maxExtensions={settings()?.maxExtensions}
        customers={
          props.settled ? undefined : props.customers.map((one) => ({ value: one.id, label: customerLabel(one) }))
        }
        onType={setType}
        cancelHref={back()}
        send={send}
        onSaved={(id, type) => navigate(`/contracts/${id}${stepAfter[type].page}`)}
      />
    </>
  );
}
