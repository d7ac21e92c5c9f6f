import {
  Button,
  ButtonLink,
  Card,
  type CardOption,
  Checkbox,
  createForm,
  DateInput,
  date,
  FormMessage,
  lastDay,
  NumberInput,
  type Option,
  RadioCards,
  type Refusal,
  Select,
  TextArea,
} from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import type { BillingMethod, CapPolicy, ContractTerm } from '../../gql/graphql.ts';
import { inFormWords, plainDecimal, refusedHere } from '../forms/refusal.view.ts';
import {
  canRenew,
  computedEnd,
  type ContractValues,
  endIsTyped,
  renewsByDefault,
  unreadable,
} from './contract-form.view.ts';
import { capWords, termWords } from './contract.words.ts';

type Fault = { readonly title: string; readonly advice: string; readonly code: string };
type Answer = { ok: true; value: { id?: string } } | { ok: false; refusal: Refusal } | { ok: false; fault: Fault };

/** What this release can't make yet is shown, so that one sees what there will be. */
const LATER = 'Comes with “Customers and contracts”';
const types: CardOption<string>[] = [
  { value: 'HOSTED', label: 'Hosted', description: 'The customer’s machines at your site' },
  { value: 'LEASE', label: 'Lease', unavailable: LATER },
  { value: 'INFINITY', label: 'Infinity', unavailable: LATER },
  { value: 'OM', label: 'O&M', unavailable: LATER },
];
const methods: CardOption<BillingMethod>[] = [
  { value: 'METERED', label: 'Metered', description: 'What the PDUs’ energy registers say' },
  { value: 'CALCULATED', label: 'Calculated', unavailable: LATER },
  { value: 'HASH', label: 'Hash', unavailable: LATER },
  { value: 'FIXED', label: 'Fixed', unavailable: LATER },
];
const terms: Option[] = Object.entries(termWords).map(([value, label]) => ({ value, label }));
const caps: Option[] = Object.entries(capWords).map(([value, label]) => ({ value, label }));

/** Step 1 of the wizard. `customers` are offered when the customer isn't settled yet. */
export function ContractForm(props: {
  initial: ContractValues;
  /** What a contract of this customer is billed in. */
  currencyOf: (customerId: string) => string;
  /** The rate to begin with for another customer. */
  rateFor?: (customerId: string) => string | null | undefined;
  noticeDays: number | undefined;
  customers?: readonly Option[];
  cancelHref: string;
  send: (values: ContractValues) => Promise<Answer>;
  onSaved: (id: string) => void;
}): JSX.Element {
  const form = createForm<ContractValues>(props.initial);
  const values = form.values;
  const setTerm = (term: string) => {
    form.field('term').onChange(term as ContractTerm);
    form.set('autoRenew', renewsByDefault(term as ContractTerm));
  };
  const end = () => computedEnd(values.term, values.startsOn);
  const currency = () => props.currencyOf(values.customerId);
  const perKwh = () => `${currency()}/kWh`;
  /** A rate that nobody has typed follows the customer's currency. */
  const setCustomer = (customerId: string) => {
    const untouched = values.rate === plainDecimal(props.rateFor?.(values.customerId) ?? '');
    form.field('customerId').onChange(customerId);
    if (untouched) form.set('rate', plainDecimal(props.rateFor?.(customerId) ?? ''));
  };

  const send = async (typed: ContractValues): Promise<Answer> => {
    const issues = unreadable(typed);
    return issues.length > 0 ? refusedHere(issues) : inFormWords(await props.send(typed));
  };
  const saved = ({ id }: { id?: string }) => id && props.onSaved(id);
  return (
    <form class="flex max-w-4xl flex-col gap-4" onSubmit={(event) => form.submit(send, saved)(event)} novalidate>
      <FormMessage text={form.message()} />
      <Card>
        <div class="flex flex-col gap-4">
          <Show when={props.customers}>
            {(customers) => (
              <Select
                label="Customer"
                required
                placeholder="Choose a customer"
                options={customers()}
                {...form.field('customerId')}
                onChange={setCustomer}
              />
            )}
          </Show>
          <RadioCards label="Contract Type" columns={4} options={types} {...form.field('type')} />
        </div>
      </Card>
      <Card title="Term">
        <div class="grid gap-4 sm:grid-cols-2">
          <Select label="Contract Term" required options={terms} {...form.field('term')} onChange={setTerm} />
          <DateInput label="Start Date" required hint="May lie in the past" {...form.field('startsOn')} />
          <div class="flex flex-col gap-1">
            <Show
              when={endIsTyped(values)}
              fallback={
                <div class="flex flex-col gap-1">
                  <span class="text-sm font-medium">End Date</span>
                  <output class="flex min-h-[var(--control)] items-center">
                    {end() ? `${date(lastDay(end() ?? ''))}, from the term` : 'Choose a start date'}
                  </output>
                </div>
              }
            >
              <DateInput label="End Date" required hint="The contract’s last day" {...form.field('overrideEndsOn')} />
            </Show>
            <Show when={values.term !== 'CUSTOM'}>
              <Checkbox label="Override the end date" {...form.field('overridesEnd')} />
            </Show>
          </div>
          <Show when={canRenew(values.term)}>
            <Checkbox
              label="Auto-renew"
              hint={`Renews on the end date. To stop it the customer gives notice ${props.noticeDays ?? 60} days before.`}
              {...form.field('autoRenew')}
            />
          </Show>
        </div>
      </Card>
      <Card title="Billing">
        <div class="flex flex-col gap-4">
          <RadioCards label="Billing Method" columns={4} options={methods} {...form.field('billingMethod')} />
          <div class="grid gap-4 sm:grid-cols-2">
            <NumberInput label="Rate" required unit={perKwh()} {...form.field('rate')} />
            <NumberInput
              label="Power Cap (kW)"
              unit="kW"
              hint="The most this customer is meant to draw"
              {...form.field('powerCapKw')}
            />
            <Show when={values.powerCapKw !== ''}>
              <Select
                label="Above the cap"
                required
                options={caps}
                {...form.field('capPolicy')}
                onChange={(policy) => form.field('capPolicy').onChange(policy as CapPolicy)}
              />
              <Show when={values.capPolicy === 'OVERAGE'}>
                <NumberInput label="Overage price" required unit={perKwh()} {...form.field('overageRate')} />
              </Show>
            </Show>
            <NumberInput
              label="Monthly fee per machine"
              unit={currency()}
              hint="On top of energy"
              {...form.field('hosted.monthlyFeePerUnit')}
            />
            <NumberInput
              label="Monthly fee"
              unit={currency()}
              hint="On top of energy"
              {...form.field('hosted.monthlyFee')}
            />
          </div>
        </div>
      </Card>
      <Card title="Internal">
        <TextArea label="Notes" hint="Never shown to the customer" {...form.field('notes')} />
      </Card>
      <div class="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" busy={form.busy()}>
          Next: Assign Equipment
        </Button>
        <ButtonLink href={props.cancelHref} look="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
