import { bootedAtMs, liveHashrateThs, liveTemperatureC, type RunningMiner } from '../../farm/farm.ts';
import { draw, drawBetween } from '../../farm/seed.ts';
import { instant, type Instant } from '../../farm/wave.ts';

export type Board = {
  readonly position: number;
  /** TH/s. */
  readonly hashrateThs: number;
  /** °C of the hottest chip and of the circuit board under it. */
  readonly chipC: number;
  readonly boardC: number;
  readonly up: boolean;
};

/** One miner at one instant, in physical units: what every family's answer is written from. */
export type Snapshot = {
  readonly miner: RunningMiner['device'];
  readonly epochS: number;
  readonly elapsedS: number;
  readonly hashrateThs: number;
  /** Whether its values swing as real ones do. */
  readonly wanders: boolean;
  /** By command: its chips rest. */
  readonly asleep: boolean;
  readonly boards: readonly Board[];
  /** Mean TH/s over the last seconds, never reaching back behind the start. */
  readonly meanThs: (windowS: number) => number;
  readonly sinceStartThs: number;
  /** The supply's own telemetry, a percent or so off the wall's truth. */
  readonly powerW: number;
  readonly inletC: number;
  readonly fansRpm: readonly number[];
  readonly pool: Pool;
  readonly hardwareErrors: number;
};
export type Pool = {
  readonly urls: readonly string[];
  readonly worker: string;
  readonly accepted: number;
  readonly rejected: number;
};

export const POOL_URLS = [
  'stratum+tcp://btc.pool.example:3333',
  'stratum+tcp://btc.pool.example:443',
  'stratum+tcp://backup.pool.example:3333',
];
export const SHARE_DIFFICULTY = 524_288;
/** Hashes behind one share of difficulty 1, in TH. */
const DIFFICULTY_ONE_TH = 2 ** 32 / 1e12;

export function takeSnapshot(seed: number, running: RunningMiner, ms: number): Snapshot {
  const at = instant(ms);
  const { device } = running;
  const bootedMs = bootedAtMs(seed, running, at);
  const elapsedS = Math.floor((ms - bootedMs) / 1000);
  const meanThs = (windowS: number): number =>
    running.hashrate.meanBetween(instant(Math.max(bootedMs, ms - windowS * 1000)), at);
  const sinceStartThs = meanThs(Number.POSITIVE_INFINITY);
  const accepted = Math.floor((sinceStartThs * elapsedS) / (SHARE_DIFFICULTY * DIFFICULTY_ONE_TH));
  const hashrateThs = liveHashrateThs(seed, running, at);
  const temperatureC = liveTemperatureC(running, at) ?? 0;
  return {
    miner: device,
    epochS: Math.floor(ms / 1000),
    elapsedS,
    hashrateThs,
    wanders: running.state.wander,
    asleep: running.state.asleep,
    boards: splitOverBoards(seed, running, hashrateThs, temperatureC),
    meanThs,
    sinceStartThs,
    powerW: Math.round(running.power.at(at) * drawBetween(0.985, 1.015, seed, 'psu', device.index)),
    inletC: inletTemperatureC(temperatureC),
    fansRpm: [0, 1, 2, 3].map((fan) => fanRpm(seed, running, temperatureC, fan, at)),
    pool: {
      urls: POOL_URLS,
      worker: `farm.${device.name.replaceAll('-', 'x')}`,
      accepted,
      rejected: Math.floor(accepted * drawBetween(0.0005, 0.004, seed, 'rejects', device.index)),
    },
    hardwareErrors: Math.floor(elapsedS * drawBetween(0.002, 0.02, seed, 'errors', device.index)),
  };
}

/** 0.00001 TH/s: the parts are whole steps, so that they add up to the total exactly. */
const STEPS_PER_THS = 100_000;

function splitOverBoards(seed: number, running: RunningMiner, totalThs: number, hottestC: number): Board[] {
  const { index, model } = running.device;
  const brokenAt = Math.floor(draw(seed, 'weakest board', index) * model.boards);
  const down = (position: number): boolean => running.state.fault === 'board-down' && position === brokenAt;
  const weights = Array.from({ length: model.boards }, (_, position) =>
    down(position) ? 0 : drawBetween(0.97, 1.03, seed, 'board', index, position),
  );
  const whole = weights.reduce((total, weight) => total + weight, 0);
  const totalSteps = Math.round(totalThs * STEPS_PER_THS);
  const steps = weights.map((weight) => Math.floor((totalSteps * weight) / whole));
  const rest = totalSteps - steps.reduce((total, step) => total + step, 0);
  const last = weights.findLastIndex((weight) => weight > 0);
  const hottest = weights.findIndex((weight) => weight > 0);
  return steps.map((step, position) => {
    const up = !down(position);
    const chipC = up
      ? hottestC - (position === hottest ? 0 : Math.floor(drawBetween(1, 6, seed, 'cooler', index, position)))
      : 0;
    return {
      position,
      hashrateThs: (step + (position === last ? rest : 0)) / STEPS_PER_THS,
      chipC,
      boardC: up ? chipC - 8 : 0,
      up,
    };
  });
}

function inletTemperatureC(hottestC: number): number {
  return Math.round(22 + (hottestC - 70) / 6);
}

function fanRpm(seed: number, running: RunningMiner, hottestC: number, fan: number, at: Instant): number {
  const wanted = 2_400 + Math.max(0, hottestC - 40) * 90;
  const own = running.state.wander
    ? drawBetween(-90, 90, seed, 'fan', running.device.index, fan, Math.floor(at.ms / 30_000))
    : 0;
  return Math.round((wanted + own) / 30) * 30; // a tachometer gives two pulses a turn: rpm come in steps
}
