import {
  Card,
  createForm,
  createSubmit,
  Link,
  NumberInput,
  PageForm,
  PageHeader,
  Select,
  toast,
  useMutation,
} from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { refusedHere } from '../features/forms/refusal.view.ts';
import { useUrlFilter } from '../features/lists/url-filter.ts';
import { CredentialsFields } from '../features/power/credentials-fields.tsx';
import { DeviceFields, deviceField } from '../features/power/device-fields.tsx';
import { deviceIssues, newPdu, pduInput, type PduValues } from '../features/power/device-form.view.ts';
import { ProfileSelect } from '../features/power/profile-select.tsx';
import { useSites } from '../features/sites/use-sites.ts';
import { graphql } from '../gql/gql.ts';

const createPduDocument = graphql(`
  mutation CreatePdu($input: CreatePduInput!) {
    createPdu(input: $input) {
      __typename
      ... on Pdu {
        id
        name
      }
      ...RefusalFields
    }
  }
`);

export function PduNewPage(): JSX.Element {
  const navigate = useNavigate();
  const create = useMutation(createPduDocument);
  const sites = useSites();
  const [siteId] = useUrlFilter('site');
  const form = createForm<PduValues>(newPdu(siteId()));
  const idempotencyKey = crypto.randomUUID();
  const racks = () => sites.rows?.find(({ id }) => id === form.values.siteId)?.racks ?? [];
  const send = async (values: PduValues) => {
    const issues = deviceIssues(values);
    if (issues.length > 0) return refusedHere(issues);
    return create.run({ input: { ...pduInput(values), idempotencyKey } });
  };
  const submit = createSubmit(form, send, ({ id, name }: { id: string; name: string }) => {
    toast(`${name} created`);
    navigate(`/power/${id}`);
  });
  return (
    <>
      <PageHeader
        above={<Link href="/power">Power</Link>}
        title="Add PDU"
        note="Its collector reads it as soon as it is created. Its outlets are mapped to machines next."
      />
      <PageForm onSubmit={submit} message={form.message()} busy={form.busy()} verb="Create PDU" cancelHref="/power">
        <Card title="PDU">
          <DeviceFields
            sites={sites.rows ?? []}
            siteId={form.values.siteId}
            addressExample="snmp://10.0.0.5"
            field={deviceField(form)}
          >
            <Select
              label="Rack"
              placeholder="None"
              options={racks().map(({ id, name }) => ({ value: id, label: name }))}
              {...form.field('rackId')}
            />
          </DeviceFields>
        </Card>
        <Card title="How it is read">
          <div class="flex flex-col gap-4">
            <CredentialsFields values={form.values} field={deviceField(form)} />
            <div class="grid gap-4 sm:grid-cols-2">
              <ProfileSelect
                kind="PDU"
                placeholder="Find it by asking the PDU"
                hint="By which the collector reads it"
                binding={form.field('profile')}
              />
              <NumberInput
                label="Outlets"
                whole
                hint="Left blank, they come with its first answer"
                {...form.field('outlets')}
              />
            </div>
          </div>
        </Card>
      </PageForm>
    </>
  );
}
