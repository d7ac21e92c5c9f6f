import {
  Button,
  createForm,
  createSubmit,
  Dialog,
  FormMessage,
  NumberInput,
  TextInput,
  toast,
  useMutation,
} from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { inFormWords, refusedHere } from '../forms/refusal.view.ts';
import { modelLabel } from './machines.view.ts';
import { createInput, efficiencyFrom, missing, type ModelValues, newModel, unreadable } from './model-form.view.ts';

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

/** A model's nameplate, in a dialog. Drawn anew for each model, so it begins empty. */
export function ModelForm(props: { onClose: () => void; onMade: () => void }): JSX.Element {
  const create = useMutation(createMinerModelDocument);
  const form = createForm<ModelValues>(newModel);
  const idempotencyKey = crypto.randomUUID();
  const quotient = () => efficiencyFrom(form.values.ratedPowerW, form.values.ratedHashrateThs);
  const send = async (values: ModelValues) => {
    const issues = [...missing(values), ...unreadable(values)];
    if (issues.length > 0) return refusedHere(issues);
    return inFormWords(await create.run({ input: { ...createInput(values), idempotencyKey } }));
  };
  const submit = createSubmit(form, send, (model: { id: string; make: string; name: string }) => {
    toast(`${modelLabel(model)} added`);
    props.onMade();
  });
  return (
    <Dialog open onClose={props.onClose} title="Add model">
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
        <div class="flex justify-end gap-2">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy()}>
            Add model
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
