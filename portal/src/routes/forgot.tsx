import { useSearchParams } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { useFace } from '../features/viewer/face.ts';
import { ForgotPassword } from '../features/viewer/forgot-password.tsx';

export default function ForgotPage(): JSX.Element {
  const [params] = useSearchParams<{ portal?: string }>();
  const face = useFace(() => params.portal);
  return <ForgotPassword portalSlug={params.portal} face={face()} />;
}
