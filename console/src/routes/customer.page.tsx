import { Asked, ButtonLink, Link, NoSuch, Notice, PageHeader, type Tab, Tabs, useQuery } from '@hashyard/ui';
import { useParams } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { customerLabel } from '../features/customers/customer.view.ts';
import { CustomerActions } from '../features/customers/customer-actions.tsx';
import { CustomerAccrual } from '../features/customers/customer-accrual.tsx';
import { CustomerActivity } from '../features/customers/customer-activity.tsx';
import { CustomerContracts } from '../features/customers/customer-contracts.tsx';
import { CustomerEquipment } from '../features/customers/customer-equipment.tsx';
import { CustomerInvoices } from '../features/customers/customer-invoices.tsx';
import { CustomerOverview } from '../features/customers/customer-overview.tsx';
import { CustomerTeam } from '../features/customers/customer-team.tsx';
import { EnergyCard } from '../features/fleet/energy-card.tsx';
import { PortalInvite } from '../features/customers/portal-invite.tsx';
import { StatusBar } from '../features/customers/status-bar.tsx';
import { ViewAsCustomer } from '../features/customers/view-as-customer.tsx';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { May } from '../features/session/may.tsx';
import { useSession } from '../features/session/session.tsx';
import { graphql } from '../gql/gql.ts';
import type { CustomerQuery } from '../gql/graphql.ts';

const customerDocument = graphql(`
  query Customer($id: ID!) {
    customer(id: $id) {
      id
      name
      companyName
      ...CustomerStanding
      ...CustomerActions
      ...PortalInvite
      ...CustomerOverview
      people {
        ...TeamMember
      }
      invites {
        ...OpenInvite
      }
      contracts(first: 200) {
        nodes {
          ...ContractRow
        }
        totalCount
      }
      invoices(first: 200) {
        nodes {
          ...InvoiceRow
        }
        totalCount
      }
    }
  }
`);

type Customer = NonNullable<CustomerQuery['customer']>;

export function CustomerPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const query = useQuery(customerDocument, () => ({ id: params.id }));
  return (
    <Asked
      query={query}
      of={(data) => data.customer}
      none={<NoSuch what="customer" icon="people" href="/customers" all="All customers" />}
    >
      {(customer) => <CustomerView customer={customer()} onChanged={query.refetch} />}
    </Asked>
  );
}

function CustomerView(props: { customer: Customer; onChanged: () => void }): JSX.Element {
  const session = useSession();
  const [tab, setTab] = useUrlFilter('tab');
  const tabs: Tab[] = [
    { id: 'overview', label: 'Overview', content: () => <CustomerOverview customer={props.customer} /> },
    {
      id: 'contracts',
      label: 'Contracts',
      content: () => (
        <CustomerContracts
          customerId={props.customer.id}
          contracts={props.customer.contracts.nodes}
          onActivated={props.onChanged}
        />
      ),
    },
    { id: 'equipment', label: 'Equipment', content: () => <CustomerEquipment customerId={props.customer.id} /> },
    {
      id: 'usage',
      label: 'Usage',
      content: () => (
        <div class="flex flex-col gap-6">
          <CustomerAccrual contracts={props.customer.contracts.nodes} />
          <EnergyCard scope={{ customerId: props.customer.id }} zone={session.viewer.organization.timeZone} />
        </div>
      ),
    },
    {
      id: 'billing',
      label: 'Billing',
      content: () => <CustomerInvoices customerId={props.customer.id} invoices={props.customer.invoices.nodes} />,
    },
    { id: 'activity', label: 'Activity', content: () => <CustomerActivity customerId={props.customer.id} /> },
    {
      id: 'team',
      label: 'Team',
      content: () => (
        <CustomerTeam
          customerId={props.customer.id}
          people={props.customer.people}
          invites={props.customer.invites}
          onChanged={props.onChanged}
        />
      ),
    },
  ];

  return (
    <>
      <PageHeader
        above={<Link href="/customers">Customers</Link>}
        title={customerLabel(props.customer)}
        note={
          <>
            <Show when={props.customer.companyName}>
              <span>{props.customer.name}</span>
            </Show>
            <StatusBar customer={props.customer} />
          </>
        }
        actions={
          <>
            <May do="customer:update">
              <ButtonLink href={`/customers/${props.customer.id}/edit`}>Edit</ButtonLink>
            </May>
            <ViewAsCustomer customer={props.customer} />
            <May do="customer:invite">
              <PortalInvite customer={props.customer} onSent={props.onChanged} />
            </May>
            <CustomerActions customer={props.customer} onChanged={props.onChanged} />
          </>
        }
      />
      <Show when={props.customer.billingHold}>
        <Notice tone="warn">
          New invoices are held: {props.customer.billingHoldReason ?? 'a billing hold is set'}. They are not mailed by
          themselves.
        </Notice>
      </Show>
      <Show when={props.customer.inDefault}>
        <Notice tone="bad">This customer is in default. New invoices are held and not mailed by themselves.</Notice>
      </Show>
      <Tabs
        label="Parts of the customer"
        tabs={tabs}
        value={tab() || 'overview'}
        onChange={(id) => setTab(id === 'overview' ? '' : id)}
      />
    </>
  );
}
