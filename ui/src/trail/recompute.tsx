import { createMemo, For, type JSX, Match, Show, Switch } from 'solid-js';
import { Button, DownloadLink } from '../controls/button.tsx';
import { Card } from '../feedback/card.tsx';
import { Notice } from '../feedback/states.tsx';
import { money } from '../format/money.ts';
import { count, fixed } from '../format/number.ts';
import { Icon } from '../icon.tsx';
import { FileProgress } from './file-progress.tsx';
import type { Difference, Recomputed } from './trail.ts';
import { placeOf, type ShownBill, shownDifferences, valueOf } from './trail.view.ts';
import { type Evidence, RECOMPUTE_LIMIT_BYTES } from './use-evidence.ts';

/** Checks a bill where one sits: the rating runs on the stored evidence in this browser and says whether it comes out the same. */
export function Recompute(props: {
  evidence: Evidence;
  /** "bill", "invoice". */
  noun: string;
  evidenceUrl: string;
  sha256: string | null | undefined;
  shown: ShownBill;
}): JSX.Element {
  const tooLarge = () => {
    const { file } = props.evidence;
    return file.kind === 'too-large' || (file.kind === 'open' && file.bytes > RECOMPUTE_LIMIT_BYTES);
  };
  const busy = () => props.evidence.recomputing;
  return (
    <Card
      title="Check it yourself"
      actions={
        <>
          <DownloadLink href={`${props.evidenceUrl}.gz`}>Download evidence</DownloadLink>
          <Button
            look="primary"
            icon="refresh"
            busy={busy()}
            disabled={tooLarge()}
            onClick={() => void props.evidence.recompute()}
          >
            Recompute
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <p class="max-w-2xl text-muted">
          The evidence file holds every reading, price and assignment behind this {props.noun}. From it alone anyone can
          compute the lines again, to the cent.
        </p>
        <div aria-live="polite" class="flex flex-col gap-3 empty:hidden">
          <Show when={busy()} fallback={<Outcome {...props} tooLarge={tooLarge()} />}>
            <FileProgress file={props.evidence.file} onRetry={() => void props.evidence.recompute()} />
            <Show when={props.evidence.file.kind === 'open'}>
              <p class="text-muted">Computing every line again.</p>
            </Show>
          </Show>
        </div>
        <Show when={props.sha256}>
          {(hash) => (
            <p class="text-sm text-muted">
              SHA-256 of the file, unzipped: <code class="font-mono text-text [overflow-wrap:anywhere]">{hash()}</code>
            </p>
          )}
        </Show>
      </div>
    </Card>
  );
}

function Outcome(props: Parameters<typeof Recompute>[0] & { tooLarge: boolean }): JSX.Element {
  const file = () => props.evidence.file;
  return (
    <Switch>
      <Match when={props.tooLarge}>
        <Notice tone="info">
          This evidence is larger than 20 MB, more than a browser should work through. Download it and run this where
          the rating is installed:
          <Command />
        </Notice>
      </Match>
      <Match when={props.evidence.recomputed}>{(recomputed) => <Verdict recomputed={recomputed()} {...props} />}</Match>
      <Match when={['invalid', 'unavailable', 'broken'].includes(file().kind)}>
        <FileProgress file={file()} onRetry={() => void props.evidence.recompute()} />
      </Match>
    </Switch>
  );
}

function Command(): JSX.Element {
  return <code class="mt-2 block font-mono [overflow-wrap:anywhere]">npm run -s verify -- evidence.json.gz</code>;
}

function Verdict(props: Parameters<typeof Recompute>[0] & { recomputed: Recomputed }): JSX.Element {
  const differences = createMemo(() => [
    ...(props.recomputed.differences ?? []),
    ...shownDifferences(props.recomputed, props.shown),
  ]);
  const otherFile = () => {
    const { file } = props.evidence;
    return file.kind === 'open' && file.sha256 !== null && props.sha256 != null && file.sha256 !== props.sha256;
  };
  const same = () => props.recomputed.differences !== null && differences().length === 0 && !otherFile();
  const readings = () => (props.evidence.file.kind === 'open' ? props.evidence.file.readings : 0);
  return (
    <>
      <Show
        when={same()}
        fallback={
          <Notice tone="bad">
            <strong>Not the same.</strong>{' '}
            <Show when={otherFile()}>This file is not the one whose fingerprint the {props.noun} names. </Show>
            <Show when={differences().length > 0}>
              Recomputed, {count(differences().length, 'value')} {differences().length === 1 ? 'differs' : 'differ'}.
            </Show>
            <Show when={props.recomputed.differences === null}> The file doesn’t say what was billed.</Show>
          </Notice>
        }
      >
        <Notice tone="ok">
          <strong>The same, to the cent.</strong> {fixed(readings())} readings,{' '}
          {count(props.shown.amounts.length, 'line')},{' '}
          {money({ amount: props.recomputed.total, currency: props.recomputed.currency })}.
        </Notice>
      </Show>
      <Show when={differences().length > 0}>
        <Differences differences={differences()} />
      </Show>
    </>
  );
}

/** More rows than these help nobody; the command prints them all. */
const MOST_ROWS = 50;

function Differences(props: { differences: readonly Difference[] }): JSX.Element {
  return (
    <div class="overflow-x-auto">
      <table class="w-full text-sm tabular-nums">
        <thead>
          <tr class="border-b border-line text-left text-muted">
            <th class="py-1.5 pr-4 font-medium">Where</th>
            <th class="py-1.5 pr-4 text-right font-medium">Billed</th>
            <th class="py-1.5 text-right font-medium">Recomputed</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.differences.slice(0, MOST_ROWS)}>
            {(difference) => (
              <tr class="border-b border-line last:border-0">
                <td class="py-1.5 pr-4">
                  <Icon name="alert" size={14} class="mr-1.5 inline text-bad" />
                  {placeOf(difference.path)}
                </td>
                <td class="py-1.5 pr-4 text-right [overflow-wrap:anywhere]">{valueOf(difference.billed)}</td>
                <td class="py-1.5 text-right font-medium [overflow-wrap:anywhere]">{valueOf(difference.recomputed)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={props.differences.length > MOST_ROWS}>
        <p class="pt-2 text-sm text-muted">and {fixed(props.differences.length - MOST_ROWS)} more</p>
      </Show>
    </div>
  );
}
