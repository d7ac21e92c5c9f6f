import { For, type JSX, Show } from 'solid-js';
import { useNow } from '../clock.ts';
import { Asked } from '../feedback/asked.tsx';
import { Badge } from '../feedback/badge.tsx';
import { When } from '../feedback/live-mark.tsx';
import { EmptyState, SkeletonLines } from '../feedback/states.tsx';
import type { Answer } from '../form/form.ts';
import { dateTime } from '../format/time.ts';
import type { QueryState } from '../graphql/query.ts';
import { ConfirmButton } from '../overlay/confirm-button.tsx';
import { toast } from '../overlay/toast.tsx';
import { keyState } from './api-key.ts';

export type ListedKey = {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly expiresAt?: string | null;
  readonly lastUsedAt?: string | null;
  readonly revokedAt?: string | null;
};

type ListProps<Key extends ListedKey> = {
  query: Pick<QueryState<{ readonly apiKeys: readonly Key[] }>, 'data' | 'error' | 'refetch'>;
  /** What a key is for, where there is none yet. */
  empty: string;
  /** A permission as this app's people call it; else as the API does. */
  word?: (permission: string) => string;
  /** "only Acme": what narrows a key beside its permissions. */
  only?: (key: Key) => string | undefined;
  revoke: (id: string) => Promise<Answer<unknown>>;
};

/** The programs that may ask the API, what each may do and whether it still can. */
export function ApiKeyList<Key extends ListedKey>(props: ListProps<Key>): JSX.Element {
  return (
    <Asked
      query={props.query}
      of={(data) => data.apiKeys}
      skeleton={<SkeletonLines lines={3} />}
      none={
        <EmptyState title="No API keys yet" icon="gear">
          {props.empty}
        </EmptyState>
      }
    >
      {(keys) => (
        <ul aria-label="API keys">
          <For each={keys()}>{(key) => <ApiKeyRow {...props} apiKey={key} />}</For>
        </ul>
      )}
    </Asked>
  );
}

function ApiKeyRow<Key extends ListedKey>(props: ListProps<Key> & { apiKey: Key }): JSX.Element {
  const now = useNow();
  const state = () => keyState(props.apiKey, now());
  const permissions = () => props.apiKey.permissions.map((one) => props.word?.(one) ?? one).join(', ');
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-3 last:border-0">
      <div class="min-w-0 flex-1 basis-56">
        <div class="flex flex-wrap items-center gap-2">
          <span class="min-w-0 font-medium [overflow-wrap:anywhere]">{props.apiKey.name}</span>
          <Badge tone={state().tone}>{state().word}</Badge>
          <Show when={props.only?.(props.apiKey)}>{(only) => <span class="text-muted">{only()}</span>}</Show>
        </div>
        <p class="text-sm break-words text-muted">{permissions()}</p>
        <p class="text-sm text-muted">
          <Show when={props.apiKey.lastUsedAt} fallback="never used">
            {(at) => (
              <>
                used <When at={at()} />
              </>
            )}
          </Show>
          {props.apiKey.expiresAt ? `, ends ${dateTime(props.apiKey.expiresAt)}` : ', lasts until revoked'}
        </p>
      </div>
      <Show when={state().word === 'Valid'}>
        <ConfirmButton
          button={{ 'aria-label': `Revoke ${props.apiKey.name}` }}
          title={`Revoke ${props.apiKey.name}`}
          verb="Revoke key"
          danger
          effect={
            <p>The program that holds it is refused from now on, and its live connections close within seconds.</p>
          }
          send={() => props.revoke(props.apiKey.id)}
          onDone={() => {
            toast(`The key “${props.apiKey.name}” is revoked`);
            props.query.refetch();
          }}
        >
          Revoke
        </ConfirmButton>
      </Show>
    </li>
  );
}
