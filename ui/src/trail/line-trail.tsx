import { createMemo, createSignal, For, type JSX, Match, onMount, Show, Switch } from 'solid-js';
import { EnergyBars } from '../chart/energy-bars.tsx';
import { Button } from '../controls/button.tsx';
import { QualityMark } from '../feedback/quality-mark.tsx';
import { Skeleton } from '../feedback/states.tsx';
import { energy } from '../format/number.ts';
import { dateRange } from '../format/time.ts';
import type { TrailLine } from './trail.ts';
import { dayBars, qualitiesOf } from './trail.view.ts';
import { UnitTable } from './unit-table.tsx';
import { UnitTrail } from './unit-trail.tsx';
import { useAnswer } from './use-answer.ts';
import type { Evidence } from './use-evidence.ts';
import { FileProgress } from './file-progress.tsx';

/**
 * A line of a bill, opened: its days and units; a click further a unit's intervals; one more the raw readings. It shows
 * what the evidence file says, nothing else. `index` counts the bill's lines from 0.
 */
export function LineTrail(props: { evidence: Evidence; index: number; noun: string }): JSX.Element {
  onMount(() => void props.evidence.open());
  const line = useAnswer(
    () => (props.evidence.file.kind === 'open' ? props.index : null),
    (index) => props.evidence.line(index),
  );
  return (
    <Switch
      fallback={
        <Show
          when={!line().failed}
          fallback={<p class="text-bad">This line could not be read. Load the page again.</p>}
        >
          <FileProgress file={props.evidence.file} onRetry={() => void props.evidence.open()} />
          <Skeleton height="160px" />
        </Show>
      }
    >
      <Match when={line().value}>
        {(known) => <OpenLine evidence={props.evidence} index={props.index} noun={props.noun} line={known()} />}
      </Match>
      <Match when={props.evidence.file.kind === 'too-large'}>
        <div class="flex flex-wrap items-center gap-4">
          <p class="max-w-xl text-muted">
            The evidence of this many machines is large: more than 20 MB. It opens here all the same on a computer; a
            phone may not have the memory.
          </p>
          <Button onClick={() => void props.evidence.open(true)}>Open it here</Button>
        </div>
      </Match>
      <Match when={['invalid', 'unavailable', 'broken'].includes(props.evidence.file.kind)}>
        <FileProgress file={props.evidence.file} onRetry={() => void props.evidence.open()} />
      </Match>
    </Switch>
  );
}

function OpenLine(props: { evidence: Evidence; index: number; noun: string; line: TrailLine }): JSX.Element {
  const [name, setName] = createSignal<string>();
  const unit = createMemo(() => props.line.units.find((one) => one.unit === name()));
  return (
    <Show when={props.line.units.length > 0} fallback={<Counted counted={props.line.counted} noun={props.noun} />}>
      <Show
        when={unit()}
        fallback={
          <div class="flex flex-col gap-4">
            <div class="flex flex-wrap gap-x-5 gap-y-1 text-sm">
              <For each={qualitiesOf(props.line)}>{(quality) => <QualityMark quality={quality} />}</For>
            </div>
            <EnergyBars
              label="Energy by day"
              bars={dayBars(props.line.days, props.line.method !== 'METERED')}
              format={(kwh) => energy(String(kwh))}
            />
            <CapNote cap={props.line.cap} />
            <UnitTable line={props.line} noun={props.noun} onOpen={(row) => setName(row.unit)} />
          </div>
        }
      >
        {(one) => (
          <UnitTrail
            evidence={props.evidence}
            index={props.index}
            line={props.line}
            unit={one()}
            noun={props.noun}
            onBack={() => setName(undefined)}
          />
        )}
      </Show>
    </Show>
  );
}

function CapNote(props: { cap: TrailLine['cap'] }): JSX.Element {
  return (
    <Show when={props.cap === 'OVERAGE' || props.cap === 'CLIP'}>
      <p class="text-sm text-muted">
        Energy above the power cap {props.cap === 'OVERAGE' ? 'is billed on a line of its own' : 'is not billed'}. The
        days here are what this line bills; the intervals show all that was used.
      </p>
    </Show>
  );
}

/** What a fee counts. */
function Counted(props: { counted: TrailLine['counted']; noun: string }): JSX.Element {
  return (
    <Show
      when={props.counted.length > 0}
      fallback={<p class="text-muted">Nothing was measured for this line: it is a fixed sum of its period.</p>}
    >
      <ul class="flex max-w-xl flex-col text-sm">
        <For each={props.counted}>
          {({ what, from, to }) => (
            <li class="flex flex-wrap justify-between gap-x-6 border-b border-line py-1.5 last:border-0">
              <span class="min-w-0 break-words font-medium">{what}</span>
              <span class="text-muted">{dateRange(from, to)}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
