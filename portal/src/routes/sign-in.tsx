import { useNavigate, useSearchParams } from '@solidjs/router';
import { createEffect, type JSX } from 'solid-js';
import { useFace } from '../features/viewer/face.ts';
import { SignIn } from '../features/viewer/sign-in.tsx';
import { useViewer } from '../features/viewer/viewer.tsx';

export default function SignInPage(): JSX.Element {
  const { viewer, renew } = useViewer();
  const navigate = useNavigate();
  const [params] = useSearchParams<{ to?: string; portal?: string }>();
  const face = useFace(() => params.portal);
  createEffect(() => {
    if (viewer()) navigate(ownPath(params.to), { replace: true });
  });
  return <SignIn onSignedIn={renew} portalSlug={params.portal} face={face()} />;
}

/** Only a path of this app is gone to, never another site. */
const ownPath = (to: string | undefined): string => (to?.startsWith('/') && !to.startsWith('//') ? to : '/');
