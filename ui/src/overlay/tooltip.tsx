import { Tooltip as Base } from '@kobalte/core/tooltip';
import type { JSX } from 'solid-js';

/** More about a thing on hover or focus. Nothing that is needed stands only here. */
export function Tooltip(props: { text: JSX.Element; children: JSX.Element; class?: string }): JSX.Element {
  return (
    <Base gutter={6} openDelay={300}>
      <Base.Trigger as="span" tabIndex={0} class={`rounded-sm ${props.class ?? ''}`}>
        {props.children}
      </Base.Trigger>
      <Base.Portal>
        <Base.Content class="z-50 max-w-72 rounded bg-text px-2 py-1 text-xs text-bg shadow-float">
          {props.text}
        </Base.Content>
      </Base.Portal>
    </Base>
  );
}
