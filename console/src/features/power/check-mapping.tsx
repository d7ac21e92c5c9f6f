import { type Refusal as ApiRefusal, Button, Card, count, decimal, FormMessage, Notice, toast } from '@hashyard/ui';
import { createEffect, createMemo, createSignal, For, type JSX, on, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { OutletMappingFragment } from '../../gql/graphql.ts';
import { refusedOf } from '../contracts/refused.view.ts';
import { instantAt, localTime } from '../time/local-time.ts';
import { TimeInput } from '../time/time-input.tsx';

export const outletMapping = graphql(`
  fragment OutletMapping on OutletMapping {
    mapped
    freed
    unchanged
    changes {
      outlet {
        id
        number
        pdu {
          id
          name
        }
      }
      before {
        name
        weight
      }
      after {
        name
        weight
      }
    }
  }
`);

type Way = { readonly from: string; readonly dryRun: boolean; readonly idempotencyKey?: string };
type Answer =
  | { readonly ok: true; readonly value: OutletMappingFragment }
  | { readonly ok: false; readonly refusal: ApiRefusal }
  | { readonly ok: false; readonly fault: { readonly title: string; readonly advice: string } };

/** More changes than these are counted, not listed. */
const LISTED = 60;

/** Since when a mapping holds, what it would change, and, once that has been seen, the button that writes it. */
export function CheckMapping(props: {
  zone: string;
  /** What is to be mapped, as a text: another one makes a check due again. */
  what: string;
  ready: boolean;
  busy: boolean;
  send: (way: Way) => Promise<Answer>;
  /** Names what an issue is about by its path in the input. */
  nameOf: (path: readonly string[]) => string | undefined;
  onMapped: () => void;
}): JSX.Element {
  const [from, setFrom] = createSignal(untrack(() => localTime(new Date(), props.zone)));
  const [checked, setChecked] = createSignal<OutletMappingFragment>();
  const [refused, setRefused] = createSignal<string>();
  const [issues, setIssues] = createSignal<readonly string[]>([]);
  const instant = () => instantAt(from(), props.zone);
  let idempotencyKey = crypto.randomUUID();
  // A list that is read again and says the same isn't something else to map.
  const what = createMemo(() => props.what);
  createEffect(
    on([what, from], () => {
      setChecked(undefined);
      setRefused(undefined);
      setIssues([]);
      idempotencyKey = crypto.randomUUID();
    }),
  );

  const run = async (dryRun: boolean): Promise<OutletMappingFragment | undefined> => {
    const at = instant();
    if (at === null) return undefined;
    const answer = await props.send({ from: at, dryRun, ...(dryRun ? {} : { idempotencyKey }) });
    if (answer.ok) return answer.value;
    const found = 'refusal' in answer ? (answer.refusal.issues ?? []) : [];
    setIssues(
      found.map(({ path, message }) => {
        const name = props.nameOf(path);
        return name ? `${name}: ${message}` : message;
      }),
    );
    setRefused(
      found.length > 0
        ? `${count(found.length, 'fault')} to mend. Nothing has been written.`
        : refusedOf(answer).message,
    );
    return undefined;
  };
  const check = async () => setChecked(await run(true));
  const write = async () => {
    const done = await run(false);
    if (!done) return;
    toast(`${count(done.mapped + done.freed, 'outlet')} mapped`);
    props.onMapped();
  };
  const changes = (mapping: OutletMappingFragment) => mapping.mapped + mapping.freed;

  return (
    <div class="flex flex-col gap-4">
      <TimeInput
        class="max-w-sm"
        label="From"
        required
        hint={`In the site’s zone, ${props.zone}. Later feeds of these outlets are replaced, earlier ones stay.`}
        error={instant() === null ? 'This is not a time.' : undefined}
        value={from()}
        onChange={setFrom}
      />
      <FormMessage text={refused()} />
      <Show when={issues().length > 0}>
        <ul aria-label="What can’t be taken" class="flex flex-col gap-1 text-sm text-bad">
          <For each={issues()}>{(issue) => <li>{issue}</li>}</For>
        </ul>
      </Show>
      <Show when={checked()}>
        {(mapping) => (
          <Card title="What it changes">
            <Show when={changes(mapping()) > 0} fallback={<Notice>Everything hangs where it should already.</Notice>}>
              <p class="mb-2 text-sm text-muted" role="status">
                {count(mapping().mapped, 'outlet')} will feed what is named, {mapping().freed} will be free,{' '}
                {mapping().unchanged} stay as they are. What it changes of issued invoices becomes a true-up on the next
                ones.
              </p>
              <ul class="grid gap-x-6 text-sm sm:grid-cols-2" aria-label="Changes">
                <For each={mapping().changes.slice(0, LISTED)}>
                  {({ outlet, before, after }) => (
                    <li class="border-b border-line py-1">
                      <span class="text-muted">
                        {outlet.pdu.name}, outlet {outlet.number}:
                      </span>{' '}
                      {usesText(before)} → {usesText(after)}
                    </li>
                  )}
                </For>
              </ul>
              <Show when={mapping().changes.length > LISTED}>
                <p class="text-sm text-muted">
                  and {count(mapping().changes.length - LISTED, 'more change', 'more changes')}
                </p>
              </Show>
            </Show>
          </Card>
        )}
      </Show>
      <div class="flex flex-wrap items-center gap-2">
        <Show
          when={checked()}
          fallback={
            <Button look="primary" busy={props.busy} disabled={!props.ready || instant() === null} onClick={check}>
              Check
            </Button>
          }
        >
          {(mapping) => (
            <Button look="primary" busy={props.busy} disabled={changes(mapping()) === 0} onClick={write}>
              Map {count(changes(mapping()), 'outlet')}
            </Button>
          )}
        </Show>
        <span class="text-sm text-muted">The check writes nothing.</span>
      </div>
    </div>
  );
}

type Use = { readonly name: string; readonly weight: string };

/** "A-001", or "A-001 (2), A-002 (1)" where the shares aren't even. */
function usesText(uses: readonly Use[]): string {
  if (uses.length === 0) return 'Free';
  const even = uses.every(({ weight }) => weight === uses[0]?.weight);
  return uses.map(({ name, weight }) => (even ? name : `${name} (${decimal(weight, 0)})`)).join(', ');
}
