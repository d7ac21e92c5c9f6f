import { createSignal, type JSX } from 'solid-js';
import { Button, type ButtonProps } from '../controls/button.tsx';
import { type Answer, whyNot } from '../form/form.ts';
import { ConfirmDialog, type ConfirmDialogProps } from './dialog.tsx';

/** A button whose action is asked for once more, with its exact effect. A refusal stands in the question, which stays open. */
export function ConfirmButton<Value>(
  props: Pick<ConfirmDialogProps, 'title' | 'verb' | 'effect' | 'danger'> & {
    /** How the button looks, and what it says where the words in it aren't enough: "Remove Dana". */
    button?: Pick<ButtonProps, 'look' | 'class' | 'icon' | 'aria-label'>;
    children: JSX.Element;
    send: () => Promise<Answer<Value>>;
    onDone: (value: Value) => void;
  },
): JSX.Element {
  const [asking, setAsking] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const send = async () => {
    setBusy(true);
    const answer = await props.send();
    setBusy(false);
    if (!answer.ok) return void setRefused(whyNot(answer));
    setAsking(false);
    props.onDone(answer.value);
  };
  return (
    <>
      <Button
        {...props.button}
        onClick={() => {
          setRefused(undefined);
          setAsking(true);
        }}
      >
        {props.children}
      </Button>
      <ConfirmDialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={props.title}
        verb={props.verb}
        danger={props.danger}
        busy={busy()}
        error={refused()}
        onConfirm={() => void send()}
        effect={props.effect}
      />
    </>
  );
}
