import {
  Button,
  Checkbox,
  createForm,
  createSubmit,
  DateInput,
  Select,
  TextInput,
  useMutation,
  FormDialog,
  TokenDialog,
} from '@hashyard/ui';
import { createSignal, For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { endFromLastDay } from '../contracts/contract-form.view.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { useCustomers } from '../customers/use-customers.ts';
import { May } from '../session/may.tsx';
import { useSession } from '../session/session.tsx';
import { byDomain, expiryOf } from './api-keys.view.ts';

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

/** Makes a key and shows its token, this once. */
export function CreateApiKey(props: { onCreated: () => void }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const [made, setMade] = createSignal<{ name: string; token: string }>();
  return (
    <May do="api-key:manage">
      <Button icon="plus" onClick={() => setOpen(true)}>
        Create key
      </Button>
      <Show when={open()}>
        <CreateDialog
          onClose={() => setOpen(false)}
          onCreated={(name, token) => {
            setOpen(false);
            setMade({ name, token });
            props.onCreated();
          }}
        />
      </Show>
      <Show when={made()}>
        {(key) => <TokenDialog name={key().name} token={key().token} onClose={() => setMade(undefined)} />}
      </Show>
    </May>
  );
}

function CreateDialog(props: { onClose: () => void; onCreated: (name: string, token: string) => void }): JSX.Element {
  const session = useSession();
  const create = useMutation(createApiKeyDocument);
  const customers = useCustomers({});
  const form = createForm({ name: '', customerId: '', expiresAt: '', permissions: '' });
  const chosen = () => new Set(form.values.permissions.split(' ').filter(Boolean));
  const choose = (permission: string, on: boolean) => {
    const next = chosen();
    if (on) next.add(permission);
    else next.delete(permission);
    form.field('permissions').onChange([...next].join(' '));
  };
  let idempotencyKey = crypto.randomUUID();
  const submit = createSubmit(
    form,
    async ({ name, customerId, expiresAt }) => {
      const input = {
        name: name.trim(),
        permissions: [...chosen()],
        customerId: customerId || undefined,
        expiresAt: expiryOf(endFromLastDay(expiresAt), session.viewer.organization.timeZone),
        idempotencyKey,
      };
      const answer = await create.run({ input });
      if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
      return answer;
    },
    ({ apiKey, token }) => props.onCreated(apiKey.name, token),
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title="Create an API key"
      effect={<p>Its token is shown once, right after. It ends when you leave the organization.</p>}
      verb="Create key"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Name" required hint="What the program is" {...form.field('name')} />
      <Select
        label="Only for customer"
        placeholder="The whole organization"
        hint="The key then sees what that customer sees"
        options={(customers.rows ?? []).map((one) => ({ value: one.id, label: customerLabel(one) }))}
        {...form.field('customerId')}
      />
      <DateInput label="Last day" hint="Blank: it lasts until revoked" {...form.field('expiresAt')} />
      <fieldset class="flex flex-col gap-3">
        <legend class="mb-2 text-sm font-medium">Permissions</legend>
        <For each={byDomain(session.viewer.permissions)}>
          {([, permissions]) => (
            <div class="grid gap-x-4 sm:grid-cols-2">
              <For each={permissions}>
                {(permission) => (
                  <Checkbox
                    label={permission}
                    value={chosen().has(permission)}
                    onChange={(on) => choose(permission, on)}
                  />
                )}
              </For>
            </div>
          )}
        </For>
        <Show when={form.field('permissions').error}>
          {(error) => (
            <p role="alert" class="text-xs text-bad">
              {error()}
            </p>
          )}
        </Show>
      </fieldset>
    </FormDialog>
  );
}
