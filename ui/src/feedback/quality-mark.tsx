import { type JSX, Show } from 'solid-js';

/** How energy is known. `CALCULATED`: from a rated power or a hashrate, as the terms say; nothing was metered. */
export const QUALITIES = ['MEASURED', 'ESTIMATED', 'GAP', 'VOID', 'CALCULATED'] as const;
export type Quality = (typeof QUALITIES)[number];

const looks: Record<Quality, { word: string; texture: string; meaning: string }> = {
  MEASURED: { word: 'Measured', texture: 'bg-accent', meaning: 'The difference of two readings' },
  ESTIMATED: {
    word: 'Estimated',
    texture: 'hatched border border-line-strong',
    meaning: 'Put in by a rule where nothing was measured',
  },
  GAP: {
    word: 'Gap',
    texture: 'border border-dashed border-line-strong',
    meaning: 'Nothing is known of it; that is not zero',
  },
  VOID: {
    word: 'Void',
    texture: 'crossed border border-line-strong',
    meaning: 'There are readings, but not to be trusted',
  },
  CALCULATED: { word: 'Calculated', texture: 'dotted border border-accent', meaning: 'From rated power or hashrate' },
};

export const qualityWord = (quality: Quality): string => looks[quality].word;
export const qualityTexture = (quality: Quality): string => looks[quality].texture;

/** A quality by texture and word; never by colour alone. */
export function QualityMark(props: { quality: Quality; shapeOnly?: boolean }): JSX.Element {
  return (
    <span class="inline-flex items-center gap-2 whitespace-nowrap" title={looks[props.quality].meaning}>
      <span class={`size-3 shrink-0 rounded-sm ${looks[props.quality].texture}`} aria-hidden="true" />
      <Show when={!props.shapeOnly} fallback={<span class="sr-only">{looks[props.quality].word}</span>}>
        {looks[props.quality].word}
      </Show>
    </span>
  );
}
