import { Asked, Link, NoSuch, Notice, PageHeader, useMutation, useQuery } from '@hashyard/ui';
import { useNavigate, useParams } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { ContractForm } from '../features/contracts/contract-form.tsx';
import { stepAfter, updateInput } from '../features/contracts/contract-form.view.ts';
import { contractValuesOf } from '../features/contracts/draft.view.ts';
import { ContractHeader } from '../features/contracts/contract-header.tsx';
import { WizardSteps } from '../features/contracts/wizard-steps.tsx';
import { graphql } from '../gql/gql.ts';
import type { ContractTermsQuery } from '../gql/graphql.ts';

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

type Contract = NonNullable<ContractTermsQuery['contract']>;

/** Step 1 again, for a draft that exists already. */
export function ContractTermsPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(contractTermsDocument, () => ({ id: params.id }));
  return (
    <Asked
      query={query}
      of={(data) => data.contract}
      none={<NoSuch what="contract" icon="contract" href="/contracts" all="All contracts" />}
    >
      {(contract) => (
        <Show when={contract().status === 'DRAFT'} fallback={<Settled contract={contract()} />}>
          <EditTerms contract={contract()} />
        </Show>
      )}
    </Asked>
  );
}

function EditTerms(props: { contract: Contract }): JSX.Element {
  const navigate = useNavigate();
  const update = useMutation(updateContractDocument);
  return (
    <>
      <ContractHeader contract={props.contract} note={<WizardSteps type={props.contract.type} current={0} />} />
      <ContractForm
        initial={contractValuesOf(props.contract)}
        currencyOf={() => props.contract.currency}
        noticeDays={props.contract.noticeDays}
        maxExtensions={props.contract.lease?.maxExtensions}
        typeIsSettled
        cancelHref={`/contracts/${props.contract.id}`}
        send={(values) => update.run({ input: updateInput(props.contract.id, values) })}
        onSaved={(id, type) => navigate(`/contracts/${id}${stepAfter[type].page}`)}
      />
    </>
  );
}

function Settled(props: { contract: Contract }): JSX.Element {
  return (
    <>
      <PageHeader title={props.contract.displayNumber} />
      <Notice action={<Link href={`/contracts/${props.contract.id}`}>Open the contract</Link>}>
        It is no draft any more, so its terms can’t be edited.
      </Notice>
    </>
  );
}
