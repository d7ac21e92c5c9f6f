import { Card, createForm, createSubmit, KeyValueList, Select, TextInput, toast, useMutation } from '@hashyard/ui';
import { type JSX, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { OrganizationSettingsFragment, Plan } from '../../gql/graphql.ts';
import { useMay } from '../session/may.tsx';
import { zoneOptions } from '../sites/site-form.view.ts';
import { SettingsForm } from './settings-form.tsx';

export const organizationSettings = graphql(`
  fragment OrganizationSettings on Organization {
    id
    name
    slug
    timeZone
    plan
    addOns
  }
`);

const updateOrganizationDocument = graphql(`
  mutation UpdateOrganization($input: UpdateOrganizationInput!) {
    updateOrganization(input: $input) {
      __typename
      ... on Organization {
        ...OrganizationSettings
      }
      ...RefusalFields
    }
  }
`);

const planWords: Record<Plan, string> = { STARTER: 'Starter', BUSINESS: 'Business', ENTERPRISE: 'Enterprise' };

/** The organization's name and zone; its plan is set by who runs the installation. */
export function OrganizationSettings(props: {
  organization: OrganizationSettingsFragment;
  onSaved: () => void;
}): JSX.Element {
  const may = useMay('organization:update');
  const update = useMutation(updateOrganizationDocument);
  const initial = untrack(() => ({ name: props.organization.name, timeZone: props.organization.timeZone }));
  const form = createForm(initial);
  const submit = createSubmit(
    form,
    ({ name, timeZone }) => update.run({ input: { name: name.trim(), timeZone } }),
    () => {
      toast('The organization is changed');
      props.onSaved();
    },
  );
  return (
    <div class="flex flex-col gap-6">
      <SettingsForm
        title="Organization"
        may={may()}
        verb="Save organization"
        busy={form.busy()}
        message={form.message()}
        onSubmit={submit}
      >
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput label="Name" required {...form.field('name')} />
          <Select
            label="Time zone"
            required
            hint="Months of new contracts are those of this zone"
            options={zoneOptions(initial.timeZone)}
            {...form.field('timeZone')}
          />
        </div>
      </SettingsForm>
      <Card title="Plan" class="max-w-4xl">
        <KeyValueList
          items={[
            { label: 'Plan', value: props.organization.plan ? planWords[props.organization.plan] : '–' },
            { label: 'Hosting add-on', value: props.organization.addOns?.includes('HOSTING') ? 'On' : 'Off' },
            { label: 'Slug', value: props.organization.slug },
          ]}
        />
        <p class="mt-3 text-muted">
          Customers, contracts and invoices need the Business plan or above and the Hosting add-on. Both are set by who
          runs this installation.
        </p>
      </Card>
    </div>
  );
}
