import { createUniqueId, For, type JSX, Show } from 'solid-js';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../overlay/dialog.tsx';
import { FormMessage } from './form-message.tsx';

type FormDialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** The exact effect, said before it happens. */
  effect?: JSX.Element;
  /** What the button says: "Suspend contract". */
  verb: string;
  danger?: boolean;
  busy: boolean;
  /** A refusal that belongs to no field, and the rows it names. */
  message: string | undefined;
  details?: readonly string[];
  onSubmit: (event: SubmitEvent) => void;
  /** The fields. */
  children?: JSX.Element;
};

/** An action that asks for something first. Refusals stand at their fields, and everything typed stays. */
export function FormDialog(props: FormDialogProps): JSX.Element {
  const id = createUniqueId();
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      actions={
        <>
          <Button onClick={() => props.onClose()}>Keep as it is</Button>
          <Button type="submit" form={id} look={props.danger ? 'danger' : 'primary'} busy={props.busy}>
            {props.verb}
          </Button>
        </>
      }
    >
      <form id={id} class="flex flex-col gap-4" novalidate onSubmit={(event) => props.onSubmit(event)}>
        {props.effect}
        <FormMessage text={props.message} />
        <Show when={props.details?.length}>
          <ul class="list-disc pl-5 text-sm">
            <For each={props.details}>{(detail) => <li>{detail}</li>}</For>
          </ul>
        </Show>
        {props.children}
      </form>
    </Dialog>
  );
}
