import { batch, createSignal, onCleanup } from 'solid-js';
import { type Asker, askWorker } from '../worker/ask.ts';
import type { CallProgress } from '../worker/calls.ts';
import type { EvidenceCalls } from '../worker/serve-evidence.ts';
import type { Opened, Recomputed, TrailInterval, TrailLine } from './trail.ts';

/** Above it a page offers the command instead of recomputing: unzipped bytes, some 170 metered machines' month. */
export const RECOMPUTE_LIMIT_BYTES = 20_000_000;
/** One text holds 512 MiB; half of it leaves room for what is read from it. */
const OPEN_LIMIT_BYTES = 256_000_000;

type Working = { readonly kind: 'working'; readonly progress: CallProgress | null };
/** `broken`: the worker itself failed, which is this program's fault or the device's. */
export type FileState = { readonly kind: 'closed' } | Working | Opened | { readonly kind: 'broken' };

export type Evidence = {
  /** Of the file, which is fetched when it is first needed. */
  readonly file: FileState;
  /** What the last recomputing came to; undefined until asked. */
  readonly recomputed: Recomputed | undefined;
  readonly recomputing: boolean;
  /** Fetches and opens the file. `large`: also one that is too large to recompute here. */
  open(large?: boolean): Promise<void>;
  recompute(): Promise<void>;
  line(index: number): Promise<TrailLine>;
  intervals(index: number, unit: string, date: string): Promise<readonly TrailInterval[]>;
};

/** A bill's evidence file in a worker of its own, which ends with the page. `url` is that of the gzipped file. */
export function useEvidence(url: () => string, startWorker: () => Worker): Evidence {
  const [file, setFile] = createSignal<FileState>({ kind: 'closed' });
  const [recomputed, setRecomputed] = createSignal<Recomputed>();
  const [recomputing, setRecomputing] = createSignal(false);
  let asker: Asker<EvidenceCalls> | undefined;
  let opening: Promise<void> | undefined;
  onCleanup(() => asker?.end());
  const worker = () => (asker ??= askWorker<EvidenceCalls>(startWorker()));

  const fetchFile = async (limitBytes: number) => {
    setFile({ kind: 'working', progress: null });
    try {
      const opened = await worker().ask('open', { url: url(), limitBytes }, (progress) =>
        setFile({ kind: 'working', progress }),
      );
      setFile(opened);
    } catch {
      setFile({ kind: 'broken' }); // said on the page, with the command as the way out
    } finally {
      opening = undefined;
    }
  };
  const open = (large = false): Promise<void> => {
    if (file().kind === 'open') return Promise.resolve();
    return (opening ??= fetchFile(large ? OPEN_LIMIT_BYTES : RECOMPUTE_LIMIT_BYTES));
  };

  return {
    get file() {
      return file();
    },
    get recomputed() {
      return recomputed();
    },
    get recomputing() {
      return recomputing();
    },
    open,
    async recompute() {
      batch(() => {
        setRecomputed(undefined);
        setRecomputing(true);
      });
      try {
        await open();
        if (file().kind === 'open') setRecomputed(await worker().ask('recompute', null));
      } catch {
        setFile({ kind: 'broken' });
      } finally {
        setRecomputing(false);
      }
    },
    line: (index) => worker().ask('line', index),
    intervals: (index, unit, date) => worker().ask('intervals', { index, unit, date }),
  };
}
