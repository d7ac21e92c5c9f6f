import { Badge, Card, Link, useQuery, When } from '@hashyard/ui';
import { createEffect, For, type JSX, on, Show } from 'solid-js';
import { actionWords, stateTone, stateWord, whyOf } from './command.view.ts';
import { deviceCommandsDocument } from './command-documents.ts';
import { useCommandWatch } from './command-watch.tsx';

/** What a device was told lately, by whom, why, and what became of it. Nothing is drawn while it was never told anything. */
export function DeviceCommands(props: { deviceId: string; zone: string }): JSX.Element {
  const watch = useCommandWatch();
  const query = useQuery(deviceCommandsDocument, () => ({ deviceId: props.deviceId }));
  // Asked again whenever the command that is watched goes on.
  createEffect(on(() => [watch.batch?.id, watch.batch?.progress.done], query.refetch, { defer: true }));
  const commands = () => query.data?.deviceCommands.nodes ?? [];
  return (
    <Show when={commands().length > 0}>
      <Card
        title="Commands"
        actions={<Link href={`/commands?device=${props.deviceId}`}>All commands of this device</Link>}
      >
        <ul class="flex flex-col divide-y divide-line">
          <For each={commands()}>
            {(command) => (
              <li class="flex flex-col gap-1 py-2">
                <span class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                  <Link href={`/commands/${command.batch.id}`}>
                    {actionWords[command.batch.action].verb}
                    <Show when={command.outlet}>{(outlet) => <> outlet {outlet().label ?? outlet().number}</>}</Show>
                  </Link>
                  <Badge tone={stateTone(command.state)}>{stateWord(command.state)}</Badge>
                  <span class="text-sm text-muted">
                    <When at={command.batch.createdAt} zone={props.zone} /> by {command.batch.requestedBy}
                  </span>
                </span>
                <span class="text-sm break-words">{command.batch.reason}</span>
                <Show when={whyOf(command)}>
                  {(why) => <span class="text-sm break-words text-muted">{why()}</span>}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Card>
    </Show>
  );
}
