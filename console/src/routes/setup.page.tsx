import { useGraph, useTitle } from '@hashyard/ui';
import { useNavigate } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { Door, linkToken } from '../features/session/door.tsx';
import { SetupForm } from '../features/setup/setup-form.tsx';

/** The first visit to an empty installation, by the link that its start printed. */
export function SetupPage(): JSX.Element {
  const graph = useGraph();
  const navigate = useNavigate();
  const token = linkToken();
  const enter = () => {
    graph.reset();
    navigate('/', { replace: true });
  };
  return (
    <Show
      when={token}
      fallback={
        <Door
          title="This link is incomplete"
          note="Copy the whole link that the start printed, with all behind its #."
        />
      }
    >
      <SetupMain>
        <SetupForm token={token} onDone={enter} />
      </SetupMain>
    </Show>
  );
}

function SetupMain(props: { children: JSX.Element }): JSX.Element {
  useTitle(() => 'Set up Hashyard');
  return (
    <main class="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-10">
      <div>
        <h1 class="text-2xl">Set up Hashyard</h1>
        <p class="text-muted">Organization and site can be changed later.</p>
      </div>
      {props.children}
    </main>
  );
}
