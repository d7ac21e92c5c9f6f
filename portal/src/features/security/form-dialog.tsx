import { Button, Dialog, FormMessage } from '@hashyard/ui';
import { createUniqueId, type JSX } from 'solid-js';

type FormDialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** The exact effect, said before it happens. */
  effect?: JSX.Element;
  /** What the button says: "Turn off". */
  verb: string;
  danger?: boolean;
  busy: boolean;
  /** A refusal that belongs to no field. */
  message: string | undefined;
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
        {props.children}
      </form>
    </Dialog>
  );
}
