import type { CallMessage, CallReply, Calls } from './calls.ts';

/** The worker's end, as much of its global scope as serving needs. */
export type WorkerPort = {
  addEventListener(type: 'message', listener: (event: { data: CallMessage }) => void): void;
  postMessage(reply: CallReply): void;
};

/** Answers each call once. What a call throws goes back as its failure: the page then says it, the worker lives on. */
export function serveCalls(calls: Calls, port: WorkerPort = globalThis as unknown as WorkerPort): void {
  const answer = async ({ id, name, argument }: CallMessage) => {
    try {
      const call = calls[name];
      if (!call) throw new Error(`the worker has no call ${name}`);
      const value = await call(argument as never, (progress) => port.postMessage({ id, kind: 'progress', progress }));
      port.postMessage({ id, kind: 'answer', value });
    } catch (error) {
      port.postMessage({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };
  port.addEventListener('message', ({ data }) => void answer(data));
}
