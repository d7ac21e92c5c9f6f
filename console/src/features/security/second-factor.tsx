import { SecondFactorCard, useMutation } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';

const startDocument = graphql(`
  mutation StartSecondFactor($input: StartSecondFactorInput!) {
    startSecondFactor(input: $input) {
      __typename
      ... on SecondFactorStarted {
        secret
        otpauthUrl
      }
      ...RefusalFields
    }
  }
`);

const confirmDocument = graphql(`
  mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {
    confirmSecondFactor(input: $input) {
      __typename
      ... on SecondFactorConfirmed {
        recoveryCodes
      }
      ...RefusalFields
    }
  }
`);

const removeDocument = graphql(`
  mutation RemoveSecondFactor($input: RemoveSecondFactorInput!) {
    removeSecondFactor(input: $input) {
      __typename
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
  const start = useMutation(startDocument);
  const confirm = useMutation(confirmDocument);
  const remove = useMutation(removeDocument);
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
