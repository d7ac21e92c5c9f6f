import { Button, Dialog, Notice, Progress, RadioCards, Select, TextInput, toast, useMutation } from '@hashyard/ui';
import { createSignal, For, type JSX, Show, untrack } from 'solid-js';
import type { UpdateMinerMutationVariables } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { useCustomers } from '../customers/use-customers.ts';
import { type BulkChange, bulkInput, bulkVerb, touched } from './bulk-edit.view.ts';
import type { Machine } from './machines.view.ts';
import { updateMinerDocument } from './update-miner.ts';

/** After it the allowance has room for dozens again. */
const PAUSE_MS = 1_000;

type Failure = { readonly name: string; readonly message: string };

const changes = [
  { value: 'maintenance', label: 'Into maintenance', description: 'Their status says so until they are taken out.' },
  { value: 'working', label: 'Out of maintenance', description: 'Their status follows their readings again.' },
  { value: 'owner', label: 'Owner', description: 'Whose machines they are.' },
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
    const failed: (Failure & { id: string })[] = [];
    for (const { id, name } of machines) {
      const answer = await patiently({ input: bulkInput(id, change(), { ownerId: ownerId(), reason: reason() }) });
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
          <Button look="primary" busy={running()} onClick={run}>
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
        <Show when={running()}>
          <Progress label="Changing" done={done()} total={machines.length} noun="machines" />
        </Show>
      </Show>
    </Dialog>
  );
}
