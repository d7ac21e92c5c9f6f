import { Card, date, decimal, ErrorState, KeyValueList, PageHeader, SkeletonLines, useQuery } from '@hashyard/ui';
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import { addressText } from '../features/customers/address.view.ts';
import { graphql } from '../gql/gql.ts';
import type { SettingsQuery } from '../gql/graphql.ts';

const settingsDocument = graphql(`
  query Settings {
    organization {
      id
      name
      slug
      timeZone
      plan
      addOns
      branding {
        displayName
        portalSlug
        portalUrl
      }
      billingSettings {
        currency
        energyRate
        autoSend
        collectionDays
        dueDays
        noticeDays
        maxExtensions
        taxes {
          code
          name
          percent
          startsOn
          endsOn
        }
        defaultTaxCode
        sellerName
        sellerTaxNumber
        sellerAddress {
          lines
          city
          region
          postalCode
          country
        }
      }
    }
  }
`);

type Organization = NonNullable<SettingsQuery['organization']>;
type Billing = NonNullable<Organization['billingSettings']>;

const planWords = { STARTER: 'Starter', BUSINESS: 'Business', ENTERPRISE: 'Enterprise' } as const;

export function SettingsPage(): JSX.Element {
  const query = useQuery(settingsDocument);
  return (
    <>
      <PageHeader title="Settings" note="As they stand. Changing them here comes with a later release." />
      <Switch>
        <Match when={query.data?.organization}>
          {(organization) => (
            <div class="grid gap-6 lg:grid-cols-2">
              <OrganizationCard organization={organization()} />
              <Show when={organization().billingSettings}>
                {(billing) => (
                  <>
                    <BillingCard billing={billing()} />
                    <SellerCard billing={billing()} />
                    <TaxCard billing={billing()} />
                  </>
                )}
              </Show>
            </div>
          )}
        </Match>
        <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
        <Match when={true}>
          <Card>
            <SkeletonLines lines={6} />
          </Card>
        </Match>
      </Switch>
    </>
  );
}

function OrganizationCard(props: { organization: Organization }): JSX.Element {
  return (
    <Card title="Organization">
      <KeyValueList
        items={[
          { label: 'Name', value: props.organization.name },
          { label: 'Time zone', value: props.organization.timeZone },
          { label: 'Plan', value: props.organization.plan ? planWords[props.organization.plan] : '–' },
          { label: 'Hosting add-on', value: props.organization.addOns?.includes('HOSTING') ? 'On' : 'Off' },
          { label: 'Name in the portal', value: props.organization.branding.displayName },
          { label: 'Customers sign in at', value: props.organization.branding.portalUrl ?? '–' },
        ]}
      />
    </Card>
  );
}

function BillingCard(props: { billing: Billing }): JSX.Element {
  return (
    <Card title="Billing">
      <KeyValueList
        items={[
          { label: 'Currency', value: props.billing.currency },
          {
            label: 'Energy rate',
            value: props.billing.energyRate
              ? `${decimal(props.billing.energyRate, 2)} ${props.billing.currency} per kWh`
              : 'None: each contract names its own',
          },
          {
            label: 'Auto-send',
            value: props.billing.autoSend
              ? 'On: invoices without a hold are issued and mailed'
              : 'Off: invoices stay drafts',
          },
          { label: 'Waits for late readings', value: `${props.billing.collectionDays} days` },
          { label: 'Due after', value: `${props.billing.dueDays} days` },
          { label: 'Notice for new contracts', value: `${props.billing.noticeDays} days` },
          { label: 'Lease extensions for new contracts', value: `at most ${props.billing.maxExtensions}` },
        ]}
      />
    </Card>
  );
}

function SellerCard(props: { billing: Billing }): JSX.Element {
  return (
    <Card title="Seller on invoices">
      <KeyValueList
        items={[
          { label: 'Name', value: props.billing.sellerName },
          {
            label: 'Address',
            value: <span class="whitespace-pre-line">{addressText(props.billing.sellerAddress) ?? '–'}</span>,
          },
          { label: 'Tax number', value: props.billing.sellerTaxNumber ?? '–' },
        ]}
      />
    </Card>
  );
}

function TaxCard(props: { billing: Billing }): JSX.Element {
  return (
    <Card title="Taxes">
      <Show when={props.billing.taxes.length > 0} fallback={<p class="text-muted">No taxes are charged.</p>}>
        <ul>
          <For each={props.billing.taxes}>
            {(tax) => (
              <li class="flex flex-wrap justify-between gap-x-6 border-b border-line py-2 last:border-0">
                <span>
                  {tax.name} <span class="text-muted">{tax.code}</span>
                  <Show when={tax.code === props.billing.defaultTaxCode}>
                    <span class="text-muted">, by default</span>
                  </Show>
                </span>
                <span>
                  {decimal(tax.percent)} %
                  <Show when={tax.startsOn}>{(day) => <span class="text-muted"> from {date(day())}</span>}</Show>
                  <Show when={tax.endsOn}>{(day) => <span class="text-muted"> before {date(day())}</span>}</Show>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}
