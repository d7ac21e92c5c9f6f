import { createForm, createSubmit, FormDialog, NumberInput, Select, TextInput, toast, useMutation } from '@hashyard/ui';
import { type JSX, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { RackRowFragment } from '../../gql/graphql.ts';
import { refusedHere } from '../forms/refusal.view.ts';
import { rackInput, rackIssues, type RackValues, valuesOf } from './rack-form.view.ts';
import { useSites } from './use-sites.ts';

const updateRackDocument = graphql(`
  mutation UpdateRack($input: UpdateRackInput!) {
    updateRack(input: $input) {
      __typename
      ... on Rack {
        ...RackRow
      }
      ...RefusalFields
    }
  }
`);

/** Renames a rack, changes its size, or moves it to another site with what stands in it. Drawn anew for each rack. */
export function RackDialog(props: {
  rack: RackRowFragment;
  siteId: string;
  onClose: () => void;
  onSaved: () => void;
}): JSX.Element {
  const update = useMutation(updateRackDocument);
  const sites = useSites();
  const rack = untrack(() => props.rack);
  const siteId = untrack(() => props.siteId);
  const form = createForm<RackValues>(valuesOf(rack, siteId));
  const moves = () => form.values.siteId !== siteId;
  const send = async (values: RackValues) => {
    const issues = rackIssues(values);
    if (issues.length > 0) return refusedHere(issues);
    return update.run({ input: rackInput(rack.id, values) });
  };
  const submit = createSubmit(form, send, () => {
    toast(`${form.values.name.trim()} ${moves() ? 'moved' : 'changed'}`);
    props.onSaved();
  });
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`Edit ${rack.name}`}
      effect={
        <p>
          {moves()
            ? 'Machines and PDUs in it go along and are read by that site’s collector. Machines leave outlets that stay behind.'
            : 'Slots are added, or taken away while nothing stands in them.'}
        </p>
      }
      verb={moves() ? 'Move rack' : 'Save rack'}
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <div class="grid gap-4 sm:grid-cols-2">
        <TextInput label="Name" required maxLength={200} {...form.field('name')} />
        <TextInput label="Group" hint="Container or hall" {...form.field('group')} />
        <NumberInput label="Rows" required whole {...form.field('rows')} />
        <NumberInput label="Columns" required whole {...form.field('columns')} />
        <NumberInput label="Capacity" unit="kW" hint="What the rack can feed" {...form.field('capacityKw')} />
        <Select
          label="Site"
          required
          options={(sites.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('siteId')}
        />
      </div>
      <TextInput
        label="Name all slots anew"
        placeholder="{row}-{column}"
        hint="{row}, {column}, {letter} of the row, {n} to {nnn} running; left blank, labels stay"
        {...form.field('slotNames')}
      />
    </FormDialog>
  );
}
