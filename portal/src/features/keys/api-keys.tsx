import { ApiKeyList, Card, CreateApiKey, useMutation, useQuery } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql';
import { choicesOf, permissionWord } from './api-keys.view.ts';

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

const CreateApiKeyDocument = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      ... on ApiKeyCreated {
        token
        apiKey {
          ...ApiKeyRow
        }
      }
      ...RefusalFields
    }
  }
`);

const RevokeApiKeyDocument = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      ... on ApiKey {
        ...ApiKeyRow
      }
      ...RefusalFields
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
  const create = useMutation(CreateApiKeyDocument);
  const revoke = useMutation(RevokeApiKeyDocument);
  return (
    <Card
      title="API keys"
      actions={
        <CreateApiKey
          effect={
            <p>
              It sees this account alone. Its token is shown once, right after. It ends when you are no longer one of
              the account’s people.
            </p>
          }
          choiceLabel="What it may do"
          choices={[choicesOf(props.permissions)]}
          word={permissionWord}
          timeZone={props.timeZone}
          create={(input) => create.run({ input })}
          onCreated={query.refetch}
        />
      }
    >
      <ApiKeyList
        query={query}
        empty="A key lets a program of yours do here what you choose for it. It sees this account alone."
        word={permissionWord}
        revoke={(apiKeyId) => revoke.run({ input: { apiKeyId } })}
      />
    </Card>
  );
}
