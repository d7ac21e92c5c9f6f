import { type Api, ApiFailure } from './api.ts';
import { backOffMs, type Clock } from './clock.ts';
import { log } from './log.ts';
import { RECORD } from './operations.ts';
import { toColumns } from './rows.ts';
import type { Parcel, Spool } from './spool.ts';

/** The contract's limit for one batch, over all parts. */
const MAX_ROWS = 10_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
/** How long a batch at which the API itself failed lets others go first. */
const DEFER_MS = 20_000;
/** How soon to look again when all that waits was deferred. */
const LOOK_AGAIN_MS = 5000;

export type Uplink = {
  /** Something is in the spool: send, unless a pause is on. */
  wake(): void;
  /** The API is heard of again: a pause after a failure ends, one that it asked for doesn't. */
  hurry(): void;
  /** No further deliveries; resolves when the one under way has ended. What waits stays on disk. */
  stop(): Promise<void>;
};

export type UplinkOptions = {
  readonly api: Api;
  readonly spool: Spool;
  readonly clock: Clock;
  readonly random: () => number;
};

type Delivery =
  | { readonly kind: 'recorded'; readonly pauseMs: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Sends what the spool holds, one parcel at a time, until the API has acknowledged it. */
export function createUplink({ api, spool, clock, random }: UplinkOptions): Uplink {
  let failures = 0;
  let maxRows = MAX_ROWS;
  /** Batches of a parcel that was refused, or at which the API failed, as a whole: each is sent alone, to find the one at fault. */
  const suspects = new Set<number>();
  let cancelPause: (() => void) | null = null;
  let cancelLook: (() => void) | null = null;
  let sending: Promise<void> | null = null;
  let stopping = false;
  let again = false;
  let pausedByFailure = false;
  let lastFailed: number | null = null;

  const pause = (ms: number, afterFailure = false) => {
    pausedByFailure = afterFailure;
    cancelPause?.();
    cancelPause = clock.after(ms, () => {
      cancelPause = null;
      wake();
    });
  };
  /** At what waits for its moment; whatever is new doesn't wait for that. */
  const lookAgain = () => {
    cancelLook?.();
    cancelLook = clock.after(LOOK_AGAIN_MS, () => {
      cancelLook = null;
      wake();
    });
  };
  const wake = () => {
    if (stopping || cancelPause) return;
    if (sending) {
      again = true;
      return;
    }
    sending = sendAll().finally(() => {
      sending = null;
      if (again) {
        again = false;
        wake();
      }
    });
  };
  const sendAll = async () => {
    for (let parcel = next(); parcel && !stopping; parcel = next()) {
      try {
        const delivery = await deliver(api, parcel, clock);
        if (failures > 0) log('uplink-restored', { waitingRows: spool.waitingRows });
        failures = 0;
        settle(parcel, delivery);
        if (delivery.kind === 'recorded' && delivery.pauseMs > 0) return pause(delivery.pauseMs);
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error;
        if (error.code === 'NOT_DURABLE') {
          // Shown, but the API's database takes its time: newer readings go on, this parcel comes again later.
          spool.defer(parcel.sequences, error.retryAfterMs ?? DEFER_MS);
          continue;
        }
        failures += 1;
        if (failures === 1) log('uplink-lost', { detail: error.message });
        // The API's own fault may lie in this very batch: then the others must not wait for it.
        if (error.code === 'INTERNAL' || error.code.startsWith('HTTP_5')) stepBack(parcel);
        const backOff = backOffMs(failures, FIRST_RETRY_MS, LONGEST_RETRY_MS, random);
        return pause(Math.max(error.retryAfterMs ?? 0, backOff), error.retryAfterMs === null);
      }
    }
    if (spool.waitingRows > 0 && !stopping) lookAgain();
  };
  const next = () => spool.next(maxRows, suspects.size > 0);
  const stepBack = ({ sequence, sequences }: Parcel) => {
    // Once is the API's bad moment, twice with the same batch may be the batch.
    const repeated = sequence === lastFailed;
    lastFailed = sequence;
    if (!repeated) return;
    if (sequences.length > 1) for (const sequence of sequences) suspects.add(sequence);
    else spool.defer(sequences, DEFER_MS);
  };
  const settle = (parcel: Parcel, delivery: Delivery) => {
    if (delivery.kind === 'recorded') {
      spool.acknowledge(parcel.sequences);
      for (const sequence of parcel.sequences) suspects.delete(sequence);
    } else if (parcel.sequences.length > 1) {
      if (delivery.kind === 'too-large') maxRows = Math.max(100, Math.floor(maxRows / 2));
      else for (const sequence of parcel.sequences) suspects.add(sequence);
    } else {
      const reason = delivery.kind === 'refused' ? delivery.reason : 'too large for the API';
      suspects.delete(parcel.sequence);
      spool.setAside(parcel.sequence, reason);
      log('batch-set-aside', { sequence: parcel.sequence, reason });
    }
  };

  return {
    wake,
    hurry: () => {
      if (!cancelPause || !pausedByFailure) return;
      cancelPause();
      cancelPause = null;
      wake();
    },
    stop: async () => {
      stopping = true;
      cancelPause?.();
      cancelLook?.();
      await sending;
    },
  };
}

/** Throws ApiFailure when it is worth trying again as it is. */
async function deliver(api: Api, { sequence, rows }: Parcel, clock: Clock): Promise<Delivery> {
  const input = { sequence, sentAt: new Date(clock.now()).toISOString(), ...toColumns(rows) };
  try {
    const { recordReadings: result } = await api.execute(RECORD, { input });
    if (result.__typename === 'ReadingsRecorded') {
      if (result.rejects.length > 0) log('rows-rejected', { sequence, rejects: countByCode(result.rejects) });
      return { kind: 'recorded', pauseMs: result.retryAfterMs };
    }
    if (result.__typename === 'InvalidInput') {
      return {
        kind: 'refused',
        reason: [result.message, ...result.issues.map(({ code, path }) => `${code} ${path.join('.')}`)]
          .join('; ')
          .slice(0, 1000),
      };
    }
    // A revoked token, a plan that ended: nothing is wrong with the batch, it waits.
    throw new ApiFailure(result.code, result.message);
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    if (error.code === 'HTTP_413') return { kind: 'too-large' };
    // The API can't read a value of the batch, and never will.
    if (error.code === 'BAD_USER_INPUT') return { kind: 'refused', reason: error.message };
    throw error;
  }
}

/** A rejected row is final; their reasons, not the rows, are worth a line. */
function countByCode(rejects: readonly { readonly part: string; readonly code: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { part, code } of rejects) counts[`${part} ${code}`] = (counts[`${part} ${code}`] ?? 0) + 1;
  return counts;
}
