import {
  Button,
  count,
  createForm,
  createSubmit,
  Dialog,
  FormMessage,
  Notice,
  NumberInput,
  TextInput,
  toast,
  useMutation,
} from '@hashyard/ui';
import { type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { ModelRowFragment } from '../../gql/graphql.ts';
import { refusedHere } from '../forms/refusal.view.ts';
import { modelLabel } from './machines.view.ts';
import {
  createInput,
  efficiencyFrom,
  missing,
  type ModelValues,
  newModel,
  unreadable,
  updateInput,
  valuesOf,
} from './model-form.view.ts';

const createMinerModelDocument = graphql(`
  mutation CreateMinerModel($input: CreateMinerModelInput!) {
    createMinerModel(input: $input) {
      __typename
      ... on MinerModel {
        id
        make
        name
      }
      ...RefusalFields
    }
  }
`);

const updateMinerModelDocument = graphql(`
  mutation UpdateMinerModel($input: UpdateMinerModelInput!) {
    updateMinerModel(input: $input) {
      __typename
      ... on MinerModel {
        ...ModelRow
      }
      ...RefusalFields
    }
  }
`);

/** A model's nameplate, in a dialog: a new one, or the one given. Drawn anew for each. */
export function ModelForm(props: {
  model: ModelRowFragment | null;
  onClose: () => void;
  onSaved: () => void;
}): JSX.Element {
  const create = useMutation(createMinerModelDocument);
  const update = useMutation(updateMinerModelDocument);
  const model = untrack(() => props.model);
  const form = createForm<ModelValues>(model ? valuesOf(model) : newModel);
  const idempotencyKey = crypto.randomUUID();
  const quotient = () => efficiencyFrom(form.values.ratedPowerW, form.values.ratedHashrateThs);
  const send = async (values: ModelValues) => {
    const issues = [...missing(values), ...unreadable(values)];
    if (issues.length > 0) return refusedHere(issues);
    return model
      ? update.run({ input: updateInput(model.id, values) })
      : create.run({ input: { ...createInput(values), idempotencyKey } });
  };
  const submit = createSubmit(form, send, (saved: { id: string; make: string; name: string }) => {
    toast(`${modelLabel(saved)} ${model ? 'changed' : 'added'}`);
    props.onSaved();
  });
  return (
    <Dialog open onClose={props.onClose} title={model ? modelLabel(model) : 'Add model'}>
      <form class="flex flex-col gap-4" onSubmit={submit} novalidate>
        <FormMessage text={form.message()} />
        <TextInput label="Make" required placeholder="Bitmain" {...form.field('make')} />
        <TextInput label="Model" required placeholder="Antminer S21 (200T)" {...form.field('name')} />
        <NumberInput label="Rated hashrate" required unit="TH/s" {...form.field('ratedHashrateThs')} />
        <NumberInput label="Rated power" required unit="W" {...form.field('ratedPowerW')} />
        <NumberInput
          label="Rated efficiency"
          unit="J/TH"
          placeholder={quotient() ?? ''}
          hint={
            quotient()
              ? `${quotient()} J/TH by power and hashrate, when left blank`
              : 'By power and hashrate, when left blank'
          }
          {...form.field('ratedEfficiencyJPerTh')}
        />
        <TextInput
          label="Source"
          maxLength={300}
          hint="Where these numbers come from: the nameplate, a data sheet, a measurement"
          {...form.field('source')}
        />
        <Show when={model?.machines}>
          {(machines) => (
            <Notice>
              {count(machines(), 'machine')} of this model take the new values from now on, unless they have their own.
              Contracts keep the values of the day on which a machine was assigned.
            </Notice>
          )}
        </Show>
        <div class="flex justify-end gap-2">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy()}>
            {model ? 'Save model' : 'Add model'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
