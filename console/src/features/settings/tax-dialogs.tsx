import {
  ConfirmButton,
  createForm,
  createSubmit,
  DateInput,
  decimal,
  FormDialog,
  lastDay,
  NumberInput,
  TextInput,
  toast,
  useMutation,
} from '@hashyard/ui';
import { type JSX, untrack } from 'solid-js';
import type { BillingSettingsFragment } from '../../gql/graphql.ts';
import { endFromLastDay } from '../contracts/contract-form.view.ts';
import { notNumbers, plainDecimal, refusedHere } from '../forms/refusal.view.ts';
import { taxInputs, taxIssue } from './billing-settings.view.ts';
import { updateBillingSettings } from './billing-settings.tsx';

type Taxes = BillingSettingsFragment['taxes'];
type TaxProps = { taxes: Taxes; index: number; onSaved: () => void };

/** Changes one row, or with the index after the last adds one; the whole list is sent. */
export function TaxDialog(props: TaxProps & { onClose: () => void }): JSX.Element {
  const update = useMutation(updateBillingSettings);
  const [index, before] = untrack(() => [props.index, props.taxes[props.index]] as const);
  const form = createForm({
    code: before?.code ?? '',
    name: before?.name ?? '',
    percent: plainDecimal(before?.percent ?? ''),
    startsOn: before?.startsOn ?? '',
    endsOn: before?.endsOn ? lastDay(before.endsOn) : '',
  });
  const submit = createSubmit(
    form,
    async (values) => {
      const issues = notNumbers(values, ['percent']);
      if (issues.length > 0) return refusedHere(issues);
      const tax = {
        code: values.code.trim(),
        name: values.name.trim(),
        percent: plainDecimal(values.percent),
        startsOn: values.startsOn || null,
        endsOn: endFromLastDay(values.endsOn) ?? null,
      };
      const taxes = taxInputs(props.taxes);
      taxes.splice(index, 1, tax);
      const answer = await update.run({ input: { taxes } });
      if (answer.ok || !('refusal' in answer)) return answer;
      const { refusal } = answer;
      return { ok: false, refusal: { ...refusal, issues: refusal.issues?.map((issue) => taxIssue(issue, index)) } };
    },
    () => {
      toast(before ? 'The tax is changed' : 'The tax is added');
      props.onSaved();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={before ? `Edit ${before.name}` : 'Add tax'}
      effect={<p class="text-muted">An invoice takes those that hold on its period’s last day.</p>}
      verb={before ? 'Save tax' : 'Add tax'}
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Code" required hint="Customers and prices name it" {...form.field('code')} />
      <TextInput label="Name" required hint="Printed on the invoice" {...form.field('name')} />
      <NumberInput label="Percent" required unit="%" {...form.field('percent')} />
      <DateInput label="First day" hint="Blank: always" {...form.field('startsOn')} />
      <DateInput label="Last day" hint="Blank: for ever" {...form.field('endsOn')} />
    </FormDialog>
  );
}

export function RemoveTax(props: TaxProps): JSX.Element {
  const update = useMutation(updateBillingSettings);
  const tax = () => props.taxes[props.index];
  return (
    <ConfirmButton
      button={{ look: 'quiet', class: 'min-h-6! py-0', 'aria-label': `Remove ${tax()?.name}` }}
      title={`Remove ${tax()?.name}`}
      verb="Remove tax"
      danger
      effect={
        <p>
          {decimal(tax()?.percent ?? '0')} % are no longer charged on invoices issued from now on. Issued invoices keep
          it.
        </p>
      }
      send={() => update.run({ input: { taxes: taxInputs(props.taxes).toSpliced(props.index, 1) } })}
      onDone={() => {
        toast('The tax is removed');
        props.onSaved();
      }}
    >
      Remove
    </ConfirmButton>
  );
}
