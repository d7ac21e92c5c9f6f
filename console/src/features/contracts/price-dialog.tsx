import {
  createForm,
  createSubmit,
  date,
  DateInput,
  decimal,
  NumberInput,
  Select,
  toast,
  useMutation,
  FormDialog,
  localDay,
} from '@hashyard/ui';
import { createMemo, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { notNumbers, plainDecimal, refusedHere } from '../forms/refusal.view.ts';
import { componentWords, unitWords } from './contract.words.ts';
import type { LifeDialogProps } from './life-dialogs.tsx';
import { changeablePrices, priceKey } from './life.view.ts';

const changePriceDocument = graphql(`
  mutation ChangePrice($input: ChangePriceInput!) {
    changePrice(input: $input) {
      __typename
      ... on Contract {
        ...ContractLife
      }
      ...RefusalFields
    }
  }
`);

/** Another price from a day on; the days before keep theirs. */
export function PriceDialog(props: LifeDialogProps): JSX.Element {
  const change = useMutation(changePriceDocument);
  const today = untrack(() => localDay(new Date(), props.contract.timeZone));
  const prices = createMemo(() => changeablePrices(props.contract.prices, today));
  const first = untrack(() => prices().map(priceKey).at(0) ?? '');
  const form = createForm({ component: first, rate: '', startsOn: today });
  const price = () => prices().find((one) => priceKey(one) === form.values.component);
  const unit = () => price() && `${props.contract.currency} per ${unitWords[price()?.unit ?? 'MONTH']}`;
  let idempotencyKey = crypto.randomUUID();
  const submit = createSubmit(
    form,
    async (values) => {
      const chosen = price();
      const issues = notNumbers(values, ['rate']);
      if (!chosen || issues.length > 0) return refusedHere(issues);
      const { component, unit } = chosen;
      const rate = plainDecimal(values.rate);
      const input = { contractId: props.contract.id, component, unit, rate, startsOn: values.startsOn, idempotencyKey };
      const answer = await change.run({ input });
      if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
      return answer;
    },
    () => {
      toast(`The new price holds from ${date(form.values.startsOn)}`);
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Change a price of ${props.contract.displayNumber}`}
      effect={
        <p>It holds from the start of the day named. Earlier days, and what is billed already, keep their price.</p>
      }
      verb="Change price"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <Select
        label="Price of"
        required
        options={prices().map((one) => ({
          value: priceKey(one),
          label: `${componentWords[one.component]}, per ${unitWords[one.unit]}`,
        }))}
        {...form.field('component')}
      />
      <NumberInput
        label="New price"
        required
        hint={
          <Show when={price()}>
            {(now) => (
              <>
                {unit()}; now {decimal(now().rate, 2, 6)}
              </>
            )}
          </Show>
        }
        {...form.field('rate')}
      />
      <DateInput label="From" required {...form.field('startsOn')} />
    </FormDialog>
  );
}
