import { createSignal, For, type JSX, Show } from 'solid-js';
import { Button } from '../controls/button.tsx';
import { Checkbox } from '../controls/choices.tsx';
import { FieldError } from '../controls/field.tsx';
import { DateInput, TextInput } from '../controls/inputs.tsx';
import { type Answer, createForm, createSubmit } from '../form/form.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { expiryOf } from './api-key.ts';
import { TokenDialog } from './token-dialog.tsx';

/** What a key is made of. A repeated try carries the same `idempotencyKey` until the API has refused one. */
export type NewKey = {
  readonly name: string;
  readonly permissions: string[];
  readonly expiresAt: string | undefined;
  readonly idempotencyKey: string;
};

type CreateKeyProps = {
  /** What the key sees, and what ends it. */
  effect: JSX.Element;
  /** "Permissions" */
  choiceLabel: string;
  /** What it may be given, in groups that stand together. */
  choices: readonly (readonly string[])[];
  word?: (permission: string) => string;
  /** In which its last day ends. */
  timeZone: string;
  /** Fields of the app's own. */
  children?: JSX.Element;
  create: (key: NewKey) => Promise<Answer<{ readonly token: string; readonly apiKey: { readonly name: string } }>>;
  onCreated: () => void;
};

/** Makes a key and shows its token, this once. */
export function CreateApiKey(props: CreateKeyProps): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const [made, setMade] = createSignal<{ name: string; token: string }>();
  return (
    <>
      <Button icon="plus" onClick={() => setOpen(true)}>
        Create key
      </Button>
      <Show when={open()}>
        <CreateDialog
          {...props}
          onClose={() => setOpen(false)}
          onMade={(name, token) => {
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
  props: CreateKeyProps & { onClose: () => void; onMade: (name: string, token: string) => void },
): JSX.Element {
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
      const key = { name: name.trim(), permissions: [...chosen()], expiresAt: ends, idempotencyKey };
      const answer = await props.create(key);
      if (!answer.ok && 'refusal' in answer) idempotencyKey = crypto.randomUUID();
      return answer;
    },
    ({ apiKey, token }) => props.onMade(apiKey.name, token),
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title="Create an API key"
      effect={props.effect}
      verb="Create key"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="Name" required hint="What the program is" {...form.field('name')} />
      {props.children}
      <DateInput label="Last day" hint="Blank: it lasts until revoked" {...form.field('expiresAt')} />
      <fieldset class="flex flex-col gap-3">
        <legend class="mb-2 text-sm font-medium">{props.choiceLabel}</legend>
        <For each={props.choices}>
          {(group) => (
            <div class="grid gap-x-4 sm:grid-cols-2">
              <For each={group}>
                {(permission) => (
                  <Checkbox
                    label={props.word?.(permission) ?? permission}
                    value={chosen().has(permission)}
                    onChange={(on) => choose(permission, on)}
                  />
                )}
              </For>
            </div>
          )}
        </For>
        <FieldError id="permissions-error" error={form.field('permissions').error} />
      </fieldset>
    </FormDialog>
  );
}
