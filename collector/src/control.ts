import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type Api, ApiFailure } from './api.ts';
import { backOffMs, type Clock } from './clock.ts';
import type { CollectorInstructionsSubscription } from './gql/graphql.ts';
import { log } from './log.ts';
import { INSTRUCTIONS, PLAN, REPORT } from './operations.ts';
import type { Plan } from './plan.ts';
import type { Report } from './report.ts';

const REPORT_EVERY_MS = 60_000;

/** What the API wants done beside the plan. */
export type Instruction = CollectorInstructionsSubscription['collectorCommands'];

/** Codes by which the API says that it will never take this input. */
const FINAL: readonly string[] = ['INVALID_INPUT', 'NOT_FOUND', 'CONFLICT', 'BAD_USER_INPUT'];

export type Control = {
  /** Something is worth a report before the minute is over. */
  tell(): void;
  stop(): void;
};

export type ControlOptions = {
  readonly api: Api;
  readonly url: URL;
  readonly token: string;
  readonly clock: Clock;
  readonly random: () => number;
  /** Revision of the cached plan; null without one. */
  readonly knownRevision: number | null;
  readonly follow: (plan: Plan) => void;
  readonly obey: (instruction: Instruction) => void;
  readonly report: () => Report;
  /** The API has it. */
  readonly reported: (report: Report) => void;
  /** The API was heard of. */
  readonly alive: () => void;
};

/** Keeps the plan current and the API informed: a subscription tells of changes, a look each minute covers what it missed. */
export function createControl(options: ControlOptions): Control {
  const { api, clock, random, follow } = options;
  let revision = options.knownRevision;
  let failures = 0;
  let cancelTick: (() => void) | null = null;
  let working = false;
  let again = false;
  let stopped = false;

  const send = async (): Promise<void> => {
    const report = options.report();
    const { scans = [], commands = [], devices = [], health, ...own } = report;
    try {
      await deliver(api, report);
    } catch (error) {
      // What the API finds wrong in them it would find again: they must not keep the plan away.
      const final = error instanceof ApiFailure && FINAL.includes(error.code);
      if (!final || (scans.length + commands.length + devices.length === 0 && !health)) throw error;
      log('report-refused', { detail: error.message, scans: scans.length, commands, devices: devices.length });
      await deliver(api, own);
    }
    if (!stopped) options.reported(report);
  };
  const refresh = async (): Promise<void> => {
    if (stopped) return;
    // One at a time: what comes meanwhile is answered by one more.
    if (working) {
      again = true;
      return;
    }
    working = true;
    try {
      // The report goes first: it brings the key that the plan's credentials are sealed to.
      await send();
      const { collectorPlan: plan } = await api.execute(PLAN, { knownRevision: revision });
      if (plan && !stopped) {
        revision = plan.revision;
        follow(plan);
        log('plan', { revision, devices: plan.devices.length });
        await send();
      }
      failures = 0;
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      failures += 1;
      if (failures === 1) log('api-away', { detail: error.message });
    } finally {
      working = false;
    }
    if (stopped) return;
    cancelTick?.();
    cancelTick = clock.after(
      again ? 0 : failures === 0 ? REPORT_EVERY_MS : backOffMs(failures, 1000, REPORT_EVERY_MS, random),
      () => void refresh(),
    );
    again = false;
  };

  const socket = connectSocket(options);
  let unsubscribe = () => {};
  let cancelSubscribe: (() => void) | null = null;
  let ends = 0;
  const subscribe = () => {
    const again = () => {
      ends += 1;
      if (!stopped) cancelSubscribe = clock.after(backOffMs(ends, 1000, 60_000, random), subscribe);
    };
    unsubscribe = socket.subscribe<CollectorInstructionsSubscription>(
      { query: INSTRUCTIONS.toString() },
      {
        next: ({ data }) => {
          ends = 0;
          options.alive();
          if (!data) return;
          options.obey(data.collectorCommands);
          if (data.collectorCommands.planRevision !== revision) void refresh();
        },
        // The client gives up by itself on some close codes, and the API ends a subscription whose viewer lost its right: both may pass.
        error: (error) => {
          if (ends === 0)
            log('subscription-ended', { detail: error instanceof Error ? error.message : JSON.stringify(error) });
          again();
        },
        complete: again,
      },
    );
  };
  subscribe();
  void refresh();

  return {
    // While the API is away, the pauses between looks stay as they are.
    tell: () => {
      if (failures === 0) void refresh();
    },
    stop: () => {
      stopped = true;
      cancelTick?.();
      cancelSubscribe?.();
      unsubscribe();
      // It rejects when it was just trying to connect, which is all the same now.
      Promise.resolve(socket.dispose()).catch(() => {});
    },
  };
}

async function deliver(api: Api, input: Report): Promise<void> {
  const { reportCollector: result } = await api.execute(REPORT, { input });
  if (result.__typename !== 'Collector') throw new ApiFailure(result.code, result.message);
}

function connectSocket({ url, token, clock, random }: ControlOptions): Client {
  const address = new URL(url);
  address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return createClient({
    url: address.href,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: Number.POSITIVE_INFINITY,
    // A refused token is tried again too: the minute's look says so in the log, and a new one needs a restart.
    shouldRetry: () => true,
    retryWait: (retries) =>
      new Promise((resolve) => void clock.after(backOffMs(retries + 1, 500, 5000, random), () => resolve())),
    keepAlive: 15_000,
  });
}
