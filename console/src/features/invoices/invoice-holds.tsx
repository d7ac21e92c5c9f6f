import { Badge, Card, dateTime, Link } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import type { InvoiceActionsFragment } from '../../gql/graphql.ts';
import { holdWords } from './invoice.words.ts';

type Hold = InvoiceActionsFragment['holds'][number];

/** Why it is held, and who has looked past a reason and why. */
export function InvoiceHolds(props: { holds: readonly Hold[]; held: boolean }): JSX.Element {
  return (
    <Show when={props.holds.length > 0}>
      <Card title={props.held ? 'Held: look at this before it is issued' : 'Was held'}>
        <ul class="flex flex-col">
          <For each={props.holds}>
            {(hold) => (
              <li class="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 border-b border-line py-2 last:border-0">
                <div class="min-w-0 flex-1">
                  <span class="inline-flex items-center gap-2 font-medium">
                    {holdWords[hold.reason].word}
                    <Show when={hold.releasedBy}>
                      <Badge>Released</Badge>
                    </Show>
                  </span>
                  <p class="text-muted">{holdWords[hold.reason].meaning}</p>
                  <Show when={aboutOf(hold)}>{(about) => <p class="text-sm">{about()}</p>}</Show>
                  <Show when={props.held && hold.reason === 'UNVERIFIED_PROFILE'}>
                    <Link href="/power">Go to the devices</Link>
                  </Show>
                </div>
                <Show when={hold.releasedBy}>
                  {(name) => (
                    <p class="text-sm text-muted">
                      by {name()}
                      <Show when={hold.note}>{(note) => <>: “{note()}”</>}</Show>
                    </p>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Card>
    </Show>
  );
}

/** "HC-000001, register PDU-1/14, unit M-001, from … to …", as far as it applies. */
function aboutOf(hold: Hold): string {
  const parts = [
    hold.contractNumber && `contract ${hold.contractNumber}`,
    hold.register && `register ${hold.register}`,
    hold.unit && `unit ${hold.unit}`,
    hold.from && `from ${dateTime(hold.from)}`,
    hold.to && `to ${dateTime(hold.to)}`,
  ];
  return parts.filter(Boolean).join(', ');
}
