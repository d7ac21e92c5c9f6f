import { Asked, Badge, Link, Progress, SkeletonLines } from '@hashyard/ui';
import { createEffect, createMemo, For, type JSX, Show } from 'solid-js';
import type { CommandLineFragment, CommandProgressFragment } from '../../gql/graphql.ts';
import { countsText, deviceOf, stateTone, stateWord, whyOf } from './command.view.ts';
import { useCommandProgress } from './command-watch.tsx';

type Batch = CommandProgressFragment;
type Command = CommandLineFragment;

/** How a batch goes, live: counts, and each command with what became of it. */
export function CommandOutcome(props: { batchId: string; onEnded?: (() => void) | undefined }): JSX.Element {
  const live = useCommandProgress(() => props.batchId);
  const isOver = createMemo(() => live.data !== undefined && live.data.progress.done === live.data.progress.total);
  createEffect(() => {
    if (isOver()) props.onEnded?.();
  });
  return (
    <Asked query={live} of={(batch) => batch} skeleton={<SkeletonLines lines={3} />}>
      {(batch) => <Outcome batch={batch()} />}
    </Asked>
  );
}

function Outcome(props: { batch: Batch }): JSX.Element {
  const progress = () => props.batch.progress;
  const listed = () => (props.batch.leading.length === progress().total ? props.batch.leading : props.batch.troubled);
  return (
    <div class="flex flex-col gap-4">
      <div role="status">
        <Progress label={countsText(progress().counts)} done={progress().done} total={progress().total} />
      </div>
      <ul class="flex flex-col divide-y divide-line">
        <For each={listed()}>{(command) => <CommandLine command={command} />}</For>
      </ul>
    </div>
  );
}

function CommandLine(props: { command: Command }): JSX.Element {
  const href = () => `/${props.command.device.__typename === 'Pdu' ? 'power' : 'machines'}/${props.command.device.id}`;
  return (
    <li class="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2">
      <Link href={href()}>{deviceOf(props.command)}</Link>
      <Badge tone={stateTone(props.command.state)}>{stateWord(props.command.state)}</Badge>
      <Show when={whyOf(props.command)}>
        {(why) => <span class="min-w-0 text-sm break-words text-muted">{why()}</span>}
      </Show>
    </li>
  );
}
