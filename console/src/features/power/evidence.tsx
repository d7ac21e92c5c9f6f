import { Badge } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import type { ProfileEvidence as Evidence } from '../../gql/graphql.ts';
import { evidenceOf } from './evidence.view.ts';

/** What a device's profile rests on: whether it may bill. */
export function ProfileEvidence(props: { evidence?: Evidence | null; confirmedAt?: string | null }): JSX.Element {
  const shown = () => evidenceOf(props.evidence, props.confirmedAt);
  return (
    <Badge tone={shown().tone} title={shown().meaning}>
      {shown().word}
    </Badge>
  );
}
