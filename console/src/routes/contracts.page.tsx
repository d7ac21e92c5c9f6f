import { ButtonLink, Card, EmptyState, PageHeader, useTableState } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { statusWords } from '../features/contracts/contract.words.ts';
import { ContractsTable, HIDDEN_COLUMNS } from '../features/contracts/contracts-table.tsx';
import { useAllPages } from '../features/lists/all-pages.ts';
import { FilterSelect } from '../features/lists/filter-select.tsx';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { May } from '../features/session/may.tsx';
import { graphql } from '../gql/gql.ts';
import type { ContractStatus } from '../gql/graphql.ts';

const contractsDocument = graphql(`
  query Contracts($after: String, $filter: ContractFilter) {
    contracts(first: 200, after: $after, filter: $filter) {
      nodes {
        ...ContractRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

const statuses = Object.keys(statusWords) as ContractStatus[];
const EXPIRING = 'expiring';

export function ContractsPage(): JSX.Element {
  const state = useTableState({ hidden: HIDDEN_COLUMNS });
  const [status, setStatus] = useUrlFilter('status');
  const contracts = useAllPages(
    contractsDocument,
    () => {
      const wanted = statuses.find((one) => one === status());
      return { filter: { statuses: wanted && [wanted], expiring: status() === EXPIRING ? true : undefined } };
    },
    (data) => data.contracts,
  );
  return (
    <>
      <PageHeader
        title="Contracts"
        actions={
          <May do="contract:create">
            <ButtonLink href="/contracts/new" look="primary" icon="plus">
              New Contract
            </ButtonLink>
          </May>
        }
      />
      <Card flush>
        <ContractsTable
          contracts={contracts.rows}
          state={state}
          error={contracts.error}
          onRetry={contracts.refetch}
          onActivated={contracts.refetch}
          toolbar={
            <FilterSelect
              label="Status"
              all="All statuses"
              value={status()}
              onChange={setStatus}
              options={[
                ...statuses.map((one) => ({ value: one, label: statusWords[one].word })),
                { value: EXPIRING, label: 'Expiring' },
              ]}
            />
          }
          empty={
            <Show
              when={status() !== ''}
              fallback={
                <EmptyState title="No contracts yet" icon="contract">
                  Start one with the button above: first its terms, then its equipment.
                </EmptyState>
              }
            >
              <EmptyState title="No contract has this status">Choose another one.</EmptyState>
            </Show>
          }
        />
      </Card>
    </>
  );
}
