import {
  Button,
  count,
  Dialog,
  Notice,
  Progress,
  RadioCards,
  Select,
  TextInput,
  toast,
  useMutation,
} from '@hashyard/ui';
import { createSignal, For, type JSX, Show, untrack } from 'solid-js';
import type { UpdateMinerMutationVariables } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { useCustomers } from '../customers/use-customers.ts';
import { freeSlotsFrom } from '../discovery/accept.view.ts';
import { type BulkChange, bulkInput, bulkVerb, slotsFor, touched } from './bulk-edit.view.ts';
import { type Machine, modelLabel } from './machines.view.ts';
import { updateMinerDocument } from './update-miner.ts';
import { useModels } from './use-models.ts';
import { useRackSlots } from './use-rack-slots.ts';

/** After it the allowance has room for dozens again. */
const PAUSE_MS = 1_000;

type Failure = { readonly name: string; readonly message: string };

const changes = [
  { value: 'maintenance', label: 'Into maintenance', description: 'Their status says so until they are taken out.' },
  { value: 'working', label: 'Out of maintenance', description: 'Their status follows their readings again.' },
  { value: 'owner', label: 'Owner', description: 'Whose machines they are.' },
  { value: 'model', label: 'Model', description: 'They take its nameplate; contracts keep theirs.' },
  { value: 'slots', label: 'Into free slots', description: 'By name, from a rack on into the next.' },
] as const;

/** One change to many machines. Those that the API refuses stay selected and are named with the reason; the others are changed. */
export function BulkEdit(props: {
  machines: readonly Machine[];
  onClose: () => void;
  /** The ids that were refused. */
  onDone: (refused: readonly string[]) => void;
}): JSX.Element {
  // What was chosen when the dialog opened: live numbers may go on moving behind it.
  const machines = untrack(() => props.machines);
  const update = useMutation(updateMinerDocument);
  const customers = useCustomers();
  const [change, setChange] = createSignal<BulkChange>('maintenance');
  const [ownerId, setOwnerId] = createSignal('');
  const [reason, setReason] = createSignal('');
  const [modelId, setModelId] = createSignal('');
  const [rackId, setRackId] = createSignal('');
  const models = useModels();
  const siteIds = new Set(machines.map(({ site }) => site.id));
  const racks = useRackSlots(() => (siteIds.size === 1 && change() === 'slots' ? ([...siteIds][0] ?? null) : null));
  const slots = () => slotsFor(machines, freeSlotsFrom(racks() ?? [], rackId()));
  /** Why it can't be done yet; undefined when it can. */
  const lacking = () => {
    if (change() === 'model' && modelId() === '') return 'Choose a model.';
    if (change() !== 'slots') return undefined;
    if (siteIds.size > 1) return 'These machines stand at several sites: choose those of one.';
    if (rackId() === '') return 'Choose the rack to begin with.';
    return slots().size < machines.length ? `Only ${count(slots().size, 'slot')} are free from there on.` : undefined;
  };
  const [done, setDone] = createSignal(0);
  const [running, setRunning] = createSignal(false);
  const [failures, setFailures] = createSignal<readonly Failure[]>([]);

  /** A person's allowance of requests is used up by a few hundred machines: the others wait their turn. */
  const patiently = async (variables: UpdateMinerMutationVariables) => {
    for (;;) {
      const answer = await update.run(variables);
      if (answer.ok || !('fault' in answer) || answer.fault.code !== 'RATE_LIMITED') return answer;
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  };

  const run = async () => {
    setRunning(true);
    setDone(0);
    const details = { ownerId: ownerId(), reason: reason(), modelId: modelId(), slots: slots() };
    const failed: (Failure & { id: string })[] = [];
    for (const { id, name } of machines) {
      const answer = await patiently({ input: bulkInput(id, change(), details) });
      if (!answer.ok) {
        failed.push({ id, name, message: 'refusal' in answer ? answer.refusal.message : answer.fault.title });
      }
      setDone((n) => n + 1);
    }
    setRunning(false);
    setFailures(failed);
    props.onDone(failed.map(({ id }) => id));
    if (failed.length > 0) return;
    toast(`${machines.length} of ${machines.length} changed`);
    props.onClose();
  };

  return (
    <Dialog
      open
      onClose={() => !running() && props.onClose()}
      title="Edit machines"
      description={touched(machines)}
      actions={
        <Show when={failures().length === 0} fallback={<Button onClick={() => props.onClose()}>Close</Button>}>
          <Button onClick={() => props.onClose()} disabled={running()}>
            Keep as they are
          </Button>
          <Button look="primary" busy={running()} disabled={lacking() !== undefined} onClick={run}>
            {bulkVerb(change(), machines.length)}
          </Button>
        </Show>
      }
    >
      <Show
        when={failures().length === 0}
        fallback={
          <>
            <Notice tone="bad">
              {machines.length - failures().length} of {machines.length} were changed. The others stay selected.
            </Notice>
            <ul class="flex list-disc flex-col gap-1 pl-5 text-sm">
              <For each={failures()}>
                {(failure) => (
                  <li>
                    <strong>{failure.name}</strong>: {failure.message}
                  </li>
                )}
              </For>
            </ul>
          </>
        }
      >
        <RadioCards
          label="What changes"
          required
          columns={1}
          options={changes}
          value={change()}
          onChange={setChange}
          disabled={running()}
        />
        <Show when={change() === 'maintenance'}>
          <TextInput label="Reason" maxLength={200} value={reason()} onChange={setReason} disabled={running()} />
        </Show>
        <Show when={change() === 'owner'}>
          <Select
            label="New owner"
            required
            placeholder="The operator"
            options={(customers.rows ?? []).map((one) => ({ value: one.id, label: customerLabel(one) }))}
            value={ownerId()}
            onChange={setOwnerId}
            disabled={running()}
          />
        </Show>
        <Show when={change() === 'model'}>
          <Select
            label="New model"
            required
            placeholder="Choose a model"
            options={(models.rows ?? []).map((model) => ({ value: model.id, label: modelLabel(model) }))}
            value={modelId()}
            onChange={setModelId}
            disabled={running()}
          />
        </Show>
        <Show when={change() === 'slots' && siteIds.size === 1}>
          <Select
            label="Free slots from"
            required
            placeholder="Choose a rack"
            options={(racks() ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={rackId()}
            onChange={setRackId}
            disabled={running()}
          />
        </Show>
        <Show when={!running() && lacking()}>{(why) => <p class="text-sm text-muted">{why()}</p>}</Show>
        <Show when={running()}>
          <Progress label="Changing" done={done()} total={machines.length} noun="machines" />
        </Show>
      </Show>
    </Dialog>
  );
}
