import type { CallProgress, CallReply, Calls } from './calls.ts';

/** The page's end of a worker that serves `C`. */
export type Asker<C extends Calls> = {
  ask<N extends keyof C & string>(
    name: N,
    argument: Parameters<C[N]>[0],
    onProgress?: (progress: CallProgress) => void,
  ): Promise<Awaited<ReturnType<C[N]>>>;
  /** Ends the worker; what it still owes fails. */
  end(): void;
};

type Waiting = {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: (progress: CallProgress) => void;
};

export function askWorker<C extends Calls>(worker: Worker): Asker<C> {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const fail = (message: string) => {
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
  };
  worker.addEventListener('message', ({ data }: MessageEvent<CallReply>) => {
    const call = waiting.get(data.id);
    if (!call) return;
    if (data.kind === 'progress') return call.onProgress?.(data.progress);
    waiting.delete(data.id);
    if (data.kind === 'answer') call.resolve(data.value as never);
    else call.reject(new Error(data.message));
  });
  worker.addEventListener('error', (event) => fail(event.message || 'the worker could not be started'));
  return {
    ask: (name, argument, onProgress) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject, onProgress });
        worker.postMessage({ id: last, name, argument });
      }),
    end() {
      worker.terminate();
      fail('the worker was ended');
    },
  };
}
