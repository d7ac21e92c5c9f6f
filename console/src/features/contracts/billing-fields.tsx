import { Card, type CardOption, type Form, NumberInput, type Option, RadioCards, Select } from '@hashyard/ui';
import { type JSX, Match, Show, Switch } from 'solid-js';
import type { BillingMethod, CapPolicy } from '../../gql/graphql.ts';
import { type ContractValues, sellsEnergy, takesLossFactor } from './contract-form.view.ts';
import { capWords } from './contract.words.ts';

const methods: CardOption<BillingMethod>[] = [
  { value: 'METERED', label: 'Metered', description: 'What the PDUs’ energy registers say' },
  { value: 'CALCULATED', label: 'Calculated', description: 'Rated power times hours' },
  { value: 'HASH', label: 'Hash', description: 'Mean hashrate times rated efficiency' },
  { value: 'FIXED', label: 'Fixed', description: 'Monthly fees, no energy' },
];
const caps: Option[] = Object.entries(capWords).map(([value, label]) => ({ value, label }));

/** How energy is counted and what it costs, then the fees of the type. Infinity has a price of its own. */
export function BillingFields(props: {
  form: Form<ContractValues>;
  currency: string;
  maxExtensions: number | undefined;
}): JSX.Element {
  const form = () => props.form;
  const values = () => props.form.values;
  const perKwh = () => `${props.currency}/kWh`;
  return (
    <Card title="Billing">
      <div class="flex flex-col gap-4">
        <RadioCards
          label="Billing Method"
          columns={4}
          options={methods}
          {...form().field('billingMethod')}
          onChange={(method) => form().field('billingMethod').onChange(method)}
        />
        <div class="grid gap-4 sm:grid-cols-2">
          <Show when={sellsEnergy(values())}>
            <NumberInput label="Rate" required unit={perKwh()} {...form().field('rate')} />
          </Show>
          <Show when={takesLossFactor(values())}>
            <NumberInput
              label="Loss factor"
              hint="Multiplies the energy for what is lost on the way; blank: 1"
              {...form().field('lossFactor')}
            />
          </Show>
          <Show when={values().billingMethod === 'METERED'}>
            <CapFields form={form()} perKwh={perKwh()} />
          </Show>
          <FeeFields form={form()} currency={props.currency} maxExtensions={props.maxExtensions} />
        </div>
      </div>
    </Card>
  );
}

function CapFields(props: { form: Form<ContractValues>; perKwh: string }): JSX.Element {
  const form = () => props.form;
  return (
    <>
      <NumberInput
        label="Power Cap (kW)"
        unit="kW"
        hint="The most this customer is meant to draw"
        {...form().field('powerCapKw')}
      />
      <Show when={form().values.powerCapKw !== ''}>
        <Select
          label="Above the cap"
          required
          options={caps}
          {...form().field('capPolicy')}
          onChange={(policy) =>
            form()
              .field('capPolicy')
              .onChange(policy as CapPolicy)
          }
        />
        <Show when={form().values.capPolicy === 'OVERAGE'}>
          <NumberInput label="Overage price" required unit={props.perKwh} {...form().field('overageRate')} />
        </Show>
      </Show>
    </>
  );
}

function FeeFields(props: {
  form: Form<ContractValues>;
  currency: string;
  maxExtensions: number | undefined;
}): JSX.Element {
  const form = () => props.form;
  const hint = () => (sellsEnergy(form().values) ? 'On top of energy' : 'At least one of the two');
  return (
    <Switch>
      <Match when={form().values.type === 'HOSTED'}>
        <NumberInput
          label="Monthly fee per machine"
          unit={props.currency}
          hint={hint()}
          {...form().field('hosted.monthlyFeePerUnit')}
        />
        <NumberInput label="Monthly fee" unit={props.currency} hint={hint()} {...form().field('hosted.monthlyFee')} />
      </Match>
      <Match when={form().values.type === 'LEASE'}>
        <NumberInput
          label="Monthly lease per machine"
          required
          unit={props.currency}
          {...form().field('lease.monthlyFeePerUnit')}
        />
        <NumberInput
          label="Extensions at most"
          whole
          hint={`Blank: ${props.maxExtensions ?? 3}, as the organization`}
          {...form().field('lease.maxExtensions')}
        />
      </Match>
      <Match when={form().values.type === 'OM'}>
        <NumberInput
          label="Monthly fee per site"
          unit={props.currency}
          hint={hint()}
          {...form().field('operations.monthlyFeePerSite')}
        />
        <NumberInput
          label="Monthly fee"
          unit={props.currency}
          hint={hint()}
          {...form().field('operations.monthlyFee')}
        />
      </Match>
    </Switch>
  );
}
