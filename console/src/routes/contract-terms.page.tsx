import {
  Card,
  EmptyState,
  ErrorState,
  Link,
  Notice,
  PageHeader,
  SkeletonLines,
  useMutation,
  useQuery,
} from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import { type JSX, Match, Switch } from 'solid-js';
import { ContractForm } from '../features/contracts/contract-form.tsx';
import { stepAfter, updateInput } from '../features/contracts/contract-form.view.ts';
import { contractValuesOf } from '../features/contracts/draft.view.ts';
import { WizardSteps } from '../features/contracts/wizard-steps.tsx';
import { customerLabel } from '../features/customers/customer.view.ts';
import { graphql } from '../gql/gql.ts';

const contractTermsDocument = graphql(`
  query ContractTerms($id: ID!) {
    contract(id: $id) {
      ...DraftTerms
      status
      displayNumber
      customer {
        id
        name
        companyName
      }
    }
  }
`);

export const draftTerms = graphql(`
  fragment DraftTerms on Contract {
    id
    type
    term
    startsOn
    endsOn
    endsOnOverridden
    autoRenew
    noticeDays
    billingMethod
    rate
    lossFactor
    currency
    powerCapKw
    capPolicy
    overageRate
    notes
    customer {
      id
    }
    lease {
      maxExtensions
    }
    infinity {
      site {
        id
      }
      hashrateThs
      guaranteedPercent
      model {
        id
      }
      quantity
      connectorFeePercent
      payoutWallet
    }
    prices {
      component
      unit
      rate
      startsOn
      endsOn
    }
  }
`);

const updateContractDocument = graphql(`
  mutation UpdateContract($input: UpdateContractInput!) {
    updateContract(input: $input) {
      __typename
      ... on Contract {
        ...DraftTerms
      }
      ...RefusalFields
    }
  }
`);

/** Step 1 again, for a draft that exists already. */
export function ContractTermsPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  const query = useQuery(contractTermsDocument, () => ({ id: params.id }));
  const update = useMutation(updateContractDocument);
  return (
    <Switch>
      <Match when={query.data?.contract?.status === 'DRAFT' && query.data.contract}>
        {(contract) => (
          <>
            <PageHeader
              above={
                <Link href={`/customers/${contract().customer.id}?tab=contracts`}>
                  {customerLabel(contract().customer)}
                </Link>
              }
              title={contract().displayNumber}
              note={<WizardSteps type={contract().type} current={0} />}
            />
            <ContractForm
              initial={contractValuesOf(contract())}
              currencyOf={() => contract().currency}
              noticeDays={contract().noticeDays}
              maxExtensions={contract().lease?.maxExtensions}
              typeIsSettled
              cancelHref={`/contracts/${params.id}`}
              send={(values) => update.run({ input: updateInput(params.id, values) })}
              onSaved={(id, type) => navigate(`/contracts/${id}${stepAfter[type].page}`)}
            />
          </>
        )}
      </Match>
      <Match when={query.data?.contract}>
        {(contract) => (
          <>
            <PageHeader title={contract().displayNumber} />
            <Notice action={<Link href={`/contracts/${params.id}`}>Open the contract</Link>}>
              It is no draft any more, so its terms can’t be edited.
            </Notice>
          </>
        )}
      </Match>
      <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
      <Match when={query.loading}>
        <Card class="max-w-4xl">
          <SkeletonLines lines={8} />
        </Card>
      </Match>
      <Match when={query.data}>
        <EmptyState title="There is no such contract" icon="contract" />
      </Match>
    </Switch>
  );
}
