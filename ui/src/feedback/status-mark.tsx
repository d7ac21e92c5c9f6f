import { A } from '@solidjs/router';
import { For, type JSX, Match, Show, Switch } from 'solid-js';

export const STATUSES = [
  'ACTIVE',
  'DEGRADED',
  'OFFLINE',
  'PAUSED',
  'CURTAILED',
  'MAINTENANCE',
  'STALE',
  'LOST',
] as const;
export type Status = (typeof STATUSES)[number];

const looks: Record<Status, { word: string; class: string; meaning: string }> = {
  ACTIVE: { word: 'Active', class: 'text-ok', meaning: 'Hashing as it should' },
  DEGRADED: { word: 'Degraded', class: 'text-warn', meaning: 'Hashing below 90 % of rated, or with a fault' },
  OFFLINE: { word: 'Offline', class: 'text-bad', meaning: 'It says that it is not hashing, or it draws no power' },
  PAUSED: { word: 'Paused', class: 'text-violet', meaning: 'Asleep by command' },
  CURTAILED: { word: 'Curtailed', class: 'text-info', meaning: 'Off by a curtailment' },
  MAINTENANCE: { word: 'Maintenance', class: 'text-violet', meaning: 'Taken out by staff' },
  STALE: { word: 'Stale', class: 'text-quiet', meaning: 'No data for three polls: the state is unknown' },
  LOST: { word: 'Lost', class: 'text-quiet', meaning: 'No data for 24 hours' },
};

export const statusWord = (status: Status): string => looks[status].word;
export const statusColor = (status: Status): string => `var(--${looks[status].class.slice('text-'.length)})`;

/** A status by shape, word and colour; never by colour alone. `shapeOnly` still says its word to a screen reader. */
export function StatusMark(props: {
  status: Status;
  /** Why, in words; without it what the status means. */
  reason?: string;
  shapeOnly?: boolean;
  class?: string;
}): JSX.Element {
  return (
    <span
      class={`inline-flex items-center gap-1.5 whitespace-nowrap ${looks[props.status].class} ${props.class ?? ''}`}
      title={props.reason ?? looks[props.status].meaning}
    >
      <StatusShape status={props.status} />
      <Show when={!props.shapeOnly} fallback={<span class="sr-only">{looks[props.status].word}</span>}>
        {looks[props.status].word}
      </Show>
    </span>
  );
}

function StatusShape(props: { status: Status }): JSX.Element {
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      class="shrink-0"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
    >
      <Switch>
        <Match when={props.status === 'ACTIVE'}>
          <circle cx="6" cy="6" r="4.5" fill="currentColor" stroke="none" />
        </Match>
        <Match when={props.status === 'DEGRADED'}>
          <circle cx="6" cy="6" r="4.2" />
          <path d="M6 1.8a4.2 4.2 0 0 0 0 8.4z" fill="currentColor" stroke="none" />
        </Match>
        <Match when={props.status === 'OFFLINE'}>
          <path d="M2 2l8 8M10 2l-8 8" stroke-linecap="round" />
        </Match>
        <Match when={props.status === 'CURTAILED'}>
          <path d="M4 2v8M8 2v8" stroke-width="2.4" />
        </Match>
        <Match when={props.status === 'PAUSED'}>
          <path d="M2 3h8M2 6h8M2 9h8" />
        </Match>
        <Match when={props.status === 'MAINTENANCE'}>
          <path d="M1.8 10.2 6.5 5.5M10.3 3.5a2.7 2.7 0 1 1-1.9-1.8L7.3 3.2l1.5 1.5z" stroke-linejoin="round" />
        </Match>
        <Match when={props.status === 'STALE'}>
          <circle cx="6" cy="6" r="4.2" />
        </Match>
        <Match when={props.status === 'LOST'}>
          <circle cx="6" cy="6" r="4.2" stroke-dasharray="2 1.8" />
        </Match>
      </Switch>
    </svg>
  );
}

/** How many things there are of each status; zeros are kept quiet unless `zeros`. */
export function StatusCounts(props: {
  counts: readonly { status: Status; count: number }[];
  zeros?: boolean;
  /** Where the things of a status are listed. */
  href?: (status: Status) => string;
}): JSX.Element {
  const countOf = (status: Status) => props.counts.find((entry) => entry.status === status)?.count ?? 0;
  const shown = () => STATUSES.filter((status) => props.zeros || countOf(status) > 0);
  const mark = (status: Status) => (
    <span class="inline-flex items-center gap-2">
      <StatusMark status={status} />
      <span class="font-semibold tabular-nums">{countOf(status)}</span>
    </span>
  );
  return (
    <ul class="flex flex-wrap gap-x-5 gap-y-1">
      <For each={shown()}>
        {(status) => (
          <li>
            <Show when={props.href} fallback={mark(status)}>
              {(href) => (
                <A href={href()(status)} class="rounded-sm hover:underline">
                  {mark(status)}
                </A>
              )}
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}
