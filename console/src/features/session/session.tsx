import { type Document, useGraph, useMutation, useQuery } from '@hashyard/ui';
import { createContext, useContext } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { ViewerQuery } from '../../gql/graphql.ts';

const viewerDocument = graphql(`
  query Viewer {
    viewer {
      kind
      name
      role
      permissions
      organization {
        id
        name
        timeZone
        plan
        addOns
        billingSettings {
          currency
          energyRate
          autoSend
          dueDays
          collectionDays
          noticeDays
          maxExtensions
        }
      }
      user {
        id
        email
        name
      }
      memberships {
        ...StaffMembership
      }
    }
  }
`);

/** Reads every refusal of every mutation. Spread it in each mutation's result. */
export const refusalFields = graphql(`
  fragment RefusalFields on Refusal {
    code
    message
    path
    ... on InvalidInput {
      issues {
        code
        message
        path
      }
    }
    ... on Conflict {
      issues {
        code
        message
        path
      }
    }
  }
`);

const signOutDocument = graphql(`
  mutation SignOut {
    signOut(input: {}) {
      __typename
      ... on SignedOut {
        everywhere
      }
      ...RefusalFields
    }
  }
`);

export type Viewer = NonNullable<ViewerQuery['viewer']>;
export type Session = { readonly viewer: Viewer; signOut(): Promise<void> };

const SessionContext = createContext<Session>();
export const SessionProvider = SessionContext.Provider;

/** Who is signed in. Only below the gate, where somebody is. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs the session gate above it');
  return session;
}

/** Null while nobody is signed in. */
export const useViewer = () => useQuery(viewerDocument as Document<ViewerQuery, Record<string, never>>);

/** Ends the session and forgets everything that was loaded with it. */
export function useSignOut(): () => Promise<void> {
  const graph = useGraph();
  const signOut = useMutation(signOutDocument);
  return async () => {
    await signOut.run({});
    graph.reset();
  };
}
