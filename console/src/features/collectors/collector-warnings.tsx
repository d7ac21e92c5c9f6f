import { Badge, Notice } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { CollectorWarningsFragment } from '../../gql/graphql.ts';
import { warningSays, warningTone, warningWord } from './collector-warnings.view.ts';

export const collectorWarnings = graphql(`
  fragment CollectorWarnings on Collector {
    id
    name
    clockOffsetMs
    warnings
    health {
      spoolBytes
      spoolMaxBytes
      oldestWaitingAt
      liveDropped
      liveThinned
      diskFailsSince
      clockStepMs
      clockSteppedAt
    }
  }
`);

/** Beside a collector's state: the worst that should be looked after. */
export function WarningBadge(props: { collector: Pick<CollectorWarningsFragment, 'warnings'> }): JSX.Element {
  return (
    <Show when={props.collector.warnings[0]}>
      {(worst) => <Badge tone={warningTone(worst())}>{warningWord(worst())}</Badge>}
    </Show>
  );
}

/** What each collector should be looked after for, and what to do: above their list. */
export function CollectorWarnings(props: { collectors: readonly CollectorWarningsFragment[] }): JSX.Element {
  return (
    <For each={props.collectors}>
      {(collector) => (
        <Show when={collector.warnings[0]}>
          {(worst) => (
            <div class="mb-3">
              <Notice tone={warningTone(worst())}>
                <strong class="font-medium">{collector.name}</strong>
                <ul class="mt-1 flex flex-col gap-1">
                  <For each={collector.warnings}>{(warning) => <li>{warningSays(warning, collector)}</li>}</For>
                </ul>
              </Notice>
            </div>
          )}
        </Show>
      )}
    </For>
  );
}
