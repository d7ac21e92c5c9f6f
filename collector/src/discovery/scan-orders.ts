import type { Clock } from '../clock.ts';
import { log } from '../log.ts';
import type { Networks } from '../networks.ts';
import type { Ports } from '../ports.ts';
import type { ScanReport } from '../report.ts';
import { type FoundDevice, type Identify, USUAL_PORTS } from './identify.ts';
import { scan } from './scan.ts';
import { scanRange } from './scan-range.ts';

/** As the API gives it. */
export type ScanOrder = {
  readonly id: string;
  readonly networks: readonly string[];
  readonly ports: readonly number[];
};

export type ScanOrders = {
  /** Takes new orders; those known already are under way, or done. */
  follow(orders: readonly ScanOrder[]): void;
  /** What is new since the last report. */
  reports(): ScanReport[];
  /** The API has these. */
  reported(reports: readonly ScanReport[]): void;
  stop(): void;
};

/** How often progress is told. */
const TELL_EVERY_MS = 2000;
const MOST_FOUND_PER_REPORT = 500;

type State = { readonly id: string; done: number; total: number; found: FoundDevice[]; ended: boolean; told: string };

/** Those that were ordered, all of them or none; where none are named, of the usual ones those that we may reach. */
function portsWithin(ordered: readonly number[], allowed: Ports): readonly number[] {
  const outside = ordered.filter((port) => !allowed.allows(port));
  if (outside.length > 0) throw new Error(`ports ${outside.join(', ')} are outside ${allowed.text}`);
  return ordered.length > 0 ? ordered : USUAL_PORTS.filter(allowed.allows);
}

/** Executes the API's scan orders one after the other, and never outside our own networks. `tell` asks for a report soon. */
export function createScanOrders(options: {
  readonly networks: Networks;
  readonly allowed: Ports;
  readonly identify: Identify;
  readonly clock: Clock;
  readonly tell: () => void;
}): ScanOrders {
  const { networks, allowed, identify, clock, tell } = options;
  const known = new Set<string>();
  const states = new Map<string, State>();
  const stopping = new AbortController();
  let working: Promise<void> = Promise.resolve();
  let cancelTell: (() => void) | null = null;

  const tellSoon = () => {
    cancelTell ??= clock.after(TELL_EVERY_MS, () => {
      cancelTell = null;
      tell();
    });
  };
  const execute = async (order: ScanOrder, state: State) => {
    try {
      const range = scanRange(order.networks, networks.cidrs);
      state.total = range.total;
      log('scan', { id: order.id, networks: order.networks, addresses: range.total });
      await scan({
        range,
        ports: portsWithin(order.ports, allowed),
        identify,
        signal: stopping.signal,
        onFound: (device) => state.found.push(device),
        onProgress: ({ done }) => {
          state.done = done;
          tellSoon();
        },
      });
    } catch (error) {
      // The API ends a scan whose addresses are all done: none of none would be one that has yet to begin.
      state.done = state.total = 1;
      log('scan-refused', { id: order.id, detail: error instanceof Error ? error.message : String(error) });
    }
    if (stopping.signal.aborted) return;
    state.ended = true;
    tell();
  };

  return {
    follow: (orders) => {
      for (const order of orders) {
        if (known.has(order.id)) continue;
        known.add(order.id);
        const state: State = { id: order.id, done: 0, total: 0, found: [], ended: false, told: '' };
        states.set(order.id, state);
        working = working.then(() => execute(order, state));
      }
    },
    reports: () =>
      [...states.values()]
        .map(({ id, done, total, found, ended }) => {
          const part = found.slice(0, MOST_FOUND_PER_REPORT);
          // The last address is told with the last devices: the API ends the scan by it.
          const all = part.length === found.length && ended;
          return { scanId: id, done: all ? done : Math.min(done, Math.max(0, total - 1)), total, found: part };
        })
        .filter((report) => {
          const state = states.get(report.scanId);
          return state?.ended || report.found.length > 0 || state?.told !== `${report.done}/${report.total}`;
        }),
    reported: (reports) => {
      for (const { scanId, done, total, found } of reports) {
        const state = states.get(scanId);
        if (!state) continue;
        state.found.splice(0, found.length);
        state.told = `${done}/${total}`;
        if (state.ended && done === state.done && state.found.length === 0) states.delete(scanId);
        else if (state.found.length > 0) tellSoon();
      }
    },
    stop: () => {
      stopping.abort();
      cancelTell?.();
    },
  };
}
