import { type JSX, Show } from 'solid-js';
import { IncompleteLink } from '../features/viewer/incomplete-link.tsx';
import { ResetPassword } from '../features/viewer/reset-password.tsx';

/** The one-time link: its token stands in the fragment, which no server ever sees. */
export default function ResetPage(): JSX.Element {
  const token = decodeURIComponent(window.location.hash.slice(1));
  return (
    <Show when={token} fallback={<IncompleteLink mail="the mail" />}>
      <ResetPassword token={token} />
    </Show>
  );
}
