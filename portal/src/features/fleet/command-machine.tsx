import {
  createForm,
  createSubmit,
  FormDialog,
  Icon,
  Menu,
  Notice,
  TextInput,
  useLive,
  useMutation,
  whyNot,
} from '@hashyard/ui';
import { createEffect, createSignal, type JSX, on, Show } from 'solid-js';
import { graphql } from '../../gql';
import type { CommandState, DeviceAction } from '../../gql/graphql';
import { useCustomer } from '../viewer/viewer.tsx';
import { commandWords, endingOf, loadWords, type MachineAction, offered } from './command.view.ts';

const CommandMachineDocument = graphql(`
  mutation CommandMachine($input: CommandDevicesInput!) {
    commandDevices(input: $input) {
      ... on CommandBatch {
        id
        effectKw
      }
      ...RefusalFields
    }
  }
`);

const CommandGoesDocument = graphql(`
  subscription CommandGoes($id: ID!) {
    commandProgress(id: $id) {
      id
      commands(first: 1) {
        id
        state
        message
      }
    }
  }
`);

type Given = { readonly action: MachineAction; readonly batchId: string };

/** What the contract lets its customer tell a machine. Nothing is drawn where it grants nothing. */
export function CommandMachine(props: {
  machineId: string;
  granted: readonly DeviceAction[];
  onGiven: (given: Given) => void;
}): JSX.Element {
  const viewer = useCustomer();
  const [action, setAction] = createSignal<MachineAction>();
  const actions = () => (viewer().permissions.includes('device:command') ? offered(props.granted) : []);
  return (
    <Show when={actions().length > 0}>
      <Menu
        label="Command"
        class="border border-line-strong/60 bg-surface px-3 font-medium"
        trigger={
          <>
            Command
            <Icon name="down" size={16} />
          </>
        }
        items={actions().map((one) => ({
          label: commandWords[one].verb,
          danger: commandWords[one].danger,
          onSelect: () => setAction(one),
        }))}
      />
      <Show when={action()} keyed>
        {(chosen) => (
          <CommandDialog
            action={chosen}
            machineId={props.machineId}
            onClose={() => setAction(undefined)}
            onGiven={(batchId) => {
              setAction(undefined);
              props.onGiven({ action: chosen, batchId });
            }}
          />
        )}
      </Show>
    </Show>
  );
}

function CommandDialog(props: {
  action: MachineAction;
  machineId: string;
  onClose: () => void;
  onGiven: (batchId: string) => void;
}): JSX.Element {
  const rehearse = useMutation(CommandMachineDocument);
  const give = useMutation(CommandMachineDocument);
  const [effect, setEffect] = createSignal<string>();
  const form = createForm({ reason: '' });
  const words = () => commandWords[props.action];
  const idempotencyKey = crypto.randomUUID();
  const input = () => ({ action: props.action, targetIds: [props.machineId] });

  createEffect(
    on(input, async (wanted) => {
      const answer = await rehearse.run({ input: { ...wanted, reason: 'To see its effect', dryRun: true } });
      if (answer.ok) setEffect(loadWords(wanted.action, answer.value.effectKw));
      else setEffect(whyNot(answer));
    }),
  );
  const submit = createSubmit(
    form,
    ({ reason }) => give.run({ input: { ...input(), reason, idempotencyKey } }),
    ({ id }) => id && props.onGiven(id),
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title={`${words().verb} this machine`}
      verb={words().verb}
      danger={words().danger}
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
      effect={
        <p>
          {words().consequence} {effect()}
        </p>
      }
    >
      <TextInput label="Reason" required maxLength={500} hint="Your host reads it" {...form.field('reason')} />
    </FormDialog>
  );
}

/** How the command that was just given goes, until it has ended. */
export function CommandGoes(props: { given: Given }): JSX.Element {
  const live = useLive(
    CommandGoesDocument,
    () => ({ id: props.given.batchId }),
    (_, { commandProgress }): { state: CommandState; message?: string | null } | undefined =>
      commandProgress.commands[0],
  );
  const ending = () => endingOf(props.given.action, live.data?.state ?? 'QUEUED', live.data?.message);
  return (
    <div role="status">
      <Notice tone={ending().tone}>{ending().text}</Notice>
    </div>
  );
}
