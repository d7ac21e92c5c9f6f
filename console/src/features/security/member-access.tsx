import { PersonAccess, useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { TeamMemberFragment } from '../../gql/graphql.ts';
import { useSession } from '../session/session.tsx';
import { Sessions } from './sessions.tsx';

const resetSecondFactorDocument = graphql(`
  mutation ResetSecondFactor($input: ResetSecondFactorInput!) {
    resetSecondFactor(input: $input) {
      __typename
      ... on Membership {
        id
      }
      ...RefusalFields
    }
  }
`);

/** The sessions and the second factor of somebody whom the viewer manages. */
export function MemberAccess(props: { member: TeamMemberFragment; onChanged: () => void }): JSX.Element {
  const session = useSession();
  const reset = useMutation(resetSecondFactorDocument);
  const isOneself = () => props.member.user.id === session.viewer.user?.id;
  return (
    <PersonAccess
      name={props.member.user.name}
      secondFactor={props.member.user.secondFactor}
      sessions={() => <Sessions membershipId={props.member.id} />}
      reset={isOneself() ? null : () => reset.run({ input: { membershipId: props.member.id } })}
      button={{ look: 'quiet', class: 'min-h-6! py-0' }}
      onChanged={props.onChanged}
    />
  );
}
