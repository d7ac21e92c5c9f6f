import { applyAccent, setAppName, type QueryState, useGraph, useQuery } from '@hashyard/ui';
import { type Accessor, createContext, createEffect, type JSX, on, useContext } from 'solid-js';
import { graphql } from '../../gql';
import type { ViewerQuery } from '../../gql/graphql';

const ViewerDocument = graphql(`
  query Viewer {
    viewer {
      kind
      name
      role
      readOnly
      permissions
      organization {
        id
        name
        timeZone
        branding {
          ...Face
        }
      }
      customer {
        id
        name
        companyName
        currency
      }
      user {
        id
        email
        secondFactor
      }
      memberships {
        ...MembershipChoice
      }
    }
  }
`);

export type Viewer = NonNullable<ViewerQuery['viewer']>;

type ViewerState = {
  /** Undefined while it isn't known, null when nobody is signed in. */
  readonly viewer: Accessor<Viewer | null | undefined>;
  readonly query: QueryState<ViewerQuery>;
  /** After signing in or out: forgets what the former viewer saw and asks who it is now. */
  renew(): void;
};

const ViewerContext = createContext<ViewerState>();

/** Knows who is signed in and draws the app in the operator's colours. `ended` grows when the API says that a session is over. */
export function ViewerProvider(props: { ended: Accessor<number>; children: JSX.Element }): JSX.Element {
  const graph = useGraph();
  const query = useQuery(ViewerDocument);
  const state: ViewerState = { viewer: () => query.data?.viewer, query, renew: () => graph.reset() };
  createEffect(
    on(
      () => props.ended(),
      () => query.refetch(),
      { defer: true },
    ),
  );
  createEffect(() => {
    const branding = state.viewer()?.organization.branding;
    applyAccent(branding?.primaryColor);
    setAppName(branding?.displayName ?? 'Portal');
  });
  return <ViewerContext.Provider value={state}>{props.children}</ViewerContext.Provider>;
}

export function useViewer(): ViewerState {
  const state = useContext(ViewerContext);
  if (!state) throw new Error('useViewer needs a ViewerProvider above it');
  return state;
}

/** The signed-in viewer; only below `Frame`, which lets nobody else in. */
export function useCustomer(): Accessor<Viewer> {
  const { viewer } = useViewer();
  return () => {
    const known = viewer();
    if (!known) throw new Error('No viewer: this belongs below Frame');
    return known;
  };
}
