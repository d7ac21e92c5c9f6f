import { useLive } from '@hashyard/ui';
import { A } from '@solidjs/router';
import { createContext, createSignal, type JSX, Show, useContext } from 'solid-js';
import type { CommandProgressFragment } from '../../gql/graphql.ts';
import { actionWords } from './command.view.ts';
import { commandProgressDocument } from './command-documents.ts';

/** A batch as it goes. Null waits. */
export function useCommandProgress(id: () => string | null) {
  return useLive(
    commandProgressDocument,
    () => {
      const wanted = id();
      return wanted === null ? null : { id: wanted };
    },
    (_, message): CommandProgressFragment => message.commandProgress,
  );
}

type Watch = { watch(id: string): void; readonly batch: CommandProgressFragment | undefined; dismiss(): void };
const WatchContext = createContext<Watch>();

/** Keeps an eye on the last command that was given here, whichever page one goes to. A tab that is reloaded goes on watching. */
const KEY = 'watched-command';

export function CommandWatch(props: { children: JSX.Element }): JSX.Element {
  const [id, setId] = createSignal<string | null>(sessionStorage.getItem(KEY));
  const live = useCommandProgress(id);
  const value: Watch = {
    watch(next) {
      sessionStorage.setItem(KEY, next);
      setId(next);
    },
    get batch() {
      return live.data;
    },
    dismiss() {
      sessionStorage.removeItem(KEY);
      setId(null);
    },
  };
  return <WatchContext.Provider value={value}>{props.children}</WatchContext.Provider>;
}

export function useCommandWatch(): Watch {
  const watch = useContext(WatchContext);
  if (!watch) throw new Error('useCommandWatch needs CommandWatch above it');
  return watch;
}

/** In the header: how far the watched command is, until somebody has looked. */
export function CommandChip(): JSX.Element {
  const watch = useCommandWatch();
  return (
    <Show when={watch.batch}>
      {(batch) => (
        <A
          href={`/commands/${batch().id}`}
          class={`mr-1 whitespace-nowrap rounded-full border px-3 py-1 text-sm hover:bg-hover ${batch().progress.done === batch().progress.total ? 'border-ok/50' : 'border-accent/50'}`}
        >
          <span class="max-sm:sr-only">{actionWords[batch().action].noun}: </span>
          {batch().progress.done} of {batch().progress.total}
        </A>
      )}
    </Show>
  );
}
