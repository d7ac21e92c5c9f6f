import type { JSX } from 'solid-js';

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad' | 'info' | 'violet';

const tones: Record<Tone, string> = {
  neutral: 'text-muted border-line-strong/50',
  accent: 'text-accent border-accent/50',
  ok: 'text-ok border-ok/50',
  warn: 'text-warn border-warn/50',
  bad: 'text-bad border-bad/50',
  info: 'text-info border-info/50',
  violet: 'text-violet border-violet/50',
};

/** A state in one word. */
export function Badge(props: { tone?: Tone; children: JSX.Element; title?: string }): JSX.Element {
  return (
    <span
      class={`inline-flex items-center rounded-full border px-2 text-xs font-medium whitespace-nowrap ${tones[props.tone ?? 'neutral']}`}
      title={props.title}
    >
      {props.children}
    </span>
  );
}
