import type { JSX } from 'solid-js';
import { ForgotPassword } from '../features/viewer/forgot-password.tsx';

export default function ForgotPage(): JSX.Element {
  return <ForgotPassword />;
}
