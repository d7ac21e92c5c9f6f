import {
  Card,
  createForm,
  createSubmit,
  Notice,
  PageForm,
  type Refusal,
  Select,
  Switch,
  TextArea,
  TextInput,
} from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { AddressFields } from './address-fields.tsx';
import { graphql } from '../../gql/gql.ts';
import { useSession } from '../session/session.tsx';
import { currencyOptions, type CustomerValues, endsAccess } from './customer-form.view.ts';

export const customerFormFields = graphql(`
  fragment CustomerFormFields on Customer {
    id
    name
    companyName
    contactEmail
    billingEmail
    phone
    billingCurrency
    active
    portalAccess
    notes
    address {
      lines
      city
      region
      postalCode
      country
    }
  }
`);

type Fault = { readonly title: string; readonly advice: string; readonly code: string };
type Answer = { ok: true; value: { id?: string } } | { ok: false; refusal: Refusal } | { ok: false; fault: Fault };

/** Every field of a customer. What the API refuses stands at its field, and what was typed stays. */
export function CustomerForm(props: {
  initial: CustomerValues;
  verb: string;
  cancelHref: string;
  send: (values: CustomerValues) => Promise<Answer>;
  onSaved: (id: string) => void;
}): JSX.Element {
  const session = useSession();
  const initial = props.initial;
  const form = createForm<CustomerValues>(initial);
  const submit = createSubmit(
    form,
    (values) => props.send(values),
    ({ id }) => id && props.onSaved(id),
  );
  return (
    <PageForm
      onSubmit={submit}
      message={form.message()}
      busy={form.busy()}
      verb={props.verb}
      cancelHref={props.cancelHref}
    >
      <Card title="Customer">
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput
            label="Customer Name"
            required
            maxLength={200}
            hint="The contact person’s full name"
            {...form.field('name')}
          />
          <TextInput
            label="Company Name"
            maxLength={200}
            hint="Invoices are made out to it when given"
            {...form.field('companyName')}
          />
          <TextInput
            label="Contact Email"
            type="email"
            required
            hint="For the portal invitation and general mail"
            {...form.field('contactEmail')}
          />
          <TextInput
            label="Billing Email"
            type="email"
            hint="Where invoices go; the contact email when left blank"
            {...form.field('billingEmail')}
          />
          <TextInput label="Phone" type="tel" {...form.field('phone')} />
          <Select
            label="Billing Currency"
            options={currencyOptions(session.viewer.organization.billingSettings?.currency)}
            {...form.field('billingCurrency')}
          />
        </div>
      </Card>
      <Card title="Access">
        <div class="flex flex-col gap-4">
          <Switch label="Active Account" hint="On: the customer can use services" {...form.field('active')} />
          <Switch
            label="Portal Access"
            hint="On: the customer can sign in to the portal"
            {...form.field('portalAccess')}
          />
          <Show when={endsAccess(initial, form.values)}>
            <Notice tone="warn">
              Saving this signs the customer’s people out at once and stops their keys. Metered use is still billed.
            </Notice>
          </Show>
        </div>
      </Card>
      <Card title="Address on invoices">
        <div class="grid gap-4 sm:grid-cols-2">
          <AddressFields field={(part) => form.field(`address.${part}`)} />
        </div>
      </Card>
      <Card title="Internal">
        <TextArea label="Notes" rows={4} hint="Never shown to the customer" {...form.field('notes')} />
      </Card>
    </PageForm>
  );
}
