import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { Button } from '../controls/button.tsx';
import { TextInput } from '../controls/inputs.tsx';
import { Badge } from '../feedback/badge.tsx';
import { Card } from '../feedback/card.tsx';
import { type Answer, createForm, createSubmit } from '../form/form.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { Dialog } from '../overlay/dialog.tsx';
import { toast } from '../overlay/toast.tsx';

/** What each step asks of the API. */
export type SecondFactorSteps = {
  start(input: { password: string }): Promise<Answer<{ secret: string; otpauthUrl: string }>>;
  confirm(input: { oneTimeCode: string }): Promise<Answer<{ recoveryCodes: readonly string[] }>>;
  remove(input: { password: string; oneTimeCode: string }): Promise<Answer<unknown>>;
};

type Step =
  | { readonly kind: 'password' | 'remove' }
  | { readonly kind: 'app'; readonly secret: string; readonly url: string }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

/** The own second factor: put a secret into an app, prove it by a code, keep the recovery codes. */
export function SecondFactorCard(props: {
  isOn: boolean;
  steps: SecondFactorSteps;
  onChanged: () => void;
}): JSX.Element {
  const [step, setStep] = createSignal<Step>();
  const close = () => setStep(undefined);
  const finish = () => {
    close();
    props.onChanged();
  };
  return (
    <Card title="Second factor" class="max-w-4xl">
      <div class="flex flex-col items-start gap-4">
        <p class="flex flex-wrap items-center gap-2">
          <Badge tone={props.isOn ? 'ok' : 'neutral'}>{props.isOn ? 'On' : 'Off'}</Badge>
          <span class="text-muted">Besides the password, a code of an authenticator app on your phone.</span>
        </p>
        <Show
          when={props.isOn}
          fallback={<Button onClick={() => setStep({ kind: 'password' })}>Turn on second factor</Button>}
        >
          <Button onClick={() => setStep({ kind: 'remove' })}>Turn off second factor</Button>
        </Show>
      </div>
      <Switch>
        <Match when={step()?.kind === 'password'}>
          <Start
            steps={props.steps}
            onClose={close}
            onStarted={(secret, url) => setStep({ kind: 'app', secret, url })}
          />
        </Match>
        <Match when={asApp(step())}>
          {(app) => (
            <Confirm
              steps={props.steps}
              secret={app().secret}
              url={app().url}
              onClose={close}
              onConfirmed={(codes) => setStep({ kind: 'codes', codes })}
            />
          )}
        </Match>
        <Match when={asCodes(step())}>{(shown) => <RecoveryCodes codes={shown().codes} onClose={finish} />}</Match>
        <Match when={step()?.kind === 'remove'}>
          <Remove steps={props.steps} onClose={close} onRemoved={finish} />
        </Match>
      </Switch>
    </Card>
  );
}

const asApp = (step: Step | undefined) => (step?.kind === 'app' ? step : undefined);
const asCodes = (step: Step | undefined) => (step?.kind === 'codes' ? step : undefined);

function Start(props: {
  steps: SecondFactorSteps;
  onClose: () => void;
  onStarted: (secret: string, url: string) => void;
}): JSX.Element {
  const form = createForm({ password: '' });
  const submit = createSubmit(
    form,
    (values) => props.steps.start(values),
    ({ secret, otpauthUrl }) => props.onStarted(secret, otpauthUrl),
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title="Turn on the second factor"
      effect={<p>First your password, so that nobody else does this at an open screen.</p>}
      verb="Go on"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput
        label="Password"
        type="password"
        required
        autocomplete="current-password"
        {...form.field('password')}
      />
    </FormDialog>
  );
}

function Confirm(props: {
  steps: SecondFactorSteps;
  secret: string;
  url: string;
  onClose: () => void;
  onConfirmed: (codes: readonly string[]) => void;
}): JSX.Element {
  const form = createForm({ oneTimeCode: '' });
  const submit = createSubmit(
    form,
    ({ oneTimeCode }) => props.steps.confirm({ oneTimeCode: oneTimeCode.trim() }),
    ({ recoveryCodes }) => props.onConfirmed(recoveryCodes),
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title="Add the key to your authenticator app"
      effect={
        <>
          <p>
            Type this key into the app, or <a href={props.url}>open it in an app on this device</a>. Then type the code
            that the app shows.
          </p>
          <code aria-label="Key" class="block rounded bg-sunken p-3 font-mono text-sm break-all select-all">
            {props.secret}
          </code>
        </>
      }
      verb="Turn on"
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput label="One-time code" required autocomplete="one-time-code" {...form.field('oneTimeCode')} />
    </FormDialog>
  );
}

function RecoveryCodes(props: { codes: readonly string[]; onClose: () => void }): JSX.Element {
  return (
    <Dialog
      open
      onClose={props.onClose}
      title="Keep your recovery codes"
      description="Each signs you in once when the phone is lost. This is the only time they are shown."
      actions={
        <Button look="primary" onClick={() => props.onClose()}>
          I have kept them
        </Button>
      }
    >
      <ul aria-label="Recovery codes" class="grid grid-cols-2 gap-2 font-mono">
        <For each={props.codes}>{(code) => <li class="rounded bg-sunken px-3 py-1 select-all">{code}</li>}</For>
      </ul>
    </Dialog>
  );
}

function Remove(props: { steps: SecondFactorSteps; onClose: () => void; onRemoved: () => void }): JSX.Element {
  const form = createForm({ password: '', oneTimeCode: '' });
  const submit = createSubmit(
    form,
    ({ password, oneTimeCode }) => props.steps.remove({ password, oneTimeCode: oneTimeCode.trim() }),
    () => {
      toast('The second factor is off');
      props.onRemoved();
    },
  );
  return (
    <FormDialog
      open
      onClose={props.onClose}
      title="Turn off the second factor"
      effect={<p>From then on the password alone signs you in, and the recovery codes end.</p>}
      verb="Turn off"
      danger
      busy={form.busy()}
      message={form.message()}
      onSubmit={submit}
    >
      <TextInput
        label="Password"
        type="password"
        required
        autocomplete="current-password"
        {...form.field('password')}
      />
      <TextInput
        label="One-time code"
        required
        autocomplete="one-time-code"
        hint="From the app, or a recovery code"
        {...form.field('oneTimeCode')}
      />
    </FormDialog>
  );
}
