import { type JSX, Match, Switch } from 'solid-js';
import { useNow } from '../clock.ts';
import { ago, dataAge, dateTimeWithZone } from '../format/time.ts';
import type { LinkState } from '../graphql/client.ts';

/** From this age on, live data is called old. */
const OLD_MS = 90_000;

/** Whether what one sees is live: a dot and an age, "data 2 min old" in words, or that the link is being restored. */
export function LiveMark(props: { at: string | number | null | undefined; link?: LinkState }): JSX.Element {
  const now = useNow();
  const atMs = () => (props.at == null ? undefined : new Date(props.at).getTime());
  const old = () => {
    const at = atMs();
    return at !== undefined && now() - at > OLD_MS;
  };
  return (
    <span
      class="inline-flex items-center gap-1.5 text-sm whitespace-nowrap tabular-nums"
      role="status"
      title={titleOf(atMs())}
    >
      <Switch>
        <Match when={props.link === 'lost'}>
          <Dot class="border-2 border-warn" />
          <span class="text-warn">connection lost, reconnecting</span>
        </Match>
        <Match when={atMs() === undefined}>
          <Dot class="border-2 border-quiet" />
          <span class="text-muted">waiting for data</span>
        </Match>
        <Match when={old()}>
          <Dot class="border-2 border-warn" />
          <span class="text-warn">{dataAge(atMs() ?? 0, now())}</span>
        </Match>
        <Match when={true}>
          <Dot class="bg-ok" />
          <span class="text-muted">{dataAge(atMs() ?? 0, now())}</span>
        </Match>
      </Switch>
    </span>
  );
}

const titleOf = (atMs: number | undefined) => (atMs === undefined ? undefined : dateTimeWithZone(atMs));

function Dot(props: { class: string }): JSX.Element {
  return <span aria-hidden="true" class={`size-2 rounded-full ${props.class}`} />;
}

/** A time, relative within a day and absolute after it; its zone and seconds on hover. */
export function When(props: { at: string | null | undefined; zone?: string }): JSX.Element {
  const now = useNow();
  return (
    <time
      datetime={props.at ?? undefined}
      title={props.at ? dateTimeWithZone(props.at, props.zone) : undefined}
      class="whitespace-nowrap"
    >
      {ago(props.at, now(), props.zone)}
    </time>
  );
}
