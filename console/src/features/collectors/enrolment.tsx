import { Button, Notice } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { runCommand } from './collector-form.view.ts';
import { CopyText } from './copy-text.tsx';

/** A token, shown this once, and what to run at the site with it. */
export function Enrolment(props: {
  token: string;
  commandKey: string;
  networks: readonly string[];
  onDone: () => void;
}): JSX.Element {
  const command = () =>
    runCommand({
      api: `${location.origin}/graphql`,
      token: props.token,
      commandKey: props.commandKey,
      networks: props.networks,
    });
  return (
    <>
      <Notice tone="warn">The token is shown this once. Who has it can send readings for this site.</Notice>
      <CopyText label="Token" text={props.token} />
      <p>
        On a machine inside the site’s network, in a checkout of Hashyard after its <code>npm install</code>:
      </p>
      <CopyText label="Command" text={command()} />
      <CopyText label="Command key" text={props.commandKey} />
      <p class="text-sm text-muted">
        By the command key it tells commands of this installation from anybody else’s. It shows as online within a
        minute of its start; to run it as a service see <code>docs/collector.md</code>.
      </p>
      <div class="flex justify-end">
        <Button look="primary" onClick={() => props.onDone()}>
          I have copied the token
        </Button>
      </div>
    </>
  );
}
