import { Steps } from '@hashyard/ui';
import type { JSX } from 'solid-js';

export function WizardSteps(props: { current: 0 | 1; onBack?: () => void }): JSX.Element {
  return <Steps steps={['Contract details', 'Assign equipment']} current={props.current} onGo={props.onBack} />;
}
