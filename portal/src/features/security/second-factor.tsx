import { SecondFactorCard, useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql';

const StartSecondFactorDocument = graphql(`
  mutation StartSecondFactor($input: StartSecondFactorInput!) {
    startSecondFactor(input: $input) {
      ... on SecondFactorStarted {
        secret
        otpauthUrl
      }
      ...RefusalFields
    }
  }
`);

const ConfirmSecondFactorDocument = graphql(`
  mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {
    confirmSecondFactor(input: $input) {
      ... on SecondFactorConfirmed {
        recoveryCodes
      }
      ...RefusalFields
    }
  }
`);

const RemoveSecondFactorDocument = graphql(`
  mutation RemoveSecondFactor($input: RemoveSecondFactorInput!) {
    removeSecondFactor(input: $input) {
      ... on User {
        id
        secondFactor
      }
      ...RefusalFields
    }
  }
`);

/** One's own second factor. */
export function SecondFactor(props: { isOn: boolean; onChanged: () => void }): JSX.Element {
  const start = useMutation(StartSecondFactorDocument);
  const confirm = useMutation(ConfirmSecondFactorDocument);
  const remove = useMutation(RemoveSecondFactorDocument);
  return (
    <SecondFactorCard
      isOn={props.isOn}
      onChanged={props.onChanged}
      steps={{
        start: (input) => start.run({ input }),
        confirm: (input) => confirm.run({ input }),
        remove: (input) => remove.run({ input }),
      }}
    />
  );
}
