import { Card, EmptyState, ErrorState, Link, PageHeader, SkeletonLines, useMutation, useQuery } from '@hashyard/ui';
import { useNavigate, useSearchParams } from '@solidjs/router';
import { type JSX, Match, Switch } from 'solid-js';
import { ContractForm } from '../features/contracts/contract-form.tsx';
import { type ContractValues, createInput, newContract } from '../features/contracts/contract-form.view.ts';
import { localDay } from '../features/contracts/local-day.ts';
import { WizardSteps } from '../features/contracts/wizard-steps.tsx';
import { customerLabel } from '../features/customers/customer.view.ts';
import { useSession } from '../features/session/session.tsx';
import { graphql } from '../gql/gql.ts';
import type { ContractCustomersQuery } from '../gql/graphql.ts';

/** With a customer's id that one alone is asked for; without it all who may get a contract. */
const contractCustomersDocument = graphql(`
  query ContractCustomers($id: ID!, $known: Boolean!) {
    customer(id: $id) @include(if: $known) {
      ...ContractCustomer
    }
    customers(first: 200, filter: { active: true }) @skip(if: $known) {
      nodes {
        ...ContractCustomer
      }
    }
  }
`);

export const contractCustomer = graphql(`
  fragment ContractCustomer on Customer {
    id
    name
    companyName
    currency
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

export function ContractNewPage(): JSX.Element {
  const [params] = useSearchParams<{ customer?: string }>();
  const query = useQuery(contractCustomersDocument, () => ({
    id: params.customer ?? '',
    known: Boolean(params.customer),
  }));
  const missing = () => Boolean(params.customer) && query.data !== undefined && !query.data.customer;
  return (
    <Switch>
      <Match when={missing()}>
        <EmptyState title="There is no such customer" icon="people" />
      </Match>
      <Match when={query.data}>{(data) => <NewContract data={data()} />}</Match>
      <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
      <Match when={true}>
        <Card class="max-w-4xl">
          <SkeletonLines lines={8} />
        </Card>
      </Match>
    </Switch>
  );
}

function NewContract(props: { data: ContractCustomersQuery }): JSX.Element {
  const navigate = useNavigate();
  const session = useSession();
  const create = useMutation(createContractDocument);
  const organization = () => session.viewer.organization;
  const settings = () => organization().billingSettings;
  const customer = () => props.data.customer;
  const currency = () => customer()?.currency ?? settings()?.currency ?? '';
  /** The organization's rate is in its own currency. */
  const rate = () => (currency() === settings()?.currency ? settings()?.energyRate : null);
  /** The key belongs to what was sent: after a refusal the input is another one. */
  let idempotencyKey = crypto.randomUUID();
  const send = async (values: ContractValues) => {
    const answer = await create.run({ input: createInput(values, idempotencyKey) });
    if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
    return answer;
  };

  return (
    <>
      <PageHeader
        above={
          customer() ? (
            <Link href={`/customers/${customer()?.id}?tab=contracts`}>{customerLabel(customer() ?? { name: '' })}</Link>
          ) : (
            <Link href="/contracts">Contracts</Link>
          )
        }
        title="New Contract"
        note={<WizardSteps current={0} />}
      />
      <ContractForm
        initial={newContract({
          customerId: customer()?.id ?? '',
          today: localDay(new Date(), organization().timeZone),
          energyRate: rate(),
        })}
        currency={currency()}
        noticeDays={settings()?.noticeDays}
        customers={props.data.customers?.nodes.map((one) => ({ value: one.id, label: customerLabel(one) }))}
        cancelHref={customer() ? `/customers/${customer()?.id}?tab=contracts` : '/contracts'}
        send={send}
        onSaved={(id) => navigate(`/contracts/${id}/equipment`)}
      />
    </>
  );
}
