import { Asked, Card, PageHeader, SkeletonLines, type Tab, Tabs, useQuery } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { AuditLog } from '../features/audit/audit-log.tsx';
import { useMay } from '../features/session/may.tsx';
import { OwnSecurity } from '../features/security/own-security.tsx';
import { ApiKeys } from '../features/settings/api-keys.tsx';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { BillingSettings } from '../features/settings/billing-settings.tsx';
import { BrandingSettings } from '../features/settings/branding-settings.tsx';
import { MailOutbox } from '../features/settings/mail-outbox.tsx';
import { OrganizationSettings } from '../features/settings/organization-settings.tsx';
import { StaffPeople } from '../features/settings/staff-people.tsx';
import { Taxes } from '../features/settings/taxes.tsx';
import { graphql } from '../gql/gql.ts';
import type { SettingsQuery } from '../gql/graphql.ts';

const settingsDocument = graphql(`
  query Settings {
    organization {
      id
      ...OrganizationSettings
      branding {
        ...Branding
      }
      billingSettings {
        ...BillingSettings
      }
      memberships {
        ...TeamMember
      }
      invites {
        ...OpenInvite
      }
    }
  }
`);

type Organization = NonNullable<SettingsQuery['organization']>;

export function SettingsPage(): JSX.Element {
  const query = useQuery(settingsDocument);
  return (
    <>
      <PageHeader title="Settings" />
      <Asked
        query={query}
        of={(data) => data.organization}
        skeleton={
          <Card>
            <SkeletonLines lines={6} />
          </Card>
        }
      >
        {(organization) => <SettingsTabs organization={organization()} onSaved={query.refetch} />}
      </Asked>
    </>
  );
}

function SettingsTabs(props: { organization: Organization; onSaved: () => void }): JSX.Element {
  const [tab, setTab] = useUrlFilter('tab');
  const mayReadAudit = useMay('audit:read');
  const mayManageMail = useMay('mail:manage');
  const tabs: Tab[] = [
    {
      id: 'organization',
      label: 'Organization',
      content: () => <OrganizationSettings organization={props.organization} onSaved={props.onSaved} />,
    },
    {
      id: 'billing',
      label: 'Billing',
      content: () => (
        <Show when={props.organization.billingSettings}>
          {(settings) => (
            <div class="flex flex-col gap-6">
              <BillingSettings settings={settings()} onSaved={props.onSaved} />
              <Taxes settings={settings()} onSaved={props.onSaved} />
            </div>
          )}
        </Show>
      ),
    },
    {
      id: 'branding',
      label: 'Branding',
      content: () => <BrandingSettings branding={props.organization.branding} onSaved={props.onSaved} />,
    },
    {
      id: 'people',
      label: 'People',
      content: () => (
        <StaffPeople
          people={props.organization.memberships ?? []}
          invites={props.organization.invites ?? []}
          onChanged={props.onSaved}
        />
      ),
    },
    { id: 'keys', label: 'API keys', content: () => <ApiKeys /> },
    { id: 'security', label: 'Your security', content: () => <OwnSecurity /> },
    ...(mayManageMail() ? [{ id: 'mail', label: 'Mail', content: () => <MailOutbox /> }] : []),
    ...(mayReadAudit() ? [{ id: 'audit', label: 'Audit', content: () => <AuditLog /> }] : []),
  ];
  return (
    <Tabs
      label="Parts of the settings"
      tabs={tabs}
      value={tab() || 'organization'}
      onChange={(id) => setTab(id === 'organization' ? '' : id)}
    />
  );
}
