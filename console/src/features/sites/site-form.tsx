import {
  Card,
  createForm,
  createSubmit,
  type Fault,
  NumberInput,
  PageForm,
  type Refusal,
  Select,
  TextInput,
} from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { useCustomers } from '../customers/use-customers.ts';
import { refusedHere } from '../forms/refusal.view.ts';
import { useSession } from '../session/session.tsx';
import { type SiteValues, unreadable, zoneOptions } from './site-form.view.ts';

export const siteFormFields = graphql(`
  fragment SiteFormFields on Site {
    id
    name
    timeZone
    city
    region
    country
    capacityKw
    energyCostPerKwh
    sellableHashrateThs
    customer {
      id
    }
  }
`);

type Answer = { ok: true; value: { id: string } } | { ok: false; refusal: Refusal } | { ok: false; fault: Fault };

/** Every field of a site. What the API refuses stands at its field, and what was typed stays. */
export function SiteForm(props: {
  initial: SiteValues;
  verb: string;
  cancelHref: string;
  send: (values: SiteValues) => Promise<Answer>;
  onSaved: (id: string) => void;
}): JSX.Element {
  const session = useSession();
  const customers = useCustomers();
  const initial = props.initial;
  const form = createForm<SiteValues>(initial);
  const send = async (values: SiteValues) => {
    const issues = unreadable(values);
    return issues.length > 0 ? refusedHere(issues) : props.send(values);
  };
  const submit = createSubmit(form, send, ({ id }: { id: string }) => props.onSaved(id));
  const currency = () => session.viewer.organization.billingSettings?.currency ?? '';
  const owners = () => (customers.rows ?? []).map((one) => ({ value: one.id, label: customerLabel(one) }));
  return (
    <PageForm
      onSubmit={submit}
      message={form.message()}
      busy={form.busy()}
      verb={props.verb}
      cancelHref={props.cancelHref}
    >
      <Card title="Site">
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput label="Name" required maxLength={200} {...form.field('name')} />
          <Select
            label="Time zone"
            required
            hint="Its days and months are those of this zone"
            options={zoneOptions(initial.timeZone)}
            {...form.field('timeZone')}
          />
          <TextInput label="City" {...form.field('city')} />
          <TextInput label="Region" hint="State or province, printed on invoices" {...form.field('region')} />
          <TextInput label="Country" hint="Two letters, like US" maxLength={2} {...form.field('country')} />
        </div>
      </Card>
      <Card title="Power and sale">
        <div class="grid gap-4 sm:grid-cols-2">
          <NumberInput label="Capacity" unit="kW" hint="What the site can feed" {...form.field('capacityKw')} />
          <NumberInput
            label="Energy costs"
            unit={`${currency()}/kWh`}
            hint="What a kWh costs you here; the organization’s rate when left blank"
            {...form.field('energyCostPerKwh')}
          />
          <NumberInput
            label="Sellable hashrate"
            unit="TH/s"
            hint="What Infinity contracts may sell of it"
            {...form.field('sellableHashrateThs')}
          />
          <Select
            label="Belongs to"
            hint="A customer’s own site, operated under an O&M contract"
            placeholder="The operator"
            options={owners()}
            {...form.field('customerId')}
          />
        </div>
      </Card>
    </PageForm>
  );
}
