import { createSignal, type JSX, Show } from 'solid-js';
import { Button } from '../controls/button.tsx';
import { TextInput } from '../controls/inputs.tsx';
import { type Answer, createForm, createSubmit, type FieldBinding } from '../form/form.ts';
import { FormMessage } from '../form/form-message.tsx';

type Given = { readonly password: string; readonly oneTimeCode: string | undefined };

/** The one-time code is asked for when the API says that somebody has a second factor. */
function createCodeStep() {
  const [asked, setAsked] = createSignal(false);
  return {
    asked,
    heed<Value>(answer: Answer<Value>): Answer<Value> {
      if (!answer.ok && 'refusal' in answer && answer.refusal.code === 'SECOND_FACTOR_REQUIRED') setAsked(true);
      return answer;
    },
  };
}

function OneTimeCode(props: { asked: boolean; field: FieldBinding<string> }): JSX.Element {
  return (
    <Show when={props.asked}>
      <TextInput
        label="One-time code"
        required
        autofocus
        autocomplete="one-time-code"
        hint="From your authenticator app, or a recovery code"
        {...props.field}
      />
    </Show>
  );
}

/** Email and password, and the one-time code of who has a second factor. */
export function SignInForm<Value>(props: {
  send: (given: Given & { readonly email: string }) => Promise<Answer<Value>>;
  onDone: (value: Value) => void;
  /** The way to a new password. */
  forgot: JSX.Element;
}): JSX.Element {
  const code = createCodeStep();
  const form = createForm({ email: '', password: '', oneTimeCode: '' });
  const submit = createSubmit(
    form,
    async ({ email, password, oneTimeCode }) =>
      code.heed(await props.send({ email: email.trim(), password, oneTimeCode: oneTimeCode.trim() || undefined })),
    (value) => props.onDone(value),
  );
  return (
    <form class="flex flex-col gap-4" novalidate onSubmit={submit}>
      <FormMessage text={form.message()} />
      <TextInput label="Email" type="email" required autofocus autocomplete="username" {...form.field('email')} />
      <TextInput
        label="Password"
        type="password"
        required
        autocomplete="current-password"
        {...form.field('password')}
      />
      <OneTimeCode asked={code.asked()} field={form.field('oneTimeCode')} />
      <Button type="submit" look="primary" busy={form.busy()}>
        Sign in
      </Button>
      {props.forgot}
    </form>
  );
}

/** The first visit by a link: a password, and in. Who has an account already gives its password, and its code. */
export function AcceptInviteForm<Value>(props: {
  /** Staff may mend the name that the invitation carries. */
  asksName?: boolean;
  send: (given: Given & { readonly name: string | undefined }) => Promise<Answer<Value>>;
  onDone: (value: Value) => void;
}): JSX.Element {
  const code = createCodeStep();
  const form = createForm({ name: '', password: '', oneTimeCode: '' });
  const submit = createSubmit(
    form,
    async ({ name, password, oneTimeCode }) =>
      code.heed(
        await props.send({
          name: name.trim() || undefined,
          password,
          oneTimeCode: oneTimeCode.trim() || undefined,
        }),
      ),
    (value) => props.onDone(value),
  );
  return (
    <form class="flex flex-col gap-4" novalidate onSubmit={submit}>
      <FormMessage text={form.message()} />
      <Show when={props.asksName}>
        <TextInput label="Your name" hint="Blank: as in the invitation" autocomplete="name" {...form.field('name')} />
      </Show>
      <TextInput
        label="Password"
        type="password"
        required
        autofocus={!props.asksName}
        autocomplete="new-password"
        hint="12 characters or more. If this address has an account already, enter its password."
        {...form.field('password')}
      />
      <OneTimeCode asked={code.asked()} field={form.field('oneTimeCode')} />
      <Button type="submit" look="primary" busy={form.busy()}>
        Set password and sign in
      </Button>
    </form>
  );
}
