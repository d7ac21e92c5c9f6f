import { createSignal, For, type JSX, Show } from 'solid-js';
import { Button } from '../controls/button.tsx';
import { Asked } from '../feedback/asked.tsx';
import { Badge } from '../feedback/badge.tsx';
import { When } from '../feedback/live-mark.tsx';
import { SkeletonLines } from '../feedback/states.tsx';
import { type Answer, whyNot } from '../form/form.ts';
import { FormMessage } from '../form/form-message.tsx';
import type { QueryState } from '../graphql/query.ts';
import { toast } from '../overlay/toast.tsx';
import { deviceOf } from './user-agent.ts';

export type OpenSession = {
  readonly id: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string | null;
  readonly userAgent?: string | null;
  readonly address?: string | null;
  readonly current: boolean;
  /** As whom somebody looks by it. */
  readonly viewing?: { readonly name: string } | null;
};

/** Where somebody is signed in. Each but the one that asks can be ended. */
export function SessionList(props: {
  query: Pick<QueryState<{ readonly sessions: readonly OpenSession[] }>, 'data' | 'error' | 'refetch'>;
  end: (sessionId: string) => Promise<Answer<unknown>>;
}): JSX.Element {
  const [ending, setEnding] = createSignal<string>();
  const [refused, setRefused] = createSignal<string>();
  const end = async (session: OpenSession) => {
    setEnding(session.id);
    const answer = await props.end(session.id);
    setEnding(undefined);
    if (!answer.ok) return void setRefused(whyNot(answer));
    setRefused(undefined);
    toast(`${deviceOf(session.userAgent)} is signed out`);
    props.query.refetch();
  };
  return (
    <Asked
      query={props.query}
      of={(data) => data.sessions}
      skeleton={<SkeletonLines lines={3} />}
      none={<p class="text-muted">Signed in nowhere.</p>}
    >
      {(sessions) => (
        <>
          <FormMessage text={refused()} />
          <ul class="flex flex-col" aria-label="Sessions">
            <For each={sessions()}>
              {(session) => (
                <li class="flex min-h-11 flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-2 last:border-0">
                  <span class="flex min-w-0 flex-col">
                    <span class="flex flex-wrap items-center gap-2 font-medium" title={session.userAgent ?? undefined}>
                      {deviceOf(session.userAgent)}
                      <Show when={session.current}>
                        <Badge tone="ok">This one</Badge>
                      </Show>
                      <Show when={session.viewing}>{(whom) => <Badge tone="warn">Viewing {whom().name}</Badge>}</Show>
                    </span>
                    <span class="text-sm text-muted">
                      {session.address ?? 'unknown address'}, used <When at={session.lastUsedAt ?? session.createdAt} />
                      , signed in <When at={session.createdAt} />
                    </span>
                  </span>
                  <Show when={!session.current}>
                    <Button
                      busy={ending() === session.id}
                      aria-label={`Sign out ${deviceOf(session.userAgent)}`}
                      onClick={() => void end(session)}
                    >
                      Sign out
                    </Button>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </>
      )}
    </Asked>
  );
}
