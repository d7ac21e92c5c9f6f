import { Button, count, FormMessage, toast, useMutation } from '@hashyard/ui';
import { createSignal, For, type JSX, Show, untrack } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { type Refused, refusedOf } from '../contracts/refused.view.ts';
import { instantAt, localTime } from '../time/local-time.ts';
import { TimeInput } from '../time/time-input.tsx';
import { feedsOf, type OutletPlan, summaryOf } from './outlet-map.view.ts';

export const mapOutletsDocument = graphql(`
  mutation MapOutlets($input: MapOutletsInput!) {
    mapOutlets(input: $input) {
      __typename
      ... on OutletsMapped {
        feeds {
          from
        }
      }
      ...RefusalFields
    }
  }
`);

/** Since when a mapping holds, what it changes, and the button that writes it. */
export function SendMapping(props: { plans: readonly OutletPlan[]; zone: string; onMapped: () => void }): JSX.Element {
  const map = useMutation(mapOutletsDocument);
  const [from, setFrom] = createSignal(untrack(() => localTime(new Date(), props.zone)));
  const [refused, setRefused] = createSignal<Refused>();
  const summary = () => summaryOf(props.plans);
  const changes = () => summary().mapped + summary().freed;
  const faulty = () => summary().faulty;
  const instant = () => instantAt(from(), props.zone);
  let sent: { readonly key: string; readonly what: string } | undefined;

  const nameOf = (path: readonly string[]) => {
    const outletId = feedsOf(props.plans)[Number(path[2])]?.outletId;
    const plan = props.plans.find(({ outlet }) => outlet.id === outletId);
    return plan && `${plan.pduName}, outlet ${plan.outlet.number}`;
  };
  const send = async () => {
    const at = instant();
    if (at === null) return;
    const feeds = feedsOf(props.plans);
    const what = JSON.stringify([feeds, at]);
    // The same mapping again is a retry after a lost answer; another one is a new request.
    if (sent?.what !== what) sent = { key: crypto.randomUUID(), what };
    const answer = await map.run({ input: { feeds, from: at, idempotencyKey: sent.key } });
    if (!answer.ok) {
      if ('refusal' in answer) sent = undefined;
      return void setRefused(refusedOf(answer, nameOf));
    }
    setRefused(undefined);
    toast(`${count(changes(), 'outlet')} mapped`);
    props.onMapped();
  };

  return (
    <div class="flex flex-col gap-3">
      <FormMessage text={refused()?.message} />
      <Show when={refused()?.details.length}>
        <ul class="list-disc pl-5 text-sm">
          <For each={refused()?.details}>{(detail) => <li>{detail}</li>}</For>
        </ul>
      </Show>
      <div class="flex flex-wrap items-end gap-4">
        <TimeInput
          label="From"
          required
          hint={`In the site’s zone, ${props.zone}. Later feeds of these outlets are replaced, earlier ones stay.`}
          error={instant() === null ? 'This is not a time.' : undefined}
          value={from()}
          onChange={setFrom}
        />
        <Button
          look="primary"
          busy={map.busy}
          disabled={changes() === 0 || faulty() > 0 || instant() === null}
          onClick={send}
        >
          {changes() === 0 ? 'Map outlets' : `Map ${count(changes(), 'outlet')}`}
        </Button>
      </div>
      <p class="text-sm text-muted" role="status">
        {count(summary().mapped, 'outlet')} will feed what is named, {summary().freed} will be free.
        <Show when={faulty() > 0}>
          {' '}
          <span class="text-bad">
            {count(faulty(), 'line')} can’t be taken: mend them first, nothing is written by halves.
          </span>
        </Show>{' '}
        What it changes of issued invoices becomes a true-up on the next ones.
      </p>
    </div>
  );
}
