import {
  Badge,
  Button,
  Card,
  ConfirmDialog,
  dateTime,
  EmptyState,
  ErrorState,
  SkeletonLines,
  toast,
  useMutation,
  useNow,
  useQuery,
  When,
} from '@hashyard/ui';
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { ApiKeyRowFragment } from '../../gql/graphql.ts';
import { refusedOf } from '../contracts/refused.view.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { CreateApiKey } from './create-api-key.tsx';
import { keyState } from './api-keys.view.ts';

export const apiKeyRow = graphql(`
  fragment ApiKeyRow on ApiKey {
    id
    name
    permissions
    customer {
      id
      name
      companyName
    }
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
  }
`);

const apiKeysDocument = graphql(`
  query ApiKeys {
    apiKeys {
      ...ApiKeyRow
    }
  }
`);

/** The programs that may ask the API, and what each may do. */
export function ApiKeys(): JSX.Element {
  const query = useQuery(apiKeysDocument);
  return (
    <Card title="API keys" class="max-w-4xl" actions={<CreateApiKey onCreated={query.refetch} />}>
      <Switch fallback={<SkeletonLines lines={4} />}>
        <Match when={query.data?.apiKeys.length === 0}>
          <EmptyState title="No API keys yet" icon="gear">
            A key lets a program of yours, or of a customer, ask the API. It never may more than who made it.
          </EmptyState>
        </Match>
        <Match when={query.data}>
          {(data) => (
            <ul aria-label="API keys">
              <For each={data().apiKeys}>{(key) => <ApiKey apiKey={key} onRevoked={query.refetch} />}</For>
            </ul>
          )}
        </Match>
        <Match when={query.error}>{(fault) => <ErrorState fault={fault()} onRetry={query.refetch} />}</Match>
      </Switch>
    </Card>
  );
}

function ApiKey(props: { apiKey: ApiKeyRowFragment; onRevoked: () => void }): JSX.Element {
  const now = useNow();
  const state = () => keyState(props.apiKey, now());
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-3 last:border-0">
      <div class="min-w-0 flex-1 basis-72">
        <div class="flex flex-wrap items-center gap-2">
          <span class="font-medium break-words">{props.apiKey.name}</span>
          <Badge tone={state().tone}>{state().word}</Badge>
          <Show when={props.apiKey.customer}>
            {(customer) => <span class="text-muted">only {customerLabel(customer())}</span>}
          </Show>
        </div>
        <p class="text-sm break-words text-muted">{props.apiKey.permissions.join(', ')}</p>
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

const revokeApiKeyDocument = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      __typename
      ... on ApiKey {
        ...ApiKeyRow
      }
      ...RefusalFields
    }
  }
`);

function RevokeApiKey(props: { apiKey: ApiKeyRowFragment; onRevoked: () => void }): JSX.Element {
  const revoke = useMutation(revokeApiKeyDocument);
  const [asking, setAsking] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const send = async () => {
    const answer = await revoke.run({ input: { apiKeyId: props.apiKey.id } });
    if (!answer.ok) return void setRefused(refusedOf(answer).message);
    setAsking(false);
    toast(`The key “${props.apiKey.name}” is revoked`);
    props.onRevoked();
  };
  return (
    <>
      <Button
        aria-label={`Revoke ${props.apiKey.name}`}
        onClick={() => {
          setRefused(undefined);
          setAsking(true);
        }}
      >
        Revoke
      </Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={`Revoke ${props.apiKey.name}`}
        verb="Revoke key"
        danger
        busy={revoke.busy}
        error={refused()}
        onConfirm={send}
        effect={<p>The program that holds it is refused from now on, and its live connections close within seconds.</p>}
      />
    </>
  );
}
