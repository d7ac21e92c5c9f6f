import { createSignal, type JSX } from 'solid-js';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../overlay/dialog.tsx';

/** A key's token, shown this once. */
export function TokenDialog(props: { name: string; token: string; onClose: () => void }): JSX.Element {
  const [copied, setCopied] = createSignal(false);
  const copy = () => navigator.clipboard.writeText(props.token).then(() => setCopied(true));
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={`The key “${props.name}”`}
      description="This is the only time its token is shown. Put it where the program finds it, and nowhere else."
      actions={
        <>
          <Button onClick={() => void copy()}>{copied() ? 'Copied' : 'Copy token'}</Button>
          <Button look="primary" onClick={() => props.onClose()}>
            I have kept it
          </Button>
        </>
      }
    >
      <code aria-label="Token" class="block rounded bg-sunken p-3 font-mono text-sm break-all select-all">
        {props.token}
      </code>
    </Dialog>
  );
}
