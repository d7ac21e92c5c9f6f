import { Dialog as Base } from '@kobalte/core/dialog';
import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { Button, IconButton } from '../controls/button.tsx';
import { TextInput } from '../controls/inputs.tsx';
import { rememberOpeners, returnFocus } from './opener.ts';

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: JSX.Element;
  children?: JSX.Element;
  /** The buttons, the main one last. */
  actions?: JSX.Element;
  wide?: boolean;
};

/** A modal; Escape and the backdrop close it, focus returns where it was. On a phone it rises from the bottom edge. */
export function Dialog(props: DialogProps): JSX.Element {
  return (
    <Base open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Overlay class="fixed inset-0 z-40 bg-black/45" />
        <div class="fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-6">
          <Base.Content
            // Kobalte gives the focus back to a trigger of its own. Ours open from buttons and menus anywhere.
            onOpenAutoFocus={(event: Event) => rememberOpeners(event.target as Element)}
            onCloseAutoFocus={(event: Event) => !event.defaultPrevented && returnFocus(event.target as Element)}
            class={`flex max-h-[92dvh] w-full flex-col rounded-t-lg bg-raised shadow-float outline-none sm:rounded-lg ${props.wide ? 'sm:max-w-3xl' : 'sm:max-w-lg'}`}
          >
            <header class="flex items-start gap-3 px-6 pt-5 pb-2">
              <Base.Title class="flex-1 text-lg font-semibold break-words min-w-0">{props.title}</Base.Title>
              <IconButton icon="close" label="Close" class="-mr-2 -mt-1" onClick={() => props.onClose()} />
            </header>
            <div class="flex flex-col gap-4 overflow-y-auto px-6 pb-5">
              <Show when={props.description}>
                <Base.Description as="div" class="text-muted">
                  {props.description}
                </Base.Description>
              </Show>
              {props.children}
            </div>
            <Show when={props.actions}>
              <footer class="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-4">{props.actions}</footer>
            </Show>
          </Base.Content>
        </div>
      </Base.Portal>
    </Base>
  );
}

export type ConfirmDialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** The exact effect: numbers, amounts, recipients. */
  effect: JSX.Element;
  /** What the button says: "Activate contract". */
  verb: string;
  onConfirm: () => void;
  busy?: boolean;
  danger?: boolean;
  /** When given, this word has to be typed before the button works. */
  typeToConfirm?: string;
  /** A refusal of the last try. */
  error?: string;
};

/** Asks for what moves money, sends mail or cuts power. Enter in a field of it confirms. */
export function ConfirmDialog(props: ConfirmDialogProps): JSX.Element {
  const id = createUniqueId();
  const [typed, setTyped] = createSignal('');
  const ready = () => !props.typeToConfirm || typed().trim().toLowerCase() === props.typeToConfirm.toLowerCase();
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      actions={
        <>
          <Button onClick={() => props.onClose()}>Keep as it is</Button>
          <Button
            look={props.danger ? 'danger' : 'primary'}
            busy={props.busy}
            disabled={!ready()}
            type="submit"
            form={id}
          >
            {props.verb}
          </Button>
        </>
      }
    >
      <form
        id={id}
        class="contents"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready() && !props.busy) props.onConfirm();
        }}
      >
        {props.effect}
        <Show when={props.typeToConfirm}>
          {(word) => <TextInput label={`Type "${word()}" to confirm`} required value={typed()} onChange={setTyped} />}
        </Show>
        <Show when={props.error}>
          <p role="alert" class="rounded bg-bad-soft p-3 text-bad">
            {props.error}
          </p>
        </Show>
      </form>
    </Dialog>
  );
}
