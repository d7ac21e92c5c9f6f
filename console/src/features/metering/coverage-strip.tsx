import { qualityTexture } from '@hashyard/ui';
import { For, type JSX } from 'solid-js';
import { type CoverageSeconds, coverageParts, coverageWords } from './coverage.view.ts';

type Day = CoverageSeconds & { readonly from: string };

/** Days side by side, each filled by what is known of it: by texture, and in words for who doesn't see it. */
export function CoverageStrip(props: { days: readonly Day[] }): JSX.Element {
  return (
    <span class="flex h-5 w-full gap-px" role="img" aria-label={stripWords(props.days)}>
      <For each={props.days}>
        {(day) => (
          <span
            class="flex min-w-0 flex-1 flex-col-reverse overflow-hidden rounded-xs"
            title={`${day.from.slice(0, 10)}: ${coverageWords(day)}`}
          >
            <For each={coverageParts(day)}>
              {(part) => (
                <span class={`min-h-0.5 ${qualityTexture(part.quality)}`} style={{ flex: `${part.seconds} 1 0` }} />
              )}
            </For>
          </span>
        )}
      </For>
    </span>
  );
}

const stripWords = (days: readonly Day[]): string =>
  days
    .filter((day) => coverageParts(day).length > 1 || day.measuredSeconds === 0)
    .map((day) => `${day.from.slice(0, 10)}: ${coverageWords(day)}`)
    .join('; ') || 'All measured';
