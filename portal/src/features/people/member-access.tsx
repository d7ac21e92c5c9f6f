import { PersonAccess, useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql';
import type { PersonFragment } from '../../gql/graphql';
import { Sessions } from '../security/sessions.tsx';

const ResetSecondFactorDocument = graphql(`
  mutation ResetSecondFactor($input: ResetSecondFactorInput!) {
    resetSecondFactor(input: $input) {
      ... on Membership {
        id
      }
      ...RefusalFields
    }
  }
`);

/** The sessions and the second factor of another person of the account. */
export function MemberAccess(props: { person: PersonFragment; onChanged: () => void }): JSX.Element {
  const reset = useMutation(ResetSecondFactorDocument);
  return (
    <PersonAccess
      name={props.person.user.name}
      secondFactor={props.person.user.secondFactor}
      sessions={() => <Sessions membershipId={props.person.id} />}
      reset={() => reset.run({ input: { membershipId: props.person.id } })}
      onChanged={props.onChanged}
    />
  );
}
