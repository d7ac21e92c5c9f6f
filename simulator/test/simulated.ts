import { createConnection } from 'node:net';
import { onTestFinished } from 'vitest';
import { readEnv } from '../src/env.ts';
import type { RunningDevice, RunningMeter, RunningMiner, RunningPdu } from '../src/farm/farm.ts';
import { startSimulation, type Simulation } from '../src/simulation.ts';

/** Some Tuesday, away from any boundary. */
export const SOME_TIME = Date.parse('2026-06-09T10:17:42.250Z');

/** A clock that stands still until it is told otherwise. */
export type Clock = { ms: number };

/** A farm on a network of its own that ends with the test. Twelve miners are one of each model, on one PDU of each kind. */
export async function simulate(
  variables: Record<string, string> = {},
  clock: Clock = { ms: SOME_TIME },
): Promise<Simulation> {
  const env = readEnv({ HASHYARD_FARM: 'miners=12,pdus=3,meters=2', ...variables });
  const simulation = await startSimulation(env, () => clock.ms);
  onTestFinished(simulation.close);
  return simulation;
}

export function minerOf({ farm }: Simulation, model: string): RunningMiner {
  return found(farm.miners.find(({ device }) => device.model.name === model));
}

export function pduOf({ farm }: Simulation, profile: string): RunningPdu {
  return found(farm.pdus.find(({ device }) => device.model.profile === profile));
}

export function mainMeterOf({ farm }: Simulation): RunningMeter {
  return found(farm.meters.find(({ device }) => device.main));
}

export function found<Value>(value: Value | undefined | null): Value {
  if (value === undefined || value === null) throw new Error('the test farm lacks what the test looks for');
  return value;
}

/** Writes the parts one after another and reads until the device closes. */
export function ask({ device }: Pick<RunningDevice, 'device'>, ...parts: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: device.host, port: 4028 });
    const chunks: Buffer[] = [];
    socket.on('connect', () => writeInTurn(parts, (part) => socket.write(part)));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

/** Each part in a turn of its own, so that the device receives them apart. */
function writeInTurn([first, ...rest]: readonly string[], write: (part: string) => void): void {
  if (first === undefined) return;
  write(first);
  setTimeout(() => writeInTurn(rest, write), 20);
}

/** The answer to one command, its NUL cut off, parsed. */
export async function command(miner: RunningMiner, name: string): Promise<Record<string, Record<string, unknown>[]>> {
  const answer = await ask(miner, JSON.stringify({ command: name }));
  return JSON.parse(answer.replace(/\0$/, '')) as Record<string, Record<string, unknown>[]>;
}
