import {
  Button,
  Card,
  createForm,
  createSubmit,
  FormMessage,
  NumberInput,
  Select,
  TextInput,
  useMutation,
} from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { currencyOptions } from '../customers/customer-form.view.ts';
import { refusedHere } from '../forms/refusal.view.ts';
import { zoneOptions } from '../sites/site-form.view.ts';
import { newInstallation, type SetupValues, setupInput, unreadable } from './setup-form.view.ts';

const setUpDocument = graphql(`
  mutation SetUpInstallation($input: SetUpInstallationInput!) {
    setUpInstallation(input: $input) {
      __typename
      ... on SignedIn {
        viewer {
          kind
        }
      }
      ...RefusalFields
    }
  }
`);

/** Who runs it, as what, and where: what the API refuses stands at its field, and what was typed stays. */
export function SetupForm(props: { token: string; onDone: () => void }): JSX.Element {
  const setUp = useMutation(setUpDocument);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const form = createForm<SetupValues>(newInstallation(zone));
  const send = async (values: SetupValues) => {
    const issues = unreadable(values);
    return issues.length > 0 ? refusedHere(issues) : setUp.run({ input: setupInput(props.token, values) });
  };
  const submit = createSubmit(form, send, () => props.onDone());
  const zones = zoneOptions(zone);
  const currencies = currencyOptions(undefined).filter(({ value }) => value !== '');
  return (
    <form class="flex flex-col gap-4" onSubmit={submit} novalidate>
      <FormMessage text={form.message()} />
      <Card title="You, the owner">
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput label="Your name" required autofocus autocomplete="name" {...form.field('owner.name')} />
          <TextInput label="Email" type="email" required autocomplete="username" {...form.field('owner.email')} />
          <TextInput
            label="Password"
            type="password"
            required
            autocomplete="new-password"
            hint="12 characters or more"
            {...form.field('owner.password')}
          />
        </div>
      </Card>
      <Card title="Your organization">
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput
            label="Organization"
            required
            maxLength={200}
            autocomplete="organization"
            hint="As customers read it in their portal and on bills"
            {...form.field('organization.name')}
          />
          <Select
            label="Time zone"
            required
            hint="Months of new contracts are those of this zone"
            options={zones}
            {...form.field('organization.timeZone')}
          />
          <Select label="Currency" required options={currencies} {...form.field('organization.currency')} />
          <NumberInput
            label="Energy rate"
            unit={`${form.values['organization.currency']}/kWh`}
            hint="What new contracts charge"
            {...form.field('organization.energyRate')}
          />
        </div>
      </Card>
      <Card title="Your first site">
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput label="Site" required maxLength={200} {...form.field('site.name')} />
          <Select
            label="Site’s time zone"
            required
            hint="Its days are those of this zone"
            options={zones}
            {...form.field('site.timeZone')}
          />
          <TextInput label="City" {...form.field('site.city')} />
          <TextInput label="Region" hint="State or province, printed on invoices" {...form.field('site.region')} />
          <TextInput label="Country" hint="Two letters, like US" maxLength={2} {...form.field('site.country')} />
          <NumberInput label="Capacity" unit="kW" hint="What the site can feed" {...form.field('site.capacityKw')} />
        </div>
      </Card>
      <div>
        <Button type="submit" look="primary" busy={form.busy()}>
          Set up and sign in
        </Button>
      </div>
    </form>
  );
}
