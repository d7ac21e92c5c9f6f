import {
  Button,
  count,
  createForm,
  createSubmit,
  Dialog,
  type Fault,
  FormMessage,
  Notice,
  NumberInput,
  type Refusal,
  Select,
  Switch,
  TextInput,
} from '@hashyard/ui';
import { createMemo, createSignal, For, type JSX, Show, untrack } from 'solid-js';
import type { AcceptDiscoveryInput, DeviceKind, DiscoveryRowFragment, DiscoverySiteQuery } from '../../gql/graphql.ts';
import { modelLabel } from '../fleet/machines.view.ts';
import { useModels } from '../fleet/use-models.ts';
import { refusedHere } from '../forms/refusal.view.ts';
import { ProfileSelect } from '../power/profile-select.tsx';
import { CredentialsFields } from '../power/credentials-fields.tsx';
import {
  credentialsInput,
  type CredentialsValues,
  missingCredentials,
  noCredentials,
} from '../power/credentials.view.ts';
import { AcceptPreview } from './accept-preview.tsx';
import {
  type Acceptance,
  acceptancesOf,
  foundModel,
  freeSlotsFrom,
  hasMoved,
  hasReplaced,
  kindWords,
  mayHaveMoved,
  saysNothing,
  usualNames,
} from './accept.view.ts';
import { ModelChoices } from './model-choices.tsx';

type Site = NonNullable<DiscoverySiteQuery['site']>;
type Answer = { ok: true; value: object } | { ok: false; refusal: Refusal } | { ok: false; fault: Fault };
type Values = CredentialsValues & {
  'names.MINER': string;
  'names.PDU': string;
  'names.METER': string;
  firstNumber: string;
  slotsFrom: string;
  rackId: string;
  outlets: string;
  merges: boolean;
  mergesSilent: boolean;
  meterProfile: string;
};

/** Turns the chosen proposals into devices: names by pattern, models, slots and credentials for all at once, with a preview. */
export function AcceptDialog(props: {
  found: readonly DiscoveryRowFragment[];
  site: Site;
  taken: ReadonlySet<string>;
  send: (accept: AcceptDiscoveryInput[]) => Promise<Answer>;
  onClose: () => void;
  onAccepted: () => void;
}): JSX.Element {
  const models = useModels();
  const found = untrack(() => props.found);
  const form = createForm<Values>({
    ...noCredentials,
    'names.MINER': usualNames.MINER,
    'names.PDU': usualNames.PDU,
    'names.METER': usualNames.METER,
    firstNumber: '1',
    slotsFrom: '',
    rackId: '',
    outlets: '',
    merges: true,
    mergesSilent: false,
    meterProfile: '',
  });
  const chosenModels = createForm<Record<string, string>>({});
  const moved = found.filter(hasMoved).length;
  const silent = found.filter(mayHaveMoved).length;
  const replaced = found.filter(hasReplaced).length;
  const fresh = () =>
    found.filter((one) => !(form.values.merges && hasMoved(one)) && !(form.values.mergesSilent && mayHaveMoved(one)));
  const kinds = () => [...new Set(fresh().map(({ kind }) => kind))];
  const foundModels = () => [
    ...new Set(fresh().flatMap((one) => (one.kind === 'MINER' ? [foundModel(one) ?? ''] : []))),
  ];
  const knownModels = new Map(found.map((one) => [foundModel(one) ?? '', one.knownModel?.id ?? '']));
  const modelOf = (words: string) => chosenModels.values[words] ?? knownModels.get(words) ?? '';
  const racks = () => props.site.racks.map(({ id, name }) => ({ value: id, label: name }));
  const [sought, setSought] = createSignal(false);
  /** Machines whose model nobody knows yet, by what they say. */
  const unknown = () => foundModels().filter((words) => modelOf(words) === '');

  const acceptances = createMemo((): Acceptance[] =>
    acceptancesOf(found, {
      names: {
        MINER: form.values['names.MINER'],
        PDU: form.values['names.PDU'],
        METER: form.values['names.METER'],
      },
      firstNumber: wholeOf(form.values.firstNumber) ?? 1,
      taken: props.taken,
      models: new Map(foundModels().map((words) => [words, modelOf(words)])),
      slots: freeSlotsFrom(props.site.racks, form.values.slotsFrom),
      rackId: form.values.rackId,
      outlets: wholeOf(form.values.outlets),
      merges: form.values.merges,
      mergesSilent: form.values.mergesSilent,
      meterProfile: form.values.meterProfile,
      credentials: credentialsInput(form.values),
    }),
  );

  const send = async (values: Values): Promise<Answer> => {
    const issues = missingCredentials(values);
    const blank = kinds().filter((kind) => values[`names.${kind}`].trim() === '');
    for (const kind of blank)
      issues.push({ code: 'REQUIRED', message: 'This is needed.', path: ['input', 'names', kind] });
    if (wholeOf(values.firstNumber) === null) {
      issues.push({ code: 'NOT_WHOLE', message: 'This is not a whole number.', path: ['input', 'firstNumber'] });
    }
    if (values.outlets !== '' && wholeOf(values.outlets) === null) {
      issues.push({ code: 'NOT_WHOLE', message: 'This is not a whole number.', path: ['input', 'outlets'] });
    }
    if (fresh().some(saysNothing) && values.meterProfile === '') {
      issues.push({ code: 'REQUIRED', message: 'This is needed.', path: ['input', 'meterProfile'] });
    }
    setSought(true);
    if (unknown().length > 0) {
      const message = 'Choose what each of these models is; one that isn’t offered is added under Machines, Models.';
      issues.push({ code: 'REQUIRED', message, path: ['input', 'models'] });
    }
    if (issues.length > 0) return refusedHere(issues);
    return named(await props.send(acceptances().map(({ input }) => input)), acceptances());
  };
  const submit = createSubmit(form, send, () => props.onAccepted());
  const nameField = (kind: DeviceKind) => (
    <TextInput
      label={`Names of ${kindWords[kind]}s`}
      required
      hint="{n}, {nn}, {nnn}: the number"
      {...form.field(`names.${kind}`)}
    />
  );

  return (
    <Dialog
      open
      wide
      onClose={props.onClose}
      title={`Accept ${count(found.length, 'device')}`}
      description="Their collector begins to read them at once."
    >
      <form class="flex flex-col gap-4" onSubmit={submit} novalidate>
        <FormMessage text={form.message()} />
        <Show when={replaced > 0}>
          <Notice>
            {count(replaced, 'device stands', 'devices stand')} where another one was kept, with a serial or MAC of its
            own: a new device. It takes over the slot; the one before keeps its history.
          </Notice>
        </Show>
        <Show when={silent > 0}>
          <Switch
            label={`${count(silent, 'says', 'say')} neither serial nor MAC, and may be the silent machine of its model`}
            hint="On: they are those machines, moved. Off: they become new ones."
            {...form.field('mergesSilent')}
          />
        </Show>
        <Show when={moved > 0}>
          <Switch
            label={`${count(moved, 'is a known device', 'are known devices')} that moved`}
            hint="On: they keep their name, slot and history and get the new address. Off: they become new devices."
            {...form.field('merges')}
          />
        </Show>
        <Show when={fresh().length > 0}>
          <div class="grid gap-4 sm:grid-cols-2">
            <For each={kinds()}>{nameField}</For>
            <NumberInput
              label="First number"
              required
              whole
              hint="Names that are taken are passed over"
              {...form.field('firstNumber')}
            />
            <Show when={kinds().includes('MINER')}>
              <Select
                label="Free slots from"
                placeholder="No slots yet"
                hint="In the order of the addresses, on into the next racks"
                options={racks()}
                {...form.field('slotsFrom')}
              />
            </Show>
            <Show when={kinds().includes('PDU')}>
              <Select label="Rack of the PDUs" placeholder="None" options={racks()} {...form.field('rackId')} />
              <NumberInput label="Outlets of each PDU" whole {...form.field('outlets')} />
            </Show>
            <Show when={fresh().some(saysNothing)}>
              <ProfileSelect
                kind="METER"
                required
                placeholder="Choose their model"
                hint="For meters that don’t say what they are"
                binding={form.field('meterProfile')}
              />
            </Show>
          </div>
          <ModelChoices
            found={foundModels()}
            lacking={sought() ? unknown() : []}
            options={(models.rows ?? []).map((model) => ({ value: model.id, label: modelLabel(model) }))}
            value={modelOf}
            onChange={(words, modelId) => chosenModels.set(words, modelId)}
          />
        </Show>
        <CredentialsFields values={form.values} field={(name) => form.field(name) as never} />
        <AcceptPreview acceptances={acceptances()} />
        <div class="flex flex-wrap justify-end gap-2">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy()}>
            Accept {count(found.length, 'device')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const wholeOf = (text: string): number | null => (/^\d{1,6}$/.test(text) ? Number(text) : null);

/** An issue of one of many says which: "10.0.0.7: there is no such model". */
function named(answer: Answer, sent: readonly Acceptance[]): Answer {
  if (answer.ok || !('refusal' in answer)) return answer;
  const issues = answer.refusal.issues?.map((issue) => {
    const address = issue.path[1] === 'accept' ? sent[Number(issue.path[2])]?.discovery.address : undefined;
    return address ? { ...issue, message: `${address}: ${issue.message}` } : issue;
  });
  return { ok: false, refusal: { ...answer.refusal, issues } };
}
