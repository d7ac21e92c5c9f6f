import { Badge, Card, dateTime, EmptyState, ErrorState, SkeletonLines, useNow, useQuery, When } from '@hashyard/ui';
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import { graphql } from '../../gql';
import type { ApiKeyRowFragment } from '../../gql/graphql';
import { keyState, permissionWord } from './api-keys.view.ts';
import { CreateApiKey } from './create-api-key.tsx';
import { RevokeApiKey } from './revoke-api-key.tsx';

export const ApiKeyRowFields = graphql(`
  fragment ApiKeyRow on ApiKey {
    id
    name
    permissions
    expiresAt
    lastUsedAt
    revokedAt
  }
`);

const ApiKeysDocument = graphql(`
  query ApiKeys {
    apiKeys {
      ...ApiKeyRow
    }
  }
`);

/** The account's own programs that may ask the API; made and revoked by its owner. */
export function ApiKeys(props: {
  /** What the owner may do: a key is given no more. */
  permissions: readonly string[];
  timeZone: string;
}): JSX.Element {
  const query = useQuery(ApiKeysDocument);
  return (
    <Card
      title="API keys"
      actions={
        <CreateApiKey permissions={props.permissions} timeZone={props.timeZone} onCreated={() => query.refetch()} />
      }
    >
      <Switch fallback={<SkeletonLines lines={3} />}>
        <Match when={query.data?.apiKeys.length === 0}>
          <EmptyState title="No API keys yet">
            A key lets a program of yours do here what you choose for it. It sees this account alone.
          </EmptyState>
        </Match>
        <Match when={query.data}>
          {(data) => (
            <ul aria-label="API keys">
              <For each={data().apiKeys}>{(key) => <KeyRow apiKey={key} onRevoked={() => query.refetch()} />}</For>
            </ul>
          )}
        </Match>
        <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={() => query.refetch()} />}</Match>
      </Switch>
    </Card>
  );
}

function KeyRow(props: { apiKey: ApiKeyRowFragment; onRevoked: () => void }): JSX.Element {
  const now = useNow();
  const state = () => keyState(props.apiKey, now());
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-3 last:border-0">
      <div class="min-w-0 flex-1 basis-56">
        <div class="flex flex-wrap items-center gap-2">
          <span class="min-w-0 font-medium [overflow-wrap:anywhere]">{props.apiKey.name}</span>
          <Badge tone={state().tone}>{state().word}</Badge>
        </div>
        <p class="text-sm text-muted">{props.apiKey.permissions.map(permissionWord).join(', ')}</p>
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
        <RevokeApiKey apiKey={props.apiKey} onRevoked={props.onRevoked} />
      </Show>
    </li>
  );
}
