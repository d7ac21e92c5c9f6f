import { type JSX, Match, Show, Switch } from 'solid-js';
import { percent } from '../format/number.ts';

const bands = {
  close: { word: 'close', class: 'text-ok', meaning: 'Under 5 % from what the meters counted' },
  off: { word: 'off', class: 'text-warn', meaning: 'From 5 % to under 20 % from what the meters counted' },
  far: { word: 'far off', class: 'text-bad', meaning: '20 % or more from what the meters counted' },
} as const;
export type VarianceBand = keyof typeof bands;

/** Which band a difference in percent falls into, whichever way it goes. */
export function varianceBand(value: string): VarianceBand {
  const size = Math.abs(Number(value));
  if (size < 5) return 'close';
  return size < 20 ? 'off' : 'far';
}

/** How far energy is from what meters counted: shape, word and colour, never colour alone. */
export function VarianceMark(props: { percent: string }): JSX.Element {
  const band = () => varianceBand(props.percent);
  return (
    <span
      class={`inline-flex items-center gap-1.5 whitespace-nowrap ${bands[band()].class}`}
      title={bands[band()].meaning}
    >
      <svg width="12" height="12" viewBox="0 0 12 12" class="shrink-0" aria-hidden="true" fill="currentColor">
        <Switch>
          <Match when={band() === 'close'}>
            <circle cx="6" cy="6" r="4.5" />
          </Match>
          <Match when={band() === 'off'}>
            <path d="M6 1 11.5 10.5H0.5z" />
          </Match>
          <Match when={band() === 'far'}>
            <path d="M3.5 0.5h5l3 3v5l-3 3h-5l-3-3v-5z" />
          </Match>
        </Switch>
      </svg>
      <span class="tabular-nums">
        <Show when={Number(props.percent) > 0}>+</Show>
        {percent(props.percent)} {bands[band()].word}
      </span>
    </span>
  );
}
