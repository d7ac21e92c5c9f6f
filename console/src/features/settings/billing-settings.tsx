import { createForm, createSubmit, NumberInput, Select, Switch, TextInput, toast, useMutation } from '@hashyard/ui';
import { createMemo, type JSX, untrack } from 'solid-js';
import { AddressFields } from '../customers/address-fields.tsx';
import { graphql } from '../../gql/gql.ts';
import type { BillingSettingsFragment } from '../../gql/graphql.ts';
import { currencyOptions } from '../customers/customer-form.view.ts';
import { refusedHere } from '../forms/refusal.view.ts';
import { useMay } from '../session/may.tsx';
import { billingInput, type BillingValues, billingValuesOf, unreadableBilling } from './billing-settings.view.ts';
import { SettingsForm } from './settings-form.tsx';

export const billingSettings = graphql(`
  fragment BillingSettings on BillingSettings {
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
`);

export const updateBillingSettings = graphql(`
  mutation UpdateBillingSettings($input: UpdateBillingSettingsInput!) {
    updateBillingSettings(input: $input) {
      __typename
      ... on Organization {
        id
        billingSettings {
          ...BillingSettings
        }
      }
      ...RefusalFields
    }
  }
`);

/** What new contracts and invoices begin with. Those that exist keep what they have. */
export function BillingSettings(props: { settings: BillingSettingsFragment; onSaved: () => void }): JSX.Element {
  const may = useMay('billing-settings:update');
  const update = useMutation(updateBillingSettings);
  const form = createForm<BillingValues>(untrack(() => billingValuesOf(props.settings)));
  const currencies = untrack(() => currencyOptions(props.settings.currency).filter(({ value }) => value !== ''));
  const taxCodes = createMemo(() => [...new Set(props.settings.taxes.map(({ code }) => code))]);
  const submit = createSubmit(
    form,
    async (values) => {
      const issues = unreadableBilling(values);
      return issues.length > 0 ? refusedHere(issues) : update.run({ input: billingInput(values) });
    },
    () => {
      toast('The billing settings are changed');
      props.onSaved();
    },
  );
  const perKwh = () => `${form.values.currency}/kWh`;
  return (
    <SettingsForm
      title="Billing"
      may={may()}
      verb="Save billing"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <p class="text-muted">For what is created from now on: contracts and invoices that exist keep what they have.</p>
      <div class="grid gap-4 sm:grid-cols-2">
        <Select label="Currency" required options={currencies} {...form.field('currency')} />
        <NumberInput
          label="Energy rate"
          unit={perKwh()}
          hint="A new contract begins with it; blank: each names its own"
          {...form.field('energyRate')}
        />
        <NumberInput label="Due after" required whole unit="days" {...form.field('dueDays')} />
        <NumberInput
          label="Wait for late readings"
          required
          whole
          unit="days"
          hint="After the month’s end, before a run issues"
          {...form.field('collectionDays')}
        />
        <NumberInput label="Notice" required whole unit="days" {...form.field('noticeDays')} />
        <NumberInput label="Lease extensions at most" required whole {...form.field('maxExtensions')} />
        <Select
          label="Tax by default"
          placeholder="None"
          options={taxCodes().map((code) => ({ value: code, label: code }))}
          {...form.field('defaultTaxCode')}
        />
      </div>
      <Switch
        label="Auto-send"
        hint="On: a run issues and mails invoices without a hold. Off: they stay drafts."
        {...form.field('autoSend')}
      />
      <h3 class="font-medium">Seller on invoices</h3>
      <div class="grid gap-4 sm:grid-cols-2">
        <TextInput label="Seller name" required {...form.field('sellerName')} />
        <TextInput label="Tax number" {...form.field('sellerTaxNumber')} />
        <AddressFields field={(part) => form.field(`sellerAddress.${part}`)} />
      </div>
    </SettingsForm>
  );
}
