import type { JSX } from 'solid-js';
import { Door } from './door.tsx';

/** A link that lost its token on the way, as some mail programs cut it. */
export function IncompleteLink(props: { mail: string }): JSX.Element {
  return (
    <Door title="This link is incomplete" note={`Open the link from ${props.mail} once more, or ask for a new one.`}>
      <a href="/portal/" class="text-accent hover:underline">
        Go to the sign-in
      </a>
    </Door>
  );
}
