import { For, type JSX, Show } from 'solid-js';
import { QualityMark } from '../feedback/quality-mark.tsx';
import { asText } from '../format/number.ts';
import { dateTimeWithZone } from '../format/time.ts';
import type { TrailInterval } from './trail.ts';
import { explain, intervalTime, kilowattHours, wattHours } from './trail.view.ts';

/** One interval down to what the meter itself said. */
export function ReadingsPanel(props: { interval: TrailInterval; unit: string; timeZone: string }): JSX.Element {
  const interval = () => props.interval;
  return (
    <section
      class="flex flex-col gap-3 rounded border border-line bg-sunken p-4"
      aria-label="Readings"
      aria-live="polite"
    >
      <header class="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h4 class="font-semibold">{intervalTime(interval(), props.timeZone)}</h4>
        <QualityMark quality={interval().quality} />
      </header>
      <div class="text-xl font-semibold tabular-nums">
        <Show when={interval().energyWh} fallback={<span class="text-muted">not known</span>}>
          {(wh) => kilowattHours(wh())}
        </Show>
      </div>
      <Show when={interval().readings}>
        {(readings) => (
          <table class="w-full text-sm tabular-nums">
            <caption class="pb-1 text-left text-muted">
              Raw readings of <span class="font-medium text-text [overflow-wrap:anywhere]">{interval().register}</span>
            </caption>
            <tbody>
              <ReadingRow at={readings().end.at} wh={readings().end.wh} timeZone={props.timeZone} />
              <ReadingRow at={readings().start.at} wh={readings().start.wh} timeZone={props.timeZone} />
              <tr class="border-t border-line-strong font-medium">
                <th class="py-1 pr-3 text-left font-medium">The meter’s difference</th>
                <td class="py-1 text-right whitespace-nowrap">
                  <Show when={readings().energyWh} fallback="not known">
                    {(wh) => asText(wattHours(wh()))}
                  </Show>
                </td>
              </tr>
            </tbody>
          </table>
        )}
      </Show>
      <For each={explain(interval(), props.unit, props.timeZone)}>
        {(sentence) => <p class="text-sm text-muted">{sentence}</p>}
      </For>
    </section>
  );
}

function ReadingRow(props: { at: string; wh: string; timeZone: string }): JSX.Element {
  return (
    <tr class="border-t border-line">
      <th class="py-1 pr-3 text-left font-normal">{dateTimeWithZone(props.at, props.timeZone)}</th>
      <td class="py-1 text-right whitespace-nowrap">{asText(wattHours(props.wh))}</td>
    </tr>
  );
}
