import { useNavigate } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { AcceptInvite } from '../features/viewer/accept-invite.tsx';
import { Door } from '../features/viewer/door.tsx';
import { useViewer } from '../features/viewer/viewer.tsx';

/** The one-time link: its token stands in the fragment, which no server ever sees. */
export default function InvitePage(): JSX.Element {
  const { renew } = useViewer();
  const navigate = useNavigate();
  const token = decodeURIComponent(window.location.hash.slice(1));
  return (
    <Show
      when={token}
      fallback={
        <Door
          title="This link is incomplete"
          note="Open the link from the invitation mail once more, or ask for a new one."
        >
          <a href="/portal/" class="text-accent hover:underline">
            Go to the sign-in
          </a>
        </Door>
      }
    >
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
