import {
  createForm,
  createSubmit,
  date,
  FormDialog,
  NumberInput,
  Select,
  toast,
  useMutation,
  localDay,
} from '@hashyard/ui';
import { type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { CapPolicy } from '../../gql/graphql.ts';
import { notNumbers, plainDecimal, refusedHere } from '../forms/refusal.view.ts';
import { capWords } from './contract.words.ts';
import type { LifeDialogProps } from './life-dialogs.tsx';
import { firstOfNextMonth } from './life.view.ts';

const changePowerCapDocument = graphql(`
  mutation ChangePowerCap($input: UpdateContractInput!) {
    updateContract(input: $input) {
      __typename
      ... on Contract {
        ...ContractLife
      }
      ...RefusalFields
    }
  }
`);

const policies = (Object.keys(capWords) as CapPolicy[]).map((value) => ({ value, label: capWords[value] }));

/** Another power cap, or none, from the next month on. */
export function PowerCapDialog(props: LifeDialogProps): JSX.Element {
  const change = useMutation(changePowerCapDocument);
  const { contract } = untrack(() => props);
  const startsOn = firstOfNextMonth(localDay(new Date(), contract.timeZone));
  const form = createForm({
    powerCapKw: plainDecimal(contract.powerCapKw ?? ''),
    capPolicy: contract.capPolicy ?? 'ALERT_ONLY',
    overageRate: plainDecimal(contract.overageRate ?? ''),
  });
  const isCapped = () => form.values.powerCapKw.trim() !== '';
  const isOverage = () => isCapped() && form.values.capPolicy === 'OVERAGE';
  const submit = createSubmit(
    form,
    async (values) => {
      const issues = notNumbers(values, isOverage() ? ['powerCapKw', 'overageRate'] : ['powerCapKw']);
      if (issues.length > 0) return refusedHere(issues);
      const cap = {
        powerCapKw: isCapped() ? plainDecimal(values.powerCapKw) : null,
        capPolicy: isCapped() ? (values.capPolicy as CapPolicy) : null,
        overageRate: isOverage() ? plainDecimal(values.overageRate) || null : null,
      };
      return change.run({ input: { contractId: contract.id, ...cap } });
    },
    () => {
      toast(isCapped() ? `The power cap holds from ${date(startsOn)}` : `No power cap from ${date(startsOn)}`);
      props.onDone();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Change the power cap of ${contract.displayNumber}`}
      effect={<p>It holds from {date(startsOn)}, the next month on. This month keeps the cap that it has.</p>}
      verb="Change power cap"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <NumberInput label="Power Cap (kW)" unit="kW" hint="Blank: none" {...form.field('powerCapKw')} />
      <Show when={isCapped()}>
        <Select
          label="Above the cap"
          required
          options={policies}
          {...form.field('capPolicy')}
          onChange={(policy) => form.field('capPolicy').onChange(policy as CapPolicy)}
        />
      </Show>
      <Show when={isOverage()}>
        <NumberInput
          label="Overage price"
          required
          unit={`${contract.currency} per kWh`}
          {...form.field('overageRate')}
        />
      </Show>
    </FormDialog>
  );
}
