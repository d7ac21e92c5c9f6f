import { type JSX, Match, Switch } from 'solid-js';
import { Button } from '../controls/button.tsx';
import { Progress } from '../feedback/progress.tsx';
import { Notice } from '../feedback/states.tsx';
import { fixed } from '../format/number.ts';
import type { FileState } from './use-evidence.ts';

/** How far the evidence file is, or why it can't be had. */
export function FileProgress(props: { file: FileState; onRetry: () => void }): JSX.Element {
  const retry = () => <Button onClick={() => props.onRetry()}>Try again</Button>;
  return (
    <Switch>
      <Match when={props.file.kind === 'working' && props.file}>
        {(working) => <Working progress={working().progress} />}
      </Match>
      <Match when={props.file.kind === 'unavailable' && props.file}>
        {(file) => (
          <Notice tone="warn" action={retry()}>
            {file().status === null
              ? 'The evidence could not be fetched: the server can’t be reached.'
              : 'The evidence could not be fetched. Your session may have ended: sign in again.'}
          </Notice>
        )}
      </Match>
      <Match when={props.file.kind === 'invalid' && props.file}>
        {(file) => (
          <Notice tone="bad">
            The evidence is not a valid file: {file().faults[0]?.path} {file().faults[0]?.message}.
          </Notice>
        )}
      </Match>
      <Match when={props.file.kind === 'broken'}>
        <Notice tone="bad" action={retry()}>
          The evidence could not be read in this browser. Download it and check it with the command.
        </Notice>
      </Match>
    </Switch>
  );
}

type Working = Extract<FileState, { kind: 'working' }>;

function Working(props: { progress: Working['progress'] }): JSX.Element {
  const fetched = () => (props.progress?.step === 'fetch' ? props.progress : null);
  const kilobytes = (bytes: number) => Math.ceil(bytes / 1000);
  const label = () => {
    const bytes = fetched();
    if (props.progress?.step === 'read') return 'Reading the evidence';
    return bytes && bytes.total === null
      ? `Fetching the evidence: ${fixed(kilobytes(bytes.done))} kB`
      : 'Fetching the evidence';
  };
  return (
    <Progress
      label={label()}
      done={props.progress?.step === 'read' ? 1 : kilobytes(fetched()?.done ?? 0)}
      total={props.progress?.step === 'read' ? 1 : kilobytes(fetched()?.total ?? 0)}
      noun={props.progress?.step === 'read' ? 'file' : 'kB'}
    />
  );
}
