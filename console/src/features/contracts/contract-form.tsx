import {
  Card,
  type CardOption,
  createForm,
  type Option,
  PageForm,
  RadioCards,
  type Refusal,
  Select,
  TextArea,
} from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import type { ContractType } from '../../gql/graphql.ts';
import { plainDecimal, refusedHere } from '../forms/refusal.view.ts';
import { BillingFields } from './billing-fields.tsx';
import { type ContractValues, missing, renewsByDefault, stepAfter, unreadable } from './contract-form.view.ts';
import { InfinityFields } from './infinity-fields.tsx';
import { TermFields } from './term-fields.tsx';

type Fault = { readonly title: string; readonly advice: string; readonly code: string };
type Answer = { ok: true; value: { id?: string } } | { ok: false; refusal: Refusal } | { ok: false; fault: Fault };

const types: CardOption<ContractType>[] = [
  { value: 'HOSTED', label: 'Hosted', description: 'The customer’s machines at your site' },
  { value: 'LEASE', label: 'Lease', description: 'Your machines; they revert to you at the end' },
  { value: 'INFINITY', label: 'Infinity', description: 'Hashrate from a site’s pool, no machines' },
  { value: 'OM', label: 'O&M', description: 'The customer’s own site, run by you' },
];

/** Step 1 of the wizard. `customers` are offered when the customer isn't settled yet. */
export function ContractForm(props: {
  initial: ContractValues;
  /** What a contract of this customer is billed in. */
  currencyOf: (customerId: string) => string;
  /** The rate to begin with for another customer. */
  rateFor?: (customerId: string) => string | null | undefined;
  noticeDays: number | undefined;
  maxExtensions: number | undefined;
  customers?: readonly Option[];
  /** Called when another type is chosen: the steps depend on it. */
  onType?: (type: ContractType) => void;
  /** A draft's type stays. */
  typeIsSettled?: boolean;
  cancelHref: string;
  send: (values: ContractValues) => Promise<Answer>;
  onSaved: (id: string, type: ContractType) => void;
}): JSX.Element {
  const form = createForm<ContractValues>(props.initial);
  const values = form.values;
  const offered = () => (props.typeIsSettled ? types.filter(({ value }) => value === values.type) : types);
  const setType = (type: ContractType) => {
    form.field('type').onChange(type);
    props.onType?.(type);
    form.set('autoRenew', renewsByDefault({ type, term: values.term }));
  };
  const currency = () => props.currencyOf(values.customerId);
  /** A rate that nobody has typed follows the customer's currency. */
  const setCustomer = (customerId: string) => {
    const untouched = values.rate === plainDecimal(props.rateFor?.(values.customerId) ?? '');
    form.field('customerId').onChange(customerId);
    if (untouched) form.set('rate', plainDecimal(props.rateFor?.(customerId) ?? ''));
  };

  const send = async (typed: ContractValues): Promise<Answer> => {
    const issues = [...missing(typed), ...unreadable(typed)];
    return issues.length > 0 ? refusedHere(issues) : props.send(typed);
  };
  const saved = ({ id }: { id?: string }) => id && props.onSaved(id, values.type);
  return (
    <PageForm
      onSubmit={(event) => form.submit(send, saved)(event)}
      message={form.message()}
      busy={form.busy()}
      verb={stepAfter[values.type].words}
      cancelHref={props.cancelHref}
      class="max-w-4xl"
    >
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
          <RadioCards
            label="Contract Type"
            columns={4}
            options={offered()}
            {...form.field('type')}
            onChange={(type) => setType(type as ContractType)}
          />
        </div>
      </Card>
      <TermFields form={form} noticeDays={props.noticeDays} />
      <Show
        when={values.type === 'INFINITY'}
        fallback={<BillingFields form={form} currency={currency()} maxExtensions={props.maxExtensions} />}
      >
        <InfinityFields form={form} currency={currency()} />
      </Show>
      <Card title="Internal">
        <TextArea label="Notes" hint="Never shown to the customer" {...form.field('notes')} />
      </Card>
    </PageForm>
  );
}
