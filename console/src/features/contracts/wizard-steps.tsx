import { Steps } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import type { ContractType } from '../../gql/graphql.ts';

/** Hash streams have no equipment, and so no second step. */
const steps: Record<ContractType, readonly string[]> = {
  HOSTED: ['Contract details', 'Assign equipment'],
  LEASE: ['Contract details', 'Assign equipment'],
  INFINITY: ['Contract details'],
  OM: ['Contract details', 'Assign sites'],
};

export function WizardSteps(props: { type: ContractType; current: 0 | 1; onBack?: () => void }): JSX.Element {
  return <Steps steps={steps[props.type]} current={props.current} onGo={props.onBack} />;
}
