import { Card, SessionList, useMutation, useQuery } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';

const sessionsDocument = graphql(`
  query Sessions($of: ID) {
    sessions(membershipId: $of) {
      id
      createdAt
      lastUsedAt
      userAgent
      address
      current
      viewing {
        id
        name
      }
    }
  }
`);

const endSessionDocument = graphql(`
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input) {
      __typename
      ... on Removed {
        id
      }
      ...RefusalFields
    }
  }
`);

/** Where a person is signed in: the one named, or oneself. */
export function Sessions(props: { membershipId?: string }): JSX.Element {
  const query = useQuery(sessionsDocument, () => ({ of: props.membershipId }));
  const end = useMutation(endSessionDocument);
  return <SessionList query={query} end={(sessionId) => end.run({ input: { sessionId } })} />;
}

export function OwnSessions(): JSX.Element {
  return (
    <Card title="Where you are signed in" class="max-w-4xl">
      <Sessions />
    </Card>
  );
}
