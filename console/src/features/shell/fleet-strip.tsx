import {
  asText,
  fixed,
  hashrate,
  type LinkState,
  LiveMark,
  power,
  type Status,
  StatusMark,
  STATUSES,
} from '@hashyard/ui';
import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { countOf, type FleetTotals } from '../fleet/fleet-totals.tsx';

/** The whole fleet in one line, on every page: what it hashes, what it draws, and how its machines are. */
export function FleetStrip(props: { totals: FleetTotals | undefined; link: LinkState }): JSX.Element {
  return (
    <section
      aria-label="Fleet now"
      class="flex min-h-9 items-center gap-x-5 overflow-x-auto border-b border-line bg-surface px-4 text-sm whitespace-nowrap lg:px-6"
    >
      <Show when={props.totals} fallback={<span role="status" aria-label="Loading" class="skeleton h-4 w-80" />}>
        {(totals) => (
          <>
            <span class="font-semibold">{asText(hashrate(totals().hashrateThs))}</span>
            <span class="font-semibold">{asText(power(totals().powerW))}</span>
            <For each={STATUSES.filter((status) => countOf(totals(), status) > 0)}>
              {(status) => <StripStatus status={status} count={countOf(totals(), status)} />}
            </For>
          </>
        )}
      </Show>
      <span class="ml-auto pl-4">
        <LiveMark at={props.totals?.at} link={props.link} />
      </span>
    </section>
  );
}

function StripStatus(props: { status: Status; count: number }): JSX.Element {
  return (
    <A href={`/machines?status=${props.status}`} class="inline-flex items-center gap-1.5 rounded-sm hover:underline">
      <StatusMark status={props.status} />
      <span class="font-semibold">{fixed(props.count)}</span>
    </A>
  );
}
