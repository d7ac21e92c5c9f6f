import { count } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { type RackPattern, slotSample } from './racks-form.view.ts';

/** So many are drawn; the others are counted. */
const DRAWN_RACKS = 6;
const DRAWN_CELLS = 240;

export function RackPreview(props: { pattern: RackPattern }): JSX.Element {
  const slots = () => props.pattern.rows * props.pattern.columns;
  const shown = () => props.pattern.names.slice(0, DRAWN_RACKS);
  const last = () => props.pattern.names.at(-1);
  return (
    <div class="flex flex-col gap-3" aria-live="polite">
      <p>
        {count(props.pattern.names.length, 'rack')} of {props.pattern.rows} × {props.pattern.columns}:{' '}
        <strong>{count(props.pattern.names.length * slots(), 'slot')}</strong>
        <Show when={props.pattern.names.length > 1}>
          , {props.pattern.names[0]} to {last()}
        </Show>
        , slots {slotSample(props.pattern).join(' to ')}
      </p>
      <ul class="flex flex-wrap gap-4">
        <For each={shown()}>
          {(name) => (
            <li class="flex flex-col gap-1">
              <span class="text-sm font-medium">{name}</span>
              <Show when={slots() <= DRAWN_CELLS} fallback={<span class="text-sm text-muted">{slots()} slots</span>}>
                <span
                  aria-hidden="true"
                  class="grid gap-0.5"
                  style={{ 'grid-template-columns': `repeat(${props.pattern.columns}, 0.625rem)` }}
                >
                  <For each={Array.from({ length: slots() })}>
                    {() => <span class="size-2.5 rounded-[2px] border border-line-strong/60 bg-sunken" />}
                  </For>
                </span>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.pattern.names.length > DRAWN_RACKS}>
        <p class="text-sm text-muted">
          and {count(props.pattern.names.length - DRAWN_RACKS, 'more rack', 'more racks')}
        </p>
      </Show>
    </div>
  );
}
