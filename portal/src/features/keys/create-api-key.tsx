import {
  Button,
  Checkbox,
  createForm,
  createSubmit,
  DateInput,
  FormDialog,
  TextInput,
  useMutation,
  TokenDialog,
} from '@hashyard/ui';
import { createSignal, For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql';
import { choicesOf, expiryOf, permissionWord } from './api-keys.view.ts';

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

type Reach = { permissions: readonly string[]; timeZone: string };

/** Makes a key and shows its token, this once. */
export function CreateApiKey(props: Reach & { onCreated: () => void }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const [made, setMade] = createSignal<{ name: string; token: string }>();
  return (
    <>
      <Button icon="plus" onClick={() => setOpen(true)}>
        Create key
      </Button>
      <Show when={open()}>
        <CreateDialog
          permissions={props.permissions}
          timeZone={props.timeZone}
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
    </>
  );
}

function CreateDialog(
  props: Reach & { onClose: () => void; onCreated: (name: string, token: string) => void },
): JSX.Element {
  const create = useMutation(CreateApiKeyDocument);
  const form = createForm({ name: '', expiresAt: '', permissions: '' });
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
    async ({ name, expiresAt }) => {
      const ends = expiryOf(expiresAt, props.timeZone);
      const input = { name: name.trim(), permissions: [...chosen()], expiresAt: ends, idempotencyKey };
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
      effect={
        <p>
          It sees this account alone. Its token is shown once, right after. It ends when you are no longer one of the
          account’s people.
        </p>
      }
      verb="Create key"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Name" required hint="What the program is" {...form.field('name')} />
      <DateInput label="Last day" hint="Blank: it lasts until revoked" {...form.field('expiresAt')} />
      <fieldset class="flex flex-col gap-1">
        <legend class="mb-2 text-sm font-medium">What it may do</legend>
        <For each={choicesOf(props.permissions)}>
          {(permission) => (
            <Checkbox
              label={permissionWord(permission)}
              value={chosen().has(permission)}
              onChange={(on) => choose(permission, on)}
            />
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
