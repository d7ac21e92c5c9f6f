import { createMemo, createSignal, type JSX } from 'solid-js';
import { EnergyBars } from '../chart/energy-bars.tsx';
import { Button, IconButton } from '../controls/button.tsx';
import { asText, energy } from '../format/number.ts';
import { date } from '../format/time.ts';
import { DateIntervals } from './date-intervals.tsx';
import type { TrailLine, TrailUnit } from './trail.ts';
import { dayBars, firstDateOf, knownWords } from './trail.view.ts';
import { useAnswer } from './use-answer.ts';
import type { Evidence } from './use-evidence.ts';

/** One unit of a line: its dates, and the intervals of the date that is picked. */
export function UnitTrail(props: {
  evidence: Evidence;
  index: number;
  line: TrailLine;
  unit: TrailUnit;
  noun: string;
  onBack: () => void;
}): JSX.Element {
  const days = () => props.unit.days;
  const [chosen, setChosen] = createSignal<string>();
  const day = createMemo(() => chosen() ?? firstDateOf(props.unit));
  const place = () => days().findIndex((one) => one.date === day());
  const go = (step: number) => setChosen(days()[place() + step]?.date ?? day());
  const calculated = () => props.line.method !== 'METERED';
  const intervals = useAnswer(
    () => day() ?? null,
    (local) => props.evidence.intervals(props.index, props.unit.unit, local),
  );
  return (
    <div class="flex flex-col gap-4">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button look="quiet" icon="left" onClick={() => props.onBack()}>
          All {props.noun}s
        </Button>
        <div class="min-w-0">
          <h3 class="break-words text-lg font-semibold">{props.unit.unit}</h3>
          <p class="text-sm text-muted">
            {asText(energy(props.unit.energyKwh, 'bill'))}, {knownWords(props.unit, calculated())}
          </p>
        </div>
      </div>
      <EnergyBars
        label={`Energy of ${props.unit.unit} by day`}
        bars={dayBars(days(), calculated())}
        format={(kwh) => energy(kwh.toFixed(3), 'bill')}
        height={96}
        picked={place()}
        onPick={(index) => setChosen(days()[index]?.date)}
      />
      <div class="flex items-center gap-1">
        <IconButton icon="left" label="The day before" disabled={place() <= 0} onClick={() => go(-1)} />
        <h4 class="min-w-28 text-center font-semibold">{date(day())}</h4>
        <IconButton icon="right" label="The day after" disabled={place() >= days().length - 1} onClick={() => go(1)} />
      </div>
      <DateIntervals
        intervals={intervals().value}
        failed={intervals().failed}
        unit={props.unit.unit}
        timeZone={props.line.timeZone ?? 'UTC'}
      />
    </div>
  );
}
