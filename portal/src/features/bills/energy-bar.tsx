import { asText, energy } from '@hashyard/ui';
import { type JSX, Show } from 'solid-js';
import { energyParts } from './bill.view.ts';

/** Measured and estimated energy side by side: solid and hatched, each with its word. */
export function EnergyBar(props: { energyKwh: string; estimatedKwh: string; on: 'bill' | 'screen' }): JSX.Element {
  const parts = () => energyParts(props.energyKwh, props.estimatedKwh);
  const estimated = () => parts().estimatedShare * 100;
  return (
    <div class="flex flex-col gap-1.5">
      <div class="flex h-2.5 gap-px overflow-hidden rounded-full" aria-hidden="true">
        <span class="bg-accent" style={{ width: `${100 - estimated()}%` }} />
        <Show when={estimated() > 0}>
          <span class="hatched border border-line-strong" style={{ width: `${Math.max(2, estimated())}%` }} />
        </Show>
      </div>
      <div class="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <span class="flex items-center gap-2">
          <span class="size-2.5 rounded-sm bg-accent" aria-hidden="true" />
          measured {asText(energy(parts().measuredKwh, props.on))}
        </span>
        <span class="flex items-center gap-2">
          <span class="hatched size-2.5 rounded-sm border border-line-strong" aria-hidden="true" />
          estimated {asText(energy(parts().estimatedKwh, props.on))}
        </span>
      </div>
    </div>
  );
}
