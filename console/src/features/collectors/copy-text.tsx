import { Button } from '@hashyard/ui';
import { createSignal, type JSX } from 'solid-js';

/** A text to take elsewhere, with a button that copies it. Where the browser doesn't let us, the text is marked for the hand. */
export function CopyText(props: { label: string; text: string }): JSX.Element {
  const [copied, setCopied] = createSignal(false);
  let shown: HTMLPreElement | undefined;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setCopied(true);
    } catch {
      if (shown) getSelection()?.selectAllChildren(shown);
    }
  };
  return (
    <section aria-label={props.label} class="flex min-w-0 flex-col gap-1">
      <div class="flex items-center justify-between gap-4">
        <h3 class="text-sm font-medium">{props.label}</h3>
        <Button look="quiet" icon={copied() ? 'check' : undefined} onClick={copy}>
          {copied() ? 'Copied' : `Copy ${props.label.toLowerCase()}`}
        </Button>
      </div>
      <pre
        ref={(element) => {
          shown = element;
        }}
        tabIndex={0}
        class="overflow-x-auto rounded border border-line bg-sunken p-3 font-mono text-xs whitespace-pre select-all"
      >
        {props.text}
      </pre>
    </section>
  );
}
