/** How far a long call is; `total` null: nobody knows yet. */
export type CallProgress = { readonly step: string; readonly done: number; readonly total: number | null };

/** What a worker can be asked: functions of one value. */
export type Calls = Record<string, (argument: never, report: (progress: CallProgress) => void) => unknown>;

/** What goes over to the worker, and what comes back, any number of reports and one answer for each call. */
export type CallMessage = { readonly id: number; readonly name: string; readonly argument: unknown };
export type CallReply =
  | { readonly id: number; readonly kind: 'progress'; readonly progress: CallProgress }
  | { readonly id: number; readonly kind: 'answer'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };
