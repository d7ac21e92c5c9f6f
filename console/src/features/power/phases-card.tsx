import { asText, Badge, Card, fixed, percent, power } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { PhaseRowFragment } from '../../gql/graphql.ts';
import { isUneven, loadState, loadWords } from './load.view.ts';

export const phaseRow = graphql(`
  fragment PhaseRow on Phase {
    id
    name
    powerW
    currentA
    voltageV
    loadPercent
    headroomA
  }
`);

/** What each phase carries, held against the breaker before it, and how evenly they share the load. */
export function PhasesCard(props: {
  phases: readonly PhaseRowFragment[];
  breakerA: string | null | undefined;
  imbalancePercent?: number | null;
}): JSX.Element {
  const amps = (value: number | null | undefined) => (value == null ? '–' : `${fixed(value, 1)} A`);
  return (
    <Card
      title="Phases"
      actions={
        <Show when={props.imbalancePercent != null}>
          <Badge
            tone={isUneven(props.imbalancePercent) ? 'warn' : 'ok'}
            title="The largest distance of a phase’s current from their mean"
          >
            {fixed(props.imbalancePercent, 1)} % out of balance
          </Badge>
        </Show>
      }
    >
      <Show
        when={props.phases.length > 0}
        fallback={<p class="text-muted">This device doesn’t tell its phases one by one, or hasn’t answered yet.</p>}
      >
        <div class="overflow-x-auto" role="region" aria-label="Phases" tabindex="0">
          <table class="w-full tabular-nums" aria-label="Phases">
            <thead class="text-left text-xs text-muted">
              <tr>
                <th class="py-1 pr-4 font-medium">Phase</th>
                <th class="py-1 pr-4 text-right font-medium">Power</th>
                <th class="py-1 pr-4 text-right font-medium">Current</th>
                <th class="py-1 pr-4 text-right font-medium">Voltage</th>
                <th class="py-1 pr-4 font-medium">Breaker</th>
                <th class="py-1 text-right font-medium">Headroom</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.phases}>
                {(phase) => (
                  <tr class="border-t border-line">
                    <th scope="row" class="py-1.5 pr-4 text-left font-normal whitespace-nowrap">
                      {phase.name}
                    </th>
                    <td class="py-1.5 pr-4 text-right whitespace-nowrap">{asText(power(phase.powerW))}</td>
                    <td class="py-1.5 pr-4 text-right whitespace-nowrap">{amps(phase.currentA)}</td>
                    <td class="py-1.5 pr-4 text-right whitespace-nowrap">
                      {phase.voltageV == null ? '–' : `${fixed(phase.voltageV, 1)} V`}
                    </td>
                    <td class="py-1.5 pr-4">
                      <LoadBar load={phase.loadPercent} />
                    </td>
                    <td class="py-1.5 text-right whitespace-nowrap">{amps(phase.headroomA)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
        <p class="mt-2 text-sm text-muted">
          <Show when={props.breakerA} fallback="Say what its breaker is rated for, and its headroom shows here.">
            {(rated) => <>Breaker of {rated()} A; headroom is what a phase may take more for good, up to 80 % of it.</>}
          </Show>
        </p>
      </Show>
    </Card>
  );
}

const colors = { ok: 'bg-ok', warn: 'bg-warn', bad: 'bg-bad' } as const;

function LoadBar(props: { load: number | null | undefined }): JSX.Element {
  return (
    <Show when={loadState(props.load)} fallback="–">
      {(state) => (
        <span class="flex min-w-32 items-center gap-2" title={loadWords[state()]}>
          <span
            class="relative h-2 w-20 shrink-0 overflow-hidden rounded-full border border-line-strong/60"
            aria-hidden="true"
          >
            <span
              class={`absolute inset-y-0 left-0 ${colors[state()]}`}
              style={{ width: `${Math.min(100, props.load ?? 0)}%` }}
            />
          </span>
          {percent(props.load, 0)}
          <span class="sr-only">{loadWords[state()]}</span>
        </span>
      )}
    </Show>
  );
}
