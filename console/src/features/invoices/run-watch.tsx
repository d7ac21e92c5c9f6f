import { month, useLive } from '@hashyard/ui';
import { A } from '@solidjs/router';
import { createContext, createSignal, type JSX, Show, useContext } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type { RunProgressFragment } from '../../gql/graphql.ts';
import { runIsOver, runSummary } from './run.view.ts';

export const runProgress = graphql(`
  fragment RunProgress on BillingRun {
    id
    period
    state
    autoSend
    skipExisting
    startedBy
    createdAt
    finishedAt
    progress {
      done
      total
      counts {
        outcome
        count
      }
    }
  }
`);

const billingRunProgressDocument = graphql(`
  subscription BillingRunProgress($id: ID!) {
    billingRunProgress(id: $id) {
      ...RunProgress
    }
  }
`);

/** A run's progress as it goes. Null waits. */
export function useRunProgress(id: () => string | null) {
  return useLive(
    billingRunProgressDocument,
    () => {
      const wanted = id();
      return wanted === null ? null : { id: wanted };
    },
    (_, message): RunProgressFragment => message.billingRunProgress,
  );
}

type Watch = { watch(id: string): void; readonly run: RunProgressFragment | undefined; dismiss(): void };
const WatchContext = createContext<Watch>();

/** Keeps an eye on the run that was started here, whichever page one goes to. A tab that is reloaded goes on watching. */
const KEY = 'watched-run';

export function RunWatch(props: { children: JSX.Element }): JSX.Element {
  const [id, setId] = createSignal<string | null>(sessionStorage.getItem(KEY));
  const live = useRunProgress(id);
  const value: Watch = {
    watch(next) {
      sessionStorage.setItem(KEY, next);
      setId(next);
    },
    get run() {
      return live.data;
    },
    dismiss() {
      sessionStorage.removeItem(KEY);
      setId(null);
    },
  };
  return <WatchContext.Provider value={value}>{props.children}</WatchContext.Provider>;
}

export function useRunWatch(): Watch {
  const watch = useContext(WatchContext);
  if (!watch) throw new Error('useRunWatch needs RunWatch above it');
  return watch;
}

/** In the header: how far the watched run is, and what it has come to until somebody has looked. */
export function RunChip(): JSX.Element {
  const watch = useRunWatch();
  return (
    <Show when={watch.run}>
      {(run) => (
        <A
          href={`/invoices/runs/${run().id}`}
          class={`mr-1 whitespace-nowrap rounded-full border px-3 py-1 text-sm hover:bg-hover ${runIsOver(run().state) ? 'border-ok/50' : 'border-accent/50'}`}
        >
          <span class="max-sm:sr-only">{month(run().period)}: </span>
          {runSummary(run())}
        </A>
      )}
    </Show>
  );
}
