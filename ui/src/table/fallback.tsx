import { For, type JSX, Show } from 'solid-js';
import { EmptyState, ErrorState, Skeleton } from '../feedback/states.tsx';
import type { Fault } from '../graphql/fault.ts';

const SKELETON_ROWS = 8;

/** In place of rows: on their way, failed, none at all, or none that match. */
export function TableFallback(props: {
  rows: readonly unknown[] | undefined;
  error?: Fault;
  onRetry?: () => void;
  empty?: JSX.Element;
  noun: string;
  search: string;
}): JSX.Element {
  return (
    <Show
      when={props.rows}
      fallback={
        <Show when={props.error} fallback={<SkeletonRows />}>
          {(fault) => <ErrorState fault={fault()} onRetry={props.onRetry} />}
        </Show>
      }
    >
      <Show
        when={props.rows?.length === 0}
        fallback={
          <EmptyState title={`No ${props.noun} matches “${props.search}”`}>
            Try fewer words, or clear the search.
          </EmptyState>
        }
      >
        <Show when={props.empty} fallback={<EmptyState title={`No ${props.noun}s yet`} />}>
          {props.empty}
        </Show>
      </Show>
    </Show>
  );
}

function SkeletonRows(): JSX.Element {
  return (
    <div role="status" aria-label="Loading">
      <For each={Array.from({ length: SKELETON_ROWS })}>
        {(_, index) => (
          <div class="flex h-[var(--row)] items-center border-b border-line px-3">
            <Skeleton width={`${90 - ((index() * 17) % 40)}%`} height="0.8em" />
          </div>
        )}
      </For>
    </div>
  );
}
