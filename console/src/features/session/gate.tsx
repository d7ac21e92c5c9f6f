import { Button, Card, ErrorState, SkeletonLines } from '@hashyard/ui';
import { type JSX, Match, Switch } from 'solid-js';
import { SessionProvider, useSignOut, useViewer, type Viewer } from './session.tsx';
import { SignIn } from './sign-in.tsx';

/** Lets staff through, asks everybody else to sign in. */
export function SessionGate(props: { children: JSX.Element }): JSX.Element {
  const viewer = useViewer();
  const signOut = useSignOut();
  const known = (): Viewer | null | undefined => viewer.data?.viewer;
  return (
    <Switch>
      <Match when={viewer.error && known() === undefined && viewer.error}>
        {(fault) => (
          <main class="grid min-h-dvh place-items-center">
            <ErrorState fault={fault()} onRetry={viewer.refetch} />
          </main>
        )}
      </Match>
      <Match when={known() === undefined}>
        <main class="mx-auto mt-24 w-full max-w-sm p-4">
          <SkeletonLines lines={4} />
        </main>
      </Match>
      <Match when={known() === null}>
        <SignIn />
      </Match>
      <Match when={known()?.kind !== 'STAFF'}>
        <main class="grid min-h-dvh place-items-center p-4">
          <Card title="This is the operator’s console" class="max-w-sm">
            <p class="mb-4 text-muted">You are signed in as {known()?.name}, who uses the customer portal.</p>
            <Button icon="leave" onClick={signOut}>
              Sign out
            </Button>
          </Card>
        </main>
      </Match>
      <Match when={known()}>
        {(current) => (
          <SessionProvider
            value={{
              get viewer() {
                return current();
              },
              signOut,
            }}
          >
            {props.children}
          </SessionProvider>
        )}
      </Match>
    </Switch>
  );
}
