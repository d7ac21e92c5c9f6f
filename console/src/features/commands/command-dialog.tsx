import {
  Button,
  count,
  createForm,
  Dialog,
  FormMessage,
  KeyValueList,
  NumberInput,
  SkeletonLines,
  TextInput,
  useMutation,
} from '@hashyard/ui';
import { createEffect, createSignal, createUniqueId, For, type JSX, Show, untrack } from 'solid-js';
import type { CommandEffectFragment } from '../../gql/graphql.ts';
import { type Refused, refusedOf } from '../contracts/refused.view.ts';
import { actionWords, leavingOut, loadChange, type Told, targetsOf, verbOf, whose } from './command.view.ts';
import { commandDevicesDocument } from './command-documents.ts';
import { CommandOutcome } from './command-outcome.tsx';
import { useCommandWatch } from './command-watch.tsx';

/** Why it is asked: a rehearsal has no reason of its own, and nothing keeps it. */
const REHEARSAL = 'To see its effect';

/** Shows the exact effect of a command first, asks for the verb where it takes something away, then how it goes. */
export function CommandDialog(props: { told: Told; onClose: () => void; onEnded?: () => void }): JSX.Element {
  const [targetIds, setTargetIds] = createSignal(untrack(() => props.told.targetIds));
  const told = (): Told => ({ action: props.told.action, targetIds: targetIds() });
  const [batchId, setBatchId] = createSignal<string>();
  return (
    <Show
      when={batchId()}
      fallback={
        <Rehearsal told={told()} onLeaveOut={setTargetIds} onClose={() => props.onClose()} onGiven={setBatchId} />
      }
    >
      {(id) => (
        <Dialog
          open
          onClose={props.onClose}
          title={`${actionWords[props.told.action].noun} ${targetsOf(told())}`}
          actions={<Button onClick={() => props.onClose()}>Close</Button>}
        >
          <CommandOutcome batchId={id()} onEnded={props.onEnded} />
        </Dialog>
      )}
    </Show>
  );
}

type RehearsalProps = {
  told: Told;
  onLeaveOut: (rest: readonly string[]) => void;
  onClose: () => void;
  onGiven: (batchId: string) => void;
};

function Rehearsal(props: RehearsalProps): JSX.Element {
  const id = createUniqueId();
  const rehearse = useMutation(commandDevicesDocument);
  const give = useMutation(commandDevicesDocument);
  const watch = useCommandWatch();
  const [effect, setEffect] = createSignal<CommandEffectFragment>();
  const [refused, setRefused] = createSignal<Refused & { readonly rest: readonly string[] }>();
  const form = createForm({ reason: '', staggerSeconds: '', typed: '' });
  const words = () => actionWords[props.told.action];
  const many = () => props.told.targetIds.length > 1;
  const mustType = () => words().danger;
  const ready = () =>
    effect() !== undefined && (!mustType() || form.values.typed.trim().toLowerCase() === words().verb.toLowerCase());
  let idempotencyKey = crypto.randomUUID();

  const look = async (told: Told) => {
    setEffect(undefined);
    setRefused(undefined);
    const answer = await rehearse.run({ input: { ...inputOf(told), reason: REHEARSAL, dryRun: true } });
    if (answer.ok && 'effectKw' in answer.value) return void setEffect(answer.value as CommandEffectFragment);
    if (answer.ok) return;
    const issues = 'refusal' in answer ? (answer.refusal.issues ?? []) : [];
    setRefused({ ...refusedOf(answer), rest: leavingOut(told.targetIds, issues) });
  };
  createEffect(() => void look(props.told));

  const send = async ({ reason, staggerSeconds }: typeof form.values) => {
    const stagger = Number.parseInt(staggerSeconds || '0', 10);
    const answer = await give.run({
      input: { ...inputOf(props.told), reason, staggerSeconds: stagger, idempotencyKey },
    });
    if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
    return answer;
  };
  const given = (batch: { id?: string }) => {
    if (!batch.id) return;
    watch.watch(batch.id);
    props.onGiven(batch.id);
  };
  const submit = (event: SubmitEvent) => (ready() ? form.submit(send, given)(event) : event.preventDefault());

  return (
    <Dialog
      open
      onClose={props.onClose}
      title={verbOf(props.told)}
      actions={
        <>
          <Button onClick={() => props.onClose()}>Keep as it is</Button>
          <Show when={effect()}>
            <Button
              type="submit"
              form={id}
              look={words().danger ? 'danger' : 'primary'}
              busy={form.busy()}
              disabled={!ready()}
            >
              {verbOf(props.told)}
            </Button>
          </Show>
        </>
      }
    >
      <Show when={refused()}>
        {(why) => (
          <RefusedEffect
            refused={why()}
            all={props.told.targetIds.length}
            onLeaveOut={() => props.onLeaveOut(why().rest)}
          />
        )}
      </Show>
      <Show when={!refused() && !effect()}>
        <SkeletonLines lines={4} />
      </Show>
      <Show when={effect()}>
        {(known) => (
          <form id={id} class="flex flex-col gap-4" novalidate onSubmit={submit}>
            <p>{words().consequence}</p>
            <KeyValueList
              items={[
                { label: 'Reaches', value: targetsOf(props.told) },
                { label: 'Load', value: loadChange(known().effectKw) },
                {
                  label: 'Whose',
                  value: (
                    <Show when={known().affected.length > 0} fallback="No machine hangs on it">
                      <ul>
                        <For each={whose(known().affected)}>{(line) => <li class="break-words">{line}</li>}</For>
                      </ul>
                    </Show>
                  ),
                },
              ]}
            />
            <FormMessage text={form.message()} />
            <TextInput
              label="Reason"
              required
              maxLength={500}
              hint="Stands in the history of the device and in the audit log"
              {...form.field('reason')}
            />
            <Show when={many()}>
              <NumberInput
                label="Seconds between one and the next"
                placeholder="0"
                hint={'Spreads the change of load. Blank: all at once.'}
                {...form.field('staggerSeconds')}
              />
            </Show>
            <Show when={mustType()}>
              <TextInput label={`Type "${words().verb}" to confirm`} required {...form.field('typed')} />
            </Show>
          </form>
        )}
      </Show>
    </Dialog>
  );
}

const inputOf = ({ action, targetIds }: Told) => ({ action, targetIds: [...targetIds] });

/** Nothing is done by halves; what stands in the way can be left out by choice. */
function RefusedEffect(props: {
  refused: Refused & { readonly rest: readonly string[] };
  all: number;
  onLeaveOut: () => void;
}): JSX.Element {
  const left = () => props.refused.rest.length;
  return (
    <div class="flex flex-col gap-3" role="alert">
      <p class="rounded bg-bad-soft p-3 text-bad">{props.refused.message}</p>
      <Show when={props.refused.details.length > 1}>
        <ul class="list-disc pl-5 text-sm">
          <For each={props.refused.details}>{(detail) => <li>{detail}</li>}</For>
        </ul>
      </Show>
      <Show when={left() > 0 && left() < props.all}>
        <div>
          <Button onClick={() => props.onLeaveOut()}>
            Go on with the other {left()}, without {count(props.all - left(), 'of them', 'of them')}
          </Button>
        </div>
      </Show>
    </div>
  );
}
