import { Asked, NoSuch, PageSkeleton, useQuery } from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { ContractDetails } from '../features/contracts/contract-page.tsx';
import { graphql } from '../gql';

const ContractDocument = graphql(`
  query Contract($id: ID!) {
    contract(id: $id) {
      ...ContractDetails
    }
  }
`);

export default function ContractPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(ContractDocument, () => ({ id: params.id }));
  return (
    <Asked
      query={query}
      of={(data) => data.contract}
      none={<NoSuch what="contract" icon="contract" href="/contracts" all="All contracts" />}
      skeleton={<PageSkeleton cards={[240, 320]} />}
    >
      {(contract) => <ContractDetails contract={contract()} onChanged={() => query.refetch()} />}
    </Asked>
  );
}
