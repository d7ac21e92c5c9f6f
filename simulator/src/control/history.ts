import { setImmediate as breathe } from 'node:timers/promises';
import { meterEnergyWh } from '../protocols/modbus/sdm630.ts';
import { isMiner, isSilentAt, type Farm, type RunningDevice, type RunningMiner, type Silence } from '../farm/farm.ts';
import type { EnergyRegister } from '../farm/register.ts';
import type { Timeline } from '../farm/timeline.ts';
import { instant, type Instant } from '../farm/wave.ts';

export type HistoryKind = 'registers' | 'hashrate';
/** Half-open ends don't matter here: a value stands at each boundary, or between two. `toMs` is never in the future. */
export type HistorySpan = { readonly fromMs: number; readonly toMs: number; readonly stepSeconds: number };

/** Breathe between so many lines, so that the devices keep answering while a long history is written. */
const LINES_AT_ONCE = 20;

/**
 * What polling would have found, one line of JSON per register or miner. Register values are those that a poll at the
 * very boundary would have read, in whole Wh as they come out of the device's unit; null where it would have failed.
 */
export async function* historyLines(farm: Farm, kind: HistoryKind, span: HistorySpan): AsyncGenerator<string> {
  const boundaries = boundariesOf(span);
  let lines = 0;
  for (const line of kind === 'registers'
    ? registerLines(farm, span, boundaries)
    : hashrateLines(farm, span, boundaries)) {
    yield `${JSON.stringify(line)}\n`;
    lines += 1;
    if (lines % LINES_AT_ONCE === 0) await breathe();
  }
}

export function boundariesOf({ fromMs, toMs, stepSeconds }: HistorySpan): Instant[] {
  const count = Math.max(0, Math.floor((toMs - fromMs) / (stepSeconds * 1000)) + 1);
  return Array.from({ length: count }, (_, index) => instant(fromMs + index * stepSeconds * 1000));
}

function* registerLines(farm: Farm, span: HistorySpan, boundaries: readonly Instant[]): Generator<object> {
  const line = (running: RunningDevice, outlet: number | null, read: (at: Instant) => number): object => ({
    serial: running.device.serial,
    outlet,
    ...head(span),
    wh: boundaries.map((at) => (isSilentAt(running, at.ms) ? null : String(read(at)))),
  });
  const reader = (register: EnergyRegister) => (at: Instant) => register.readWh(at);
  for (const pdu of farm.pdus) {
    yield line(pdu, null, reader(pdu.register));
    for (const { outlet, register } of pdu.outlets) yield line(pdu, outlet.number, reader(register));
  }
  for (const meter of farm.meters) yield line(meter, null, (at) => meterEnergyWh(meter, at));
}

function* hashrateLines(farm: Farm, span: HistorySpan, boundaries: readonly Instant[]): Generator<object> {
  for (const running of farm.devices) {
    if (!isMiner(running)) continue;
    yield {
      serial: running.device.serial,
      ...head(span),
      ths: means(running, running.hashrate, boundaries, 5),
      powerW: means(running, running.power, boundaries, 1),
      temperatureC: means(running, running.temperature, boundaries, 1),
    };
  }
}

/** The mean in each step over the time in which the miner answered; null where it never did. */
function means(
  miner: RunningMiner,
  quantity: Timeline,
  boundaries: readonly Instant[],
  digits: number,
): (number | null)[] {
  const scale = 10 ** digits;
  return boundaries.slice(1).map((to, index) => {
    const spans = answeredSpans(miner.silences, boundaries[index] as Instant, to);
    const seconds = spans.reduce((total, [from, until]) => total + (until.ms - from.ms) / 1000, 0);
    if (seconds === 0) return null;
    const integral = spans.reduce(
      (total, [from, until]) => total + quantity.integralTo(until) - quantity.integralTo(from),
      0,
    );
    return Math.round((integral / seconds) * scale) / scale;
  });
}

function answeredSpans(silences: readonly Silence[], from: Instant, to: Instant): [Instant, Instant][] {
  if (silences.length === 0) return [[from, to]];
  const spans: [Instant, Instant][] = [];
  let start = from;
  for (const silence of silences) {
    const ends = silence.to ?? Number.POSITIVE_INFINITY;
    if (ends <= start.ms || silence.from >= to.ms) continue;
    if (silence.from > start.ms) spans.push([start, instant(silence.from)]);
    start = instant(Math.min(ends, to.ms));
  }
  if (start.ms < to.ms) spans.push([start, to]);
  return spans;
}

function head({ fromMs, stepSeconds }: HistorySpan): object {
  return { startsAt: new Date(fromMs).toISOString(), stepSeconds };
}
