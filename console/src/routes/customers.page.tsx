import {
  Badge,
  ButtonLink,
  Card,
  type Column,
  DataTable,
  DownloadLink,
  EmptyState,
  Link,
  PageHeader,
  useTableState,
  When,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { customerLabel, portalState } from '../features/customers/customer.view.ts';
import { useAllPages } from '../features/lists/all-pages.ts';
import { FilterSelect } from '../features/lists/filter-select.tsx';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { May } from '../features/session/may.tsx';
import { HostingNeeds } from '../features/shell/hosting-needs.tsx';
import { graphql } from '../gql/gql.ts';
import type { CustomersQuery, PortalStatus } from '../gql/graphql.ts';

const customersDocument = graphql(`
  query Customers($after: String, $filter: CustomerFilter) {
    customers(first: 200, after: $after, filter: $filter) {
      nodes {
        id
        name
        companyName
        contactEmail
        phone
        currency
        active
        portal
        inDefault
        billingHold
        createdAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

type CustomerRow = CustomersQuery['customers']['nodes'][number];
const portalStates = ['NOT_INVITED', 'INVITED', 'ACCEPTED', 'OFF'] as const satisfies readonly PortalStatus[];

export function CustomersPage(): JSX.Element {
  const navigate = useNavigate();
  const state = useTableState({ hidden: ['phone', 'created'] });
  const [account, setAccount] = useUrlFilter('account');
  const [portal, setPortal] = useUrlFilter('portal');
  const customers = useAllPages(
    customersDocument,
    () => ({
      filter: {
        active: account() === 'active' ? true : account() === 'inactive' ? false : undefined,
        inDefault: account() === 'default' ? true : undefined,
        billingHold: account() === 'hold' ? true : undefined,
        portal: portalStates.find((one) => one === portal()),
      },
    }),
    (data) => data.customers,
  );
  const filtered = () => account() !== '' || portal() !== '';
  const actions = () => (
    <>
      <DownloadLink href="/exports/customers.csv">Export as CSV</DownloadLink>
      <May do="customer:create">
        <ButtonLink href="/customers/import">Import</ButtonLink>
        <ButtonLink href="/customers/new" look="primary" icon="plus">
          Add Customer
        </ButtonLink>
      </May>
    </>
  );

  return (
    <>
      <PageHeader title="Customers" actions={actions()} />
      <HostingNeeds />
      <Card flush>
        <DataTable
          label="Customers"
          noun="customer"
          rows={customers.rows}
          columns={columns}
          rowId={(customer) => customer.id}
          onOpen={(customer) => navigate(`/customers/${customer.id}`)}
          state={state}
          error={customers.error}
          onRetry={customers.refetch}
          toolbar={
            <>
              <FilterSelect
                label="Account"
                all="All accounts"
                value={account()}
                onChange={setAccount}
                options={[
                  { value: 'active', label: 'Active' },
                  { value: 'inactive', label: 'Inactive' },
                  { value: 'hold', label: 'Billing hold' },
                  { value: 'default', label: 'In default' },
                ]}
              />
              <FilterSelect
                label="Portal"
                all="Any portal state"
                value={portal()}
                onChange={setPortal}
                options={portalStates.map((one) => ({ value: one, label: portalState(one).word }))}
              />
            </>
          }
          empty={
            <Show
              when={filtered()}
              fallback={
                <EmptyState title="No customers yet" icon="people">
                  Add the first one with the button above. Nothing is sent to a customer until you invite it.
                </EmptyState>
              }
            >
              <EmptyState title="No customer fits these filters">Choose another account or portal state.</EmptyState>
            </Show>
          }
        />
      </Card>
    </>
  );
}

const columns: Column<CustomerRow>[] = [
  {
    id: 'name',
    header: 'Customer',
    fixed: true,
    width: 'minmax(11rem, 2fr)',
    value: customerLabel,
    cell: (customer) => <Link href={`/customers/${customer.id}`}>{customerLabel(customer)}</Link>,
  },
  { id: 'contact', header: 'Contact', width: 'minmax(9rem, 1.3fr)', value: (customer) => customer.name },
  { id: 'email', header: 'Email', width: 'minmax(12rem, 1.6fr)', value: (customer) => customer.contactEmail },
  { id: 'phone', header: 'Phone', width: '9rem', value: (customer) => customer.phone },
  { id: 'currency', header: 'Currency', width: '6rem', value: (customer) => customer.currency },
  {
    id: 'account',
    header: 'Account',
    width: '10rem',
    value: (customer) => (customer.active ? 'Active' : 'Inactive'),
    cell: (customer) => (
      <span class="inline-flex gap-1">
        <Badge tone={customer.active ? 'ok' : 'neutral'}>{customer.active ? 'Active' : 'Inactive'}</Badge>
        <Show when={customer.inDefault}>
          <Badge tone="bad">Default</Badge>
        </Show>
        <Show when={customer.billingHold}>
          <Badge tone="warn">Hold</Badge>
        </Show>
      </span>
    ),
  },
  {
    id: 'portal',
    header: 'Portal',
    width: '8rem',
    value: (customer) => portalState(customer.portal).word,
    cell: (customer) => (
      <Badge tone={portalState(customer.portal).tone} title={portalState(customer.portal).meaning}>
        {portalState(customer.portal).word}
      </Badge>
    ),
  },
  {
    id: 'created',
    header: 'Created',
    width: '9rem',
    search: false,
    value: (customer) => customer.createdAt,
    cell: (customer) => <When at={customer.createdAt} />,
  },
];
