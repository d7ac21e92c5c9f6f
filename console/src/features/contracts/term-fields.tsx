import { Card, Checkbox, DateInput, date, type Form, lastDay, NumberInput, type Option, Select } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import type { ContractTerm } from '../../gql/graphql.ts';
import { canRenew, computedEnd, type ContractValues, endIsTyped, renewsByDefault } from './contract-form.view.ts';
import { termWords } from './contract.words.ts';

const terms: Option[] = Object.entries(termWords).map(([value, label]) => ({ value, label }));

/** How long it runs, and what happens at its end. */
export function TermFields(props: { form: Form<ContractValues>; noticeDays: number | undefined }): JSX.Element {
  const form = () => props.form;
  const values = () => props.form.values;
  const end = () => computedEnd(values().term, values().startsOn);
  const noticeDays = () => values().noticeDays || props.noticeDays || 60;
  const setTerm = (term: string) => {
    form()
      .field('term')
      .onChange(term as ContractTerm);
    form().set('autoRenew', renewsByDefault({ type: values().type, term: term as ContractTerm }));
  };
  return (
    <Card title="Term">
      <div class="grid gap-4 sm:grid-cols-2">
        <Select label="Contract Term" required options={terms} {...form().field('term')} onChange={setTerm} />
        <DateInput label="Start Date" required hint="May lie in the past" {...form().field('startsOn')} />
        <div class="flex flex-col gap-1">
          <Show
            when={endIsTyped(values())}
            fallback={
              <div class="flex flex-col gap-1">
                <span class="text-sm font-medium">End Date</span>
                <output class="flex min-h-[var(--control)] items-center">
                  {end() ? `${date(lastDay(end() ?? ''))}, from the term` : 'Choose a start date'}
                </output>
              </div>
            }
          >
            <DateInput label="End Date" required hint="The contract’s last day" {...form().field('overrideEndsOn')} />
          </Show>
          <Show when={values().term !== 'CUSTOM'}>
            <Checkbox label="Override the end date" {...form().field('overridesEnd')} />
          </Show>
        </div>
        <Show
          when={canRenew(values())}
          fallback={
            <p class="self-center text-muted">
              {values().type === 'LEASE'
                ? 'A lease ends with its term; it is extended by hand.'
                : 'A term of its own dates ends with them.'}
            </p>
          }
        >
          <div class="flex flex-col gap-3">
            <Checkbox
              label="Auto-renew"
              hint={`Renews on the end date. To stop it the customer gives notice ${noticeDays()} days before.`}
              {...form().field('autoRenew')}
            />
            <NumberInput
              label="Notice"
              unit="days"
              whole
              hint={`Blank: ${props.noticeDays ?? 60} days, as the organization`}
              {...form().field('noticeDays')}
            />
          </div>
        </Show>
      </div>
    </Card>
  );
}
