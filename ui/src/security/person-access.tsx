import { createSignal, type JSX, Show } from 'solid-js';
import { Button, type ButtonProps } from '../controls/button.tsx';
import { Badge } from '../feedback/badge.tsx';
import { type Answer, whyNot } from '../form/form.ts';
import { ConfirmDialog, Dialog } from '../overlay/dialog.tsx';
import { toast } from '../overlay/toast.tsx';

/** Another person's way in: the open sessions, and the second factor, reset when phone and codes are lost. */
export function PersonAccess(props: {
  name: string;
  secondFactor: boolean;
  /** The person's sessions; drawn, and asked for, only while the dialog is open. */
  sessions: () => JSX.Element;
  /** Null for oneself: the own one is turned off with its codes. */
  reset: (() => Promise<Answer<unknown>>) | null;
  /** As the other buttons of the row are. */
  button?: Pick<ButtonProps, 'look' | 'class'>;
  onChanged: () => void;
}): JSX.Element {
  const [shown, setShown] = createSignal<'sessions' | 'reset'>();
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const reset = async () => {
    setBusy(true);
    const answer = await props.reset?.();
    setBusy(false);
    if (!answer) return;
    if (!answer.ok) return void setRefused(whyNot(answer));
    setShown(undefined);
    toast(`The second factor of ${props.name} is off`);
    props.onChanged();
  };
  return (
    <>
      <Button {...props.button} aria-label={`Access of ${props.name}`} onClick={() => setShown('sessions')}>
        Access
      </Button>
      <Dialog open={shown() === 'sessions'} onClose={() => setShown(undefined)} title={`Access of ${props.name}`}>
        <div class="flex flex-wrap items-center justify-between gap-2">
          <p class="flex items-center gap-2">
            Second factor
            <Badge tone={props.secondFactor ? 'ok' : 'neutral'}>{props.secondFactor ? 'On' : 'Off'}</Badge>
          </p>
          <Show when={props.secondFactor && props.reset}>
            <Button
              onClick={() => {
                setRefused(undefined);
                setShown('reset');
              }}
            >
              Reset second factor
            </Button>
          </Show>
        </div>
        {props.sessions()}
      </Dialog>
      <ConfirmDialog
        open={shown() === 'reset'}
        onClose={() => setShown('sessions')}
        title={`Reset the second factor of ${props.name}`}
        verb="Reset second factor"
        danger
        busy={busy()}
        error={refused()}
        onConfirm={() => void reset()}
        effect={
          <p>
            For a lost phone without recovery codes. From then on the password alone signs {props.name} in; every open
            session ends, and a mail tells {props.name}. Make sure that it was {props.name} who asked.
          </p>
        }
      />
    </>
  );
}
