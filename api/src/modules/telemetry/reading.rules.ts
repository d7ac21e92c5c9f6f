import type { AnsweredStatus } from './status.rules.ts';

export type PowerKind = 'MEASURED' | 'ESTIMATED';

export type BoardReading = {
  readonly position: number;
  readonly hashrateThs: number | null;
  readonly chipTemperatureC: number | null;
  readonly boardTemperatureC: number | null;
};

/** What one poll of a miner said. */
export type MinerAnswer = {
  readonly takenAtMs: number;
  readonly hashing: boolean | null;
  readonly hashrateThs: number | null;
  readonly powerW: number | null;
  readonly powerKind: PowerKind | null;
  readonly temperatureC: number | null;
  readonly inletTemperatureC: number | null;
  readonly uptimeSeconds: number | null;
  readonly pool: string | null;
  readonly worker: string | null;
  readonly faults: readonly string[];
  readonly fansRpm: readonly number[] | null;
  readonly boards: readonly BoardReading[];
};

/** A miner's newest answer with what it says of its state. */
export type LatestAnswer = MinerAnswer & { readonly status: AnsweredStatus; readonly statusSinceMs: number };

/** Live values of an outlet, a PDU or a meter. */
export type ElectricalReading = {
  readonly takenAtMs: number;
  readonly powerW: number | null;
  readonly powerKind: PowerKind | null;
  readonly currentA: number | null;
  readonly voltageV: number | null;
  readonly on: boolean | null;
};

export type RejectCode = 'UNKNOWN_DEVICE' | 'OUT_OF_RANGE' | 'NOT_WHOLE' | 'IN_FUTURE' | 'TOO_OLD' | 'CONTRADICTS';
export type RowFault = { readonly code: RejectCode; readonly message: string };

/** How far ahead of ours a device's clock may be. */
const aheadMs = 5 * 60_000;
export const retentionMs = { live: 90 * 86_400_000, registers: 7 * 365.25 * 86_400_000 };

/** Whether a time can be kept: neither ahead of us nor past what is kept. */
export function timeFault(takenAtMs: number, nowMs: number, keptMs: number): RowFault | null {
  if (takenAtMs > nowMs + aheadMs)
    return { code: 'IN_FUTURE', message: 'takenAt is more than 5 minutes ahead of the server.' };
  if (takenAtMs < nowMs - keptMs) return { code: 'TOO_OLD', message: 'takenAt is older than what is kept.' };
  return null;
}

/** What no device of ours can measure: a value outside comes from a broken sensor or a wrong driver. */
const bounds = {
  hashrateThs: [0, 100_000],
  powerW: [0, 1_000_000],
  temperatureC: [-60, 250],
  inletTemperatureC: [-60, 150],
  chipTemperatureC: [-60, 250],
  boardTemperatureC: [-60, 250],
  uptimeSeconds: [0, 2_147_483_647],
  rpm: [0, 100_000],
  position: [0, 1_000],
} as const satisfies Record<string, readonly [number, number]>;
type Bounded = keyof typeof bounds;

function outside(name: Bounded, value: number | null): RowFault | null {
  const [least, most] = bounds[name];
  return value === null || (value >= least && value <= most) ? null : outOfRange(name, least, most);
}

const outOfRange = (name: string, least: number, most: number): RowFault => ({
  code: 'OUT_OF_RANGE',
  message: `${name} must be between ${least} and ${most}.`,
});

export function answerFault(answer: MinerAnswer): RowFault | null {
  const single = (['hashrateThs', 'powerW', 'temperatureC', 'inletTemperatureC', 'uptimeSeconds'] as const).map(
    (name) => outside(name, answer[name]),
  );
  return (
    [...single, ...(answer.fansRpm ?? []).map((rpm) => outside('rpm', rpm))].find((fault) => fault !== null) ?? null
  );
}

export function boardFault(board: BoardReading): RowFault | null {
  return (
    outside('position', board.position) ??
    outside('hashrateThs', board.hashrateThs) ??
    outside('chipTemperatureC', board.chipTemperatureC) ??
    outside('boardTemperatureC', board.boardTemperatureC)
  );
}

/** A site's meter may count backwards when the site feeds power back; nothing else may. */
export function electricalFault(reading: ElectricalReading, kind: 'OUTLET' | 'PDU' | 'METER'): RowFault | null {
  const most = 1e9;
  const least = kind === 'METER' ? -most : 0;
  const { powerW, currentA, voltageV } = reading;
  if (powerW !== null && (powerW < least || powerW > most)) return outOfRange('powerW', least, most);
  if (currentA !== null && (currentA < 0 || currentA > 1e6)) return outOfRange('currentA', 0, 1e6);
  if (voltageV !== null && (voltageV < 0 || voltageV > 1e6)) return outOfRange('voltageV', 0, 1e6);
  return null;
}

/** A petawatt-hour: no register counts further. */
const mostWh = 10n ** 15n;

export function registerFault(registerWh: string, takenAtMs: number, rolloverWh: bigint | null): RowFault | null {
  if (/\.\d*[1-9]/.test(registerWh)) return { code: 'NOT_WHOLE', message: 'registerWh must be whole Wh.' };
  if (takenAtMs % 1000 !== 0) return { code: 'NOT_WHOLE', message: 'takenAt of a register must be a whole second.' };
  const value = BigInt(registerWh.split('.')[0] as string);
  if (value < 0n || value > mostWh || (rolloverWh !== null && value >= rolloverWh))
    return { code: 'OUT_OF_RANGE', message: 'registerWh is beyond what this register counts to.' };
  return null;
}

const longestText = 255;
const mostFaults = 64;
const mostFans = 32;

/** A device's own text as it may be kept and shown: no control or direction characters, a bounded length. */
export function cleanText(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  // Control characters, halves of pairs, and those that turn the direction of the text after them.
  const clean = text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu, ' ')
    .trim();
  return clean === '' ? null : [...clean].slice(0, longestText).join('');
}

export const cleanFaults = (faults: readonly string[] | null | undefined): string[] =>
  (faults ?? []).slice(0, mostFaults).flatMap((fault) => cleanText(fault) ?? []);

export const cleanFans = (fans: readonly number[] | null | undefined): number[] | null =>
  fans?.slice(0, mostFans) ?? null;

/** How far apart in time an outlet's power still tells what a miner drew. */
const sameMomentMs = 90_000;

/** A miner that doesn't tell its power draws what the outlet does that feeds it alone. */
export function withOutletPower(answer: MinerAnswer, outlet: ElectricalReading | null): MinerAnswer {
  if (answer.powerW !== null || outlet === null || outlet.powerW === null) return answer;
  if (Math.abs(answer.takenAtMs - outlet.takenAtMs) > sameMomentMs) return answer;
  return { ...answer, powerW: outlet.powerW, powerKind: 'MEASURED' };
}

/** What is known of a miner whose outlets draw nothing: the zero watts of the outlet, and nothing that it said before. */
export const unpowered = (answer: MinerAnswer, takenAtMs: number): MinerAnswer => ({
  takenAtMs,
  hashing: null,
  hashrateThs: null,
  powerW: 0,
  powerKind: 'MEASURED',
  temperatureC: null,
  inletTemperatureC: null,
  uptimeSeconds: null,
  pool: answer.pool,
  worker: answer.worker,
  faults: answer.faults,
  fansRpm: null,
  boards: [],
});

/** J/TH: watts per TH/s. Unknown without both, and of a miner that doesn't hash. */
export const efficiencyOf = (powerW: number | null, hashrateThs: number | null): number | null =>
  powerW === null || hashrateThs === null || hashrateThs <= 0 ? null : powerW / hashrateThs;
