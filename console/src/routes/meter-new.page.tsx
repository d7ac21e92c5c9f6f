import { Card, createForm, createSubmit, Link, PageForm, PageHeader, Switch, toast, useMutation } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { refusedHere } from '../features/forms/refusal.view.ts';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { CredentialsFields } from '../features/power/credentials-fields.tsx';
import { DeviceFields, deviceField } from '../features/power/device-fields.tsx';
import { deviceIssues, meterInput, type MeterValues, newMeter } from '../features/power/device-form.view.ts';
import { ProfileSelect } from '../features/power/profile-select.tsx';
import { useSites } from '../features/sites/use-sites.ts';
import { graphql } from '../gql/gql.ts';

const createMeterDocument = graphql(`
  mutation CreateMeter($input: CreateMeterInput!) {
    createMeter(input: $input) {
      __typename
      ... on Meter {
        id
        name
      }
      ...RefusalFields
    }
  }
`);

export function MeterNewPage(): JSX.Element {
  const navigate = useNavigate();
  const create = useMutation(createMeterDocument);
  const sites = useSites();
  const [siteId] = useUrlFilter('site');
  const form = createForm<MeterValues>(newMeter(siteId()));
  const idempotencyKey = crypto.randomUUID();
  const send = async (values: MeterValues) => {
    const issues = deviceIssues(values);
    if (issues.length > 0) return refusedHere(issues);
    return create.run({ input: { ...meterInput(values), idempotencyKey } });
  };
  const submit = createSubmit(form, send, ({ name }: { name: string }) => {
    toast(`${name} created`);
    navigate('/power?tab=meters');
  });
  return (
    <>
      <PageHeader
        above={<Link href="/power?tab=meters">Power</Link>}
        title="Add meter"
        note="A site’s main meter shows what its PDUs don’t account for."
      />
      <PageForm
        onSubmit={submit}
        message={form.message()}
        busy={form.busy()}
        verb="Create meter"
        cancelHref="/power?tab=meters"
      >
        <Card title="Meter">
          <div class="flex flex-col gap-4">
            <DeviceFields
              sites={sites.rows ?? []}
              siteId={form.values.siteId}
              addressExample="modbus://10.0.0.9:502?unit=1"
              field={deviceField(form)}
            >
              <ProfileSelect
                kind="METER"
                required
                placeholder="Choose its model"
                hint="By which the collector reads it; a meter can’t be asked for it"
                binding={form.field('profile')}
              />
            </DeviceFields>
            <Switch
              label="Main meter"
              hint="It measures the whole site: the energy balance is drawn against it"
              {...form.field('main')}
            />
          </div>
        </Card>
        <Card title="How it is read">
          <CredentialsFields values={form.values} field={deviceField(form)} />
        </Card>
      </PageForm>
    </>
  );
}
