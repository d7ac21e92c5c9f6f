import {
  Card,
  count,
  createForm,
  createSubmit,
  NumberInput,
  PageForm,
  Progress,
  TextInput,
  useMutation,
} from '@hashyard/ui';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { refusedHere } from '../forms/refusal.view.ts';
import { RackPreview } from './rack-preview.tsx';
import { newRacks, patternOf, type RacksValues } from './racks-form.view.ts';

const createRackDocument = graphql(`
  mutation CreateRack($input: CreateRackInput!) {
    createRack(input: $input) {
      __typename
      ... on Rack {
        id
        name
      }
      ...RefusalFields
    }
  }
`);

/** Racks by hand or by pattern, with a preview of names and slots. Made one after the other; what was made stays when one is refused. */
export function RacksForm(props: {
  siteId: string;
  taken: ReadonlySet<string>;
  cancelHref: string;
  onMade: (racks: number) => void;
}): JSX.Element {
  const create = useMutation(createRackDocument);
  const form = createForm<RacksValues>(newRacks);
  const [made, setMade] = createSignal<ReadonlySet<string>>(new Set<string>());
  /** A retry repeats a rack's key, so that a lost answer makes no second rack. */
  const keys = new Map<string, string>();
  const keyOf = (name: string) => {
    const key = keys.get(name) ?? crypto.randomUUID();
    keys.set(name, key);
    return key;
  };
  const taken = () => new Set([...props.taken].filter((name) => !made().has(name)));
  const pattern = createMemo(() => patternOf(form.values, taken()));
  const preview = () => {
    const known = pattern();
    return 'issues' in known ? undefined : known;
  };
  const total = () => preview()?.names.length ?? 0;
  const done = () => preview()?.names.filter((name) => made().has(name)).length ?? 0;

  const send = async (values: RacksValues) => {
    const wanted = patternOf(values, taken());
    if ('issues' in wanted) return refusedHere(wanted.issues);
    const { names, ...shape } = wanted;
    for (const name of names) {
      if (made().has(name)) continue;
      const answer = await create.run({ input: { siteId: props.siteId, name, ...shape, idempotencyKey: keyOf(name) } });
      if (!answer.ok) {
        if ('refusal' in answer) keys.delete(name);
        return answer;
      }
      setMade((before) => new Set([...before, name]));
    }
    return { ok: true as const, value: null };
  };
  const submit = createSubmit(form, send, () => props.onMade(total()));

  return (
    <PageForm
      onSubmit={submit}
      message={form.message()}
      busy={form.busy()}
      verb={total() > 0 ? `Create ${count(total(), 'rack')}` : 'Create racks'}
      cancelHref={props.cancelHref}
      class=""
    >
      <div class="grid items-start gap-4 lg:grid-cols-2">
        <Card title="Pattern">
          <div class="grid gap-4 sm:grid-cols-2">
            <NumberInput label="Racks" required whole {...form.field('racks')} />
            <TextInput label="Group" hint="Container or hall, if racks stand in several" {...form.field('group')} />
            <TextInput
              label="Names"
              required
              hint="{n} is the number, {nn} with a leading zero, {a} a letter"
              {...form.field('name')}
            />
            <NumberInput label="First number" required whole {...form.field('firstNumber')} />
            <NumberInput label="Rows" required whole hint="Shelves, from the top" {...form.field('rows')} />
            <NumberInput label="Columns" required whole hint="Machines side by side" {...form.field('columns')} />
            <TextInput
              label="Names of slots"
              required
              hint="{row}, {column}, {letter} of the row, {n} to {nnn} running"
              {...form.field('slotNames')}
            />
            <NumberInput label="Capacity" unit="kW" hint="What each rack can feed" {...form.field('capacityKw')} />
          </div>
        </Card>
        <Card title="Preview">
          <Show
            when={preview()}
            fallback={<p class="text-muted">Names and slots appear here once the pattern is complete.</p>}
          >
            {(known) => <RackPreview pattern={known()} />}
          </Show>
        </Card>
      </div>
      <Show when={form.busy() || (done() > 0 && done() < total())}>
        <Progress label="Creating racks" done={done()} total={total()} noun="racks" />
      </Show>
    </PageForm>
  );
}
