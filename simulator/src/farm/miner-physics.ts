import type { Miner } from './layout.ts';
import { draw, drawBetween } from './seed.ts';
import type { DeviceState } from './state.ts';
import { FLAT_ZERO, flat, scale, shift, swinging, type Wave } from './wave.ts';

/** What a machine draws with its chips idle: fans and control board, as a share of its nameplate power. */
const IDLE_SHARE = 0.03;
/** A supply cuts out before it delivers more than this, whatever hashrate somebody sets. */
const MAX_POWER_SHARE = 1.5;
const HASHRATE_SWING = [0.012, 0.008, 0.006];
const TEMPERATURE_SWING = [0.035, 0.012, 0.008];
/** A machine switched on that computes nothing sits a little above the hall. */
const IDLE_TEMPERATURE_C = 32;

export function isPowered(state: DeviceState): boolean {
  return state.fault !== 'miner-off' && !state.unplugged;
}

/** The hashrate in TH/s of a machine in this state, as long as the state lasts. */
export function hashrateWave(seed: number, miner: Miner, state: DeviceState): Wave {
  if (!isPowered(state) || state.asleep) return FLAT_ZERO;
  const boards = state.fault === 'board-down' ? (miner.model.boards - 1) / miner.model.boards : 1;
  const ownThs = miner.model.ratedHashrateThs * drawBetween(0.98, 1.02, seed, 'hashrate', miner.index);
  const ths = (state.hashrateThs ?? ownThs) * boards;
  return state.wander ? swinging(ths, HASHRATE_SWING, phases(seed, miner, 'hashrate')) : flat(ths);
}

/** The wall power in W that goes with the hashrate: idle draw, and the rest in proportion. */
export function powerWave(seed: number, miner: Miner, state: DeviceState): Wave {
  if (!isPowered(state)) return FLAT_ZERO;
  const { ratedPowerW, ratedHashrateThs } = miner.model;
  const ownPowerW = ratedPowerW * drawBetween(0.985, 1.015, seed, 'power', miner.index);
  const idleW = ownPowerW * IDLE_SHARE;
  const load = scale(hashrateWave(seed, miner, state), (ownPowerW - idleW) / ratedHashrateThs);
  const mean = load[0] ?? 0;
  const limit = mean === 0 ? 1 : (ownPowerW * MAX_POWER_SHARE - idleW) / mean;
  return shift(scale(load, Math.min(1, limit)), idleW);
}

/** The hottest chip in °C. It has no meaning while the machine is off. */
export function temperatureWave(seed: number, miner: Miner, state: DeviceState): Wave {
  const idle = (hashrateWave(seed, miner, state)[0] ?? 0) === 0;
  const ownC = miner.model.chipTemperatureC + drawBetween(-4, 4, seed, 'temperature', miner.index);
  const hottestC = state.temperatureC ?? (idle ? IDLE_TEMPERATURE_C : ownC);
  return state.wander ? swinging(hottestC, TEMPERATURE_SWING, phases(seed, miner, 'temperature')) : flat(hottestC);
}

/** Days are warm for all machines at once (the first phase is the site's), the rest is each one's own. */
function phases(seed: number, miner: Miner, quantity: string): readonly number[] {
  return [draw(seed, quantity, 'day'), draw(seed, quantity, miner.index, 1), draw(seed, quantity, miner.index, 2)];
}
