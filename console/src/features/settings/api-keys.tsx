import { ApiKeyList, Card, CreateApiKey, Select, useMutation, useQuery } from '@hashyard/ui';
import { createSignal, type JSX, onCleanup } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { useCustomers } from '../customers/use-customers.ts';
import { May } from '../session/may.tsx';
import { useSession } from '../session/session.tsx';
import { byDomain } from './api-keys.view.ts';

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

const createApiKeyDocument = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      __typename
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

/** The programs that may ask the API, and what each may do. */
export function ApiKeys(): JSX.Element {
  const query = useQuery(apiKeysDocument);
  const revoke = useMutation(revokeApiKeyDocument);
  return (
    <Card
      title="API keys"
      class="max-w-4xl"
      actions={
        <May do="api-key:manage">
          <CreateKey onCreated={query.refetch} />
        </May>
      }
    >
      <ApiKeyList
        query={query}
        empty="A key lets a program of yours, or of a customer, ask the API. It never may more than who made it."
        only={({ customer }) => (customer ? `only ${customerLabel(customer)}` : undefined)}
        revoke={(apiKeyId) => revoke.run({ input: { apiKeyId } })}
      />
    </Card>
  );
}

function CreateKey(props: { onCreated: () => void }): JSX.Element {
  const session = useSession();
  const create = useMutation(createApiKeyDocument);
  const [customerId, setCustomerId] = createSignal('');
  return (
    <CreateApiKey
      effect={<p>Its token is shown once, right after. It ends when you leave the organization.</p>}
      choiceLabel="Permissions"
      choices={byDomain(session.viewer.permissions)}
      timeZone={session.viewer.organization.timeZone}
      create={(key) => create.run({ input: { ...key, customerId: customerId() || undefined } })}
      onCreated={props.onCreated}
    >
      <OnlyFor customerId={customerId()} onChange={setCustomerId} />
    </CreateApiKey>
  );
}

/** Asked for with the dialog; the next key begins without. */
function OnlyFor(props: { customerId: string; onChange: (id: string) => void }): JSX.Element {
  const customers = useCustomers();
  onCleanup(() => props.onChange(''));
  return (
    <Select
      label="Only for customer"
      placeholder="The whole organization"
      hint="The key then sees what that customer sees"
      options={(customers.rows ?? []).map((one) => ({ value: one.id, label: customerLabel(one) }))}
      name="customerId"
      value={props.customerId}
      onChange={props.onChange}
    />
  );
}
