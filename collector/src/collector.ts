import { chmodSync, mkdirSync } from 'node:fs';
import packageJson from '../package.json' with { type: 'json' };
import { createApi } from './api.ts';
import { systemClock, watchClock } from './clock.ts';
import { CommandLog } from './commands/command-log.ts';
import { createExecutor } from './commands/executor.ts';
import { createControl } from './control.ts';
import { createFactBook, type DeviceFacts } from './device-facts.ts';
import { createIdentify } from './discovery/identify.ts';
import { createPace } from './discovery/pace.ts';
import { createScanOrders } from './discovery/scan-orders.ts';
import type { Env } from './env.ts';
import { createGather } from './gather.ts';
import { createHealth } from './health.ts';
import { log } from './log.ts';
import { Metrics, serveMetrics } from './metrics.ts';
import { NetworkPace, networkOf } from './network-pace.ts';
import { loadPlan, type Plan, type PlannedDevice, savePlan, sortDevices } from './plan.ts';
import { createPoller } from './poller.ts';
import { placeOf } from './readers.ts';
import type { CommandReport, Report, ScanReport } from './report.ts';
import { createSchedule } from './schedule.ts';
import { loadSealingKey } from './sealing.ts';
import { Spool } from './spool.ts';
import { Turns } from './turns.ts';
import { createUplink } from './uplink.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
/** Between two steps of thinning the spool, and to the next look when there is nothing to thin. */
const THIN_STEP_MS = 100;
const THIN_LOOK_MS = 60_000;
/** At a stop, polls under way get this long; what they would have said is asked again after the start. */
const STOP_MS = 1500;

export type Collector = { stop(): Promise<void> };

/** Puts the parts together: schedule -> poller -> gather -> spool -> uplink, with the plan from above. */
export async function startCollector(env: Env): Promise<Collector> {
  const clock = systemClock;
  const random = Math.random;
  mkdirSync(env.home, { recursive: true, mode: 0o700 });
  chmodSync(env.home, 0o700);
  process.umask(0o077);

  const sealingKey = loadSealingKey(env.home);
  const health = createHealth(clock, env.spoolMaxBytes);
  const spool = new Spool({
    home: env.home,
    clock,
    maxBytes: env.spoolMaxBytes,
    maxAgeMs: env.spoolMaxDays * DAY_MS,
    gaveUp: health.gaveUp,
  });
  const api = createApi(env.api, env.token);
  const uplink = createUplink({ api, spool, clock, random });
  const gather = createGather(clock, spool, uplink.wake, health);
  const metrics = new Metrics();
  const turns = new Turns();
  const facts = createFactBook(() => control.tell());
  const poller = createPoller({ clock, sealingKey, turns, deliver: gather.add, told: facts.take, metrics });
  const networkPace = new NetworkPace(env.networkRate);
  const schedule = createSchedule({
    clock,
    random,
    poll: poller.poll,
    concurrency: env.concurrency,
    pace: (network, now) => networkPace.take(network, now),
    lag: (ms) => metrics.countLag(ms),
  });
  const commandLog = new CommandLog(env.home, clock);
  const executor = createExecutor({
    key: env.commandKey,
    commandLog,
    sealingKey,
    turns,
    clock,
    tell: () => control.tell(),
    changed: schedule.soon,
  });
  const metricsServer = env.metricsPort === null ? null : await serveMetrics(env.metricsPort, metrics, spool);

  let refused: readonly string[] = [];
  const follow = (plan: Plan) => {
    const sorted = sortDevices(plan, env.networks, env.ports);
    refused = sorted.refused;
    if (refused.length > 0) {
      log('addresses-refused', {
        count: refused.length,
        first: refused.slice(0, 5),
        allowed: env.networks.cidrs,
        ports: env.ports.text,
      });
    }
    poller.follow(sorted.reachable);
    facts.follow(sorted.reachable.map(({ device }) => device.id));
    executor.follow(sorted.reachable);
    schedule.follow(
      // A plan of zero seconds would be an endless loop here.
      {
        pollEverySeconds: Math.max(1, plan.pollEverySeconds),
        registerEverySeconds: Math.max(1, plan.registerEverySeconds),
      },
      sorted.reachable.map(({ device, address }) => ({
        id: device.id,
        address: placeOf(address, device.kind),
        network: networkOf(address.host),
        hasLive: true,
        registers: registersOf(device),
      })),
    );
  };

  const scans = createScanOrders({
    networks: env.networks,
    allowed: env.ports,
    identify: createIdentify({
      clock,
      pace: createPace(env.scanRate, clock),
      turns,
      credentials: {},
      modbus: env.modbus,
    }),
    clock,
    tell: () => control.tell(),
  });

  const cached = loadPlan(env.home);
  if (cached) follow(cached);
  const control = createControl({
    api,
    url: env.api,
    token: env.token,
    clock,
    random,
    knownRevision: cached?.revision ?? null,
    follow: (plan) => {
      savePlan(env.home, plan);
      follow(plan);
    },
    alive: uplink.hurry,
    obey: (instruction) => {
      scans.follow(instruction.scans);
      executor.obey(instruction.commands);
    },
    reported: (report) => {
      scans.reported(report.scans ?? []);
      executor.reported(report.commands ?? []);
      facts.reported(report.devices ?? []);
    },
    report: () => ({
      version: packageJson.version,
      sealingKey: sealingKey.publicKey,
      allowedNetworks: [...env.networks.cidrs],
      spooledReadings: spool.waitingRows,
      refused: [...refused],
      health: health.tell(spool),
      ...reportsOf(scans.reports(), executor.reports(), facts.reports()),
    }),
  });
  uplink.wake();
  const endWatch = watchClock(clock, (ms) => {
    log('clock-step', { ms });
    metrics.countClockStep();
    health.clockStepped(ms);
    schedule.clockStepped();
  });
  const housekeeping = setInterval(() => spool.dropOld(), HOUR_MS);
  let cancelThinning = () => {};
  // In small steps: nothing waits for them.
  const thin = () => {
    cancelThinning = clock.after(thinned(spool) ? THIN_STEP_MS : THIN_LOOK_MS, thin);
  };
  thin();

  let stopped: Promise<void> | null = null;
  const stop = async () => {
    clearInterval(housekeeping);
    cancelThinning();
    endWatch();
    metricsServer?.close();
    control.stop();
    scans.stop();
    await Promise.race([
      Promise.all([schedule.stop(), executor.stop()]),
      new Promise<void>((resolve) => void clock.after(STOP_MS, resolve)),
    ]);
    poller.close();
    gather.flush();
    await Promise.race([uplink.stop(), new Promise<void>((resolve) => void clock.after(STOP_MS / 2, resolve))]);
    spool.close();
    commandLog.close();
    log('stopped', { waitingRows: spool.waitingRows });
  };
  // Safe to call twice: the second time waits for the first.
  return { stop: () => (stopped ??= stop()) };
}

/** One step; a full disk may refuse it, as everything. */
function thinned(spool: Spool): boolean {
  try {
    return spool.thin();
  } catch (error) {
    log('spool-fails', { detail: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

/** Left out where there is nothing to say: an API of before doesn't know the fields. */
function reportsOf(
  scans: ScanReport[],
  commands: CommandReport[],
  devices: DeviceFacts[],
): Pick<Report, 'scans' | 'commands' | 'devices'> {
  return {
    ...(scans.length > 0 ? { scans: [...scans] } : {}),
    ...(commands.length > 0 ? { commands } : {}),
    ...(devices.length > 0 ? { devices } : {}),
  };
}

/** A PDU's and a meter's registers as one text; null where it has none. */
function registersOf({ kind, registerId, outlets }: PlannedDevice): string | null {
  const ids = [registerId, ...outlets.map((outlet) => outlet.registerId)].filter(
    (id) => id !== null && id !== undefined,
  );
  return kind === 'MINER' || ids.length === 0 ? null : ids.join(' ');
}
