import { useNavigate } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { AcceptInvite } from '../features/viewer/accept-invite.tsx';
import { IncompleteLink } from '../features/viewer/incomplete-link.tsx';
import { useViewer } from '../features/viewer/viewer.tsx';

/** The one-time link: its token stands in the fragment, which no server ever sees. */
export default function InvitePage(): JSX.Element {
  const { renew } = useViewer();
  const navigate = useNavigate();
  const token = decodeURIComponent(window.location.hash.slice(1));
  return (
    <Show when={token} fallback={<IncompleteLink mail="the invitation mail" />}>
      <AcceptInvite
        token={token}
        onSignedIn={() => {
          renew();
          navigate('/', { replace: true });
        }}
      />
    </Show>
  );
}
