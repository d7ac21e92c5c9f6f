import { Asked, ButtonLink, Card, NoSuch, useQuery } from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { CommandGrant } from '../features/commands/command-grant.tsx';
import { ActivateContract } from '../features/contracts/activate-contract.tsx';
import { ContractAcceptance } from '../features/contracts/contract-acceptance.tsx';
import { ContractHeader } from '../features/contracts/contract-header.tsx';
import { ContractLife } from '../features/contracts/contract-life.tsx';
import { ContractAssignments } from '../features/contracts/contract-assignments.tsx';
import {
  ContractFacts,
  ContractPrices,
  ContractTermsCard,
  ContractTimeline,
} from '../features/contracts/contract-cards.tsx';
import { TypeFacts } from '../features/contracts/type-facts.tsx';
import { ContractStatusBadge } from '../features/contracts/contracts-table.tsx';
import { typeWords } from '../features/contracts/contract.words.ts';
import { StatusLinks, TotalsStats, useFleetTotals } from '../features/fleet/fleet-totals.tsx';
import { May } from '../features/session/may.tsx';
import { graphql } from '../gql/gql.ts';
import type { ContractQuery, ContractType } from '../gql/graphql.ts';

const contractDocument = graphql(`
  query Contract($id: ID!) {
    contract(id: $id) {
      ...ActivateContract
      ...ContractFacts
      ...ContractLife
      ...ContractAcceptance
      ...TypeFacts
      ...CommandGrant
      type
      expiring
      timeZone
      prices {
        ...ContractPrice
      }
      terms {
        ...ContractTermRow
      }
      timeline {
        ...ContractTimelineEvent
      }
    }
  }
`);

type Contract = NonNullable<ContractQuery['contract']>;

/** Hash streams have no equipment. */
const assignWords: Record<ContractType, string> = {
  HOSTED: 'Assign machines',
  LEASE: 'Assign machines',
  OM: 'Assign sites',
  INFINITY: '',
};

export function ContractPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(contractDocument, () => ({ id: params.id }));
  return (
    <Asked
      query={query}
      of={(data) => data.contract}
      none={<NoSuch what="contract" icon="contract" href="/contracts" all="All contracts" />}
    >
      {(contract) => <ContractView contract={contract()} onChanged={query.refetch} />}
    </Asked>
  );
}

function ContractView(props: { contract: Contract; onChanged: () => void }): JSX.Element {
  const contract = () => props.contract;
  const runs = () => contract().status === 'ACTIVE' || contract().status === 'SUSPENDED';
  const totals = useFleetTotals(() => (runs() ? { contractId: contract().id } : null));
  return (
    <>
      <ContractHeader
        contract={contract()}
        note={
          <>
            <span>{typeWords[contract().type]}</span>
            <ContractStatusBadge contract={contract()} />
          </>
        }
        actions={
          <>
            <Show when={contract().status === 'DRAFT'}>
              <May do="contract:update">
                <ButtonLink href={`/contracts/${contract().id}/terms`}>Edit terms</ButtonLink>
              </May>
            </Show>
            <Show when={assignWords[contract().type] && (contract().status === 'DRAFT' || runs())}>
              <May do="contract:assign">
                <ButtonLink href={`/contracts/${contract().id}/equipment`} icon="plus">
                  {assignWords[contract().type]}
                </ButtonLink>
              </May>
            </Show>
            <Show when={contract().status === 'DRAFT'}>
              <ActivateContract contract={contract()} onActivated={props.onChanged} />
            </Show>
            <ContractLife contract={contract()} onChanged={props.onChanged} />
          </>
        }
      />
      <Show when={runs() && contract().type !== 'INFINITY'}>
        <Card title="Machines now">
          <div class="flex flex-col gap-4">
            <TotalsStats totals={totals.data} />
            <Show when={totals.data}>
              {(sums) => (
                <StatusLinks
                  totals={sums()}
                  href={(status) => `/machines?customer=${contract().customer.id}&status=${status}`}
                />
              )}
            </Show>
          </div>
        </Card>
      </Show>
      <div class="grid gap-6 lg:grid-cols-2">
        <div class="flex flex-col gap-6">
          <ContractFacts contract={contract()} />
          <TypeFacts contract={contract()} />
          <ContractAcceptance contract={contract()} />
          <Show when={contract().type === 'HOSTED' || contract().type === 'LEASE'}>
            <CommandGrant contract={contract()} onChanged={props.onChanged} />
          </Show>
        </div>
        <div class="flex flex-col gap-6">
          <ContractPrices prices={contract().prices} currency={contract().currency} />
          <ContractTermsCard terms={contract().terms} />
          <ContractTimeline events={contract().timeline} zone={contract().timeZone} />
        </div>
      </div>
      <Show when={contract().type !== 'INFINITY'}>
        <ContractAssignments
          contractId={contract().id}
          type={contract().type}
          status={contract().status}
          zone={contract().timeZone}
          onChanged={props.onChanged}
        />
      </Show>
    </>
  );
}
