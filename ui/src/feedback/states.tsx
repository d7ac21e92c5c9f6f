import { For, type JSX, Show } from 'solid-js';
import { Button } from '../controls/button.tsx';
import type { Fault } from '../graphql/fault.ts';
import { Icon, type IconName } from '../icon.tsx';

/** A grey bar where text will stand. Lay skeletons out like the page that comes. */
export function Skeleton(props: { width?: string; height?: string; class?: string }): JSX.Element {
  return (
    <span
      aria-hidden="true"
      class={`skeleton block ${props.class ?? ''}`}
      style={{ width: props.width ?? '100%', height: props.height ?? '1em' }}
    />
  );
}

export function SkeletonLines(props: { lines?: number }): JSX.Element {
  const widths = ['92%', '78%', '85%', '60%', '70%'];
  return (
    <div role="status" aria-label="Loading" class="flex flex-col gap-3">
      <For each={Array.from({ length: props.lines ?? 3 })}>
        {(_, index) => <Skeleton width={widths[index() % widths.length]} />}
      </For>
    </div>
  );
}

/** A page of one thing before it is known: its head and its cards, at the heights (px) they will have. */
export function PageSkeleton(props: { cards: readonly number[]; class?: string }): JSX.Element {
  return (
    <div role="status" aria-label="Loading" class={`flex flex-col gap-6 ${props.class ?? ''}`}>
      <div class="flex flex-col gap-2">
        <Skeleton width="5rem" height="14px" />
        <Skeleton width="14rem" height="24px" />
        <Skeleton width="18rem" height="14px" class="max-w-full" />
      </div>
      <For each={props.cards}>
        {(height) => (
          <div class="rounded border border-line bg-surface p-5" style={{ height: `${height}px` }}>
            <Skeleton width="10rem" height="18px" />
            <Skeleton width="60%" height="14px" class="mt-5" />
            <Skeleton width="45%" height="14px" class="mt-3" />
          </div>
        )}
      </For>
    </div>
  );
}

/** Nothing here yet: says why, teaches the next step, offers one button. */
export function EmptyState(props: {
  title: string;
  children?: JSX.Element;
  action?: JSX.Element;
  icon?: IconName;
}): JSX.Element {
  return (
    <div class="flex flex-col items-center gap-2 px-6 py-10 text-center">
      <Show when={props.icon}>{(name) => <Icon name={name()} size={28} class="text-muted" />}</Show>
      <p class="text-lg font-semibold">{props.title}</p>
      <Show when={props.children}>
        <div class="max-w-md text-muted">{props.children}</div>
      </Show>
      <Show when={props.action}>
        <div class="mt-3">{props.action}</div>
      </Show>
    </div>
  );
}

/** What happened, what it means, what to do. */
export function ErrorState(props: { fault: Fault; onRetry?: () => void; title?: string }): JSX.Element {
  return (
    <div role="alert" class="flex flex-col items-center gap-2 px-6 py-10 text-center">
      <Icon name="alert" size={28} class="text-bad" />
      <p class="text-lg font-semibold">{props.title ?? props.fault.title}</p>
      <p class="max-w-md text-muted">{props.fault.advice}</p>
      <Show when={props.fault.requestId}>{(id) => <p class="font-mono text-xs text-muted">Request {id()}</p>}</Show>
      <Show when={props.onRetry}>
        {(retry) => (
          <Button class="mt-3" icon="refresh" onClick={() => retry()()}>
            Try again
          </Button>
        )}
      </Show>
    </div>
  );
}

/** A sentence that has to be seen: the link is lost, data is old, a hold exists. */
export function Notice(props: {
  tone?: 'info' | 'warn' | 'bad' | 'ok';
  children: JSX.Element;
  action?: JSX.Element;
}): JSX.Element {
  const tones = {
    info: 'bg-accent-soft text-text',
    ok: 'bg-ok-soft text-ok',
    warn: 'bg-warn-soft text-warn',
    bad: 'bg-bad-soft text-bad',
  };
  return (
    <div
      role={props.tone === 'bad' ? 'alert' : 'status'}
      class={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded px-4 py-3 ${tones[props.tone ?? 'info']}`}
    >
      <Icon name={props.tone === 'warn' || props.tone === 'bad' ? 'alert' : props.tone === 'ok' ? 'check' : 'info'} />
      <div class="min-w-0 flex-1">{props.children}</div>
      {props.action}
    </div>
  );
}
