/**
 * The one normal form of what a device says, whatever its protocol: units in the names, null where it doesn't say, never 0 in its place.
 * Drivers make it, `rows.ts` turns it into what the API takes, `probe` prints it.
 */
export type PowerKind = 'MEASURED' | 'ESTIMATED';

export type Board = {
  /** The device's own number. */
  readonly position: number;
  readonly hashrateThs: number | null;
  readonly boardTemperatureC: number | null;
  readonly chipTemperatureC: number | null;
  readonly chips: number | null;
  readonly serial: string | null;
  readonly state: 'ok' | 'missing' | 'disabled';
};

export type Pool = {
  readonly url: string;
  readonly worker: string | null;
  readonly status: 'alive' | 'dead' | 'disabled' | 'rejecting';
  /** In use now. */
  readonly active: boolean;
  readonly accepted: number | null;
  readonly rejected: number | null;
};

/** A fault as words; `code` is the maker's own where it has one. */
export type Fault = { readonly code: number | null; readonly text: string };

export type MinerReading = {
  readonly make: string | null;
  readonly model: string | null;
  readonly firmware: string;
  readonly firmwareVersion: string | null;
  readonly apiVersion: string | null;
  readonly serial: string | null;
  /** Six upper-case pairs with colons. */
  readonly mac: string | null;
  /** Null: the device doesn't tell. */
  readonly hashing: boolean | null;
  /** The shortest window that can be trusted, about "now". */
  readonly hashrateThs: number | null;
  /** Since the miner process started: high for hours after a stop, so never "now". */
  readonly hashrateAverageThs: number | null;
  readonly hashrateIdealThs: number | null;
  readonly boards: readonly Board[];
  readonly inletTemperatureC: number | null;
  /** Fitted fans in order; 0 is a stopped fan. */
  readonly fansRpm: readonly number[];
  readonly psuFanRpm: number | null;
  /** At the wall. */
  readonly powerW: number | null;
  readonly powerKind: PowerKind | null;
  /** Of the system. */
  readonly uptimeSeconds: number | null;
  /** Of the miner process; a lower value than before is a restart. */
  readonly processUptimeSeconds: number | null;
  /** In order of priority, empty slots left out. Null: not asked or not answered. */
  readonly pools: readonly Pool[] | null;
  readonly accepted: number | null;
  readonly rejected: number | null;
  readonly hardwareErrors: number | null;
  readonly faults: readonly Fault[];
};

/** Live values and the register of one thing that power flows through. */
export type Electrical = {
  readonly powerW: number | null;
  readonly powerKind: PowerKind | null;
  readonly currentA: number | null;
  readonly voltageV: number | null;
  readonly apparentPowerVa: number | null;
  readonly powerFactor: number | null;
  readonly energyWh: number | null;
  /** The register as the device gave it, with its unit: kept as evidence. */
  readonly energyRaw: string | null;
};

export type PduPart = Electrical & { readonly id: string; readonly label: string | null; readonly name: string | null };
export type OutletReading = PduPart & {
  readonly number: number;
  readonly on: boolean | null;
  /** It has an energy register, whether or not this poll asked for it. */
  readonly countsEnergy: boolean;
};

export type PduReading = {
  readonly vendor: string;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly serial: string | null;
  readonly profile: string;
  readonly device: Electrical;
  readonly cords: readonly PduPart[];
  readonly phases: readonly PduPart[];
  readonly outlets: readonly OutletReading[];
  /** Seconds since the agent started; a lower value than before is a restart. */
  readonly uptimeSeconds: number | null;
};

/** What a meter says beside its values: its profile's words, and its own where it was known by asking. */
export type MeterIdentity = {
  readonly vendor: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly serial: string | null;
};
export type MeterValues = {
  readonly profile: string;
  readonly device: Electrical;
  readonly phases: readonly PduPart[];
};
export type MeterReading = MeterIdentity & MeterValues;

export const NO_ELECTRICAL: Electrical = {
  powerW: null,
  powerKind: null,
  currentA: null,
  voltageV: null,
  apparentPowerVa: null,
  powerFactor: null,
  energyWh: null,
  energyRaw: null,
};

/** What of a device is asked for: live values cost a request each poll, registers are read at boundaries and edges. */
export type Scope = { readonly live: boolean; readonly registers: boolean };

/** The hottest chip, or the hottest board where chips aren't read. */
export function hottestC(boards: readonly Board[]): number | null {
  return (
    highest(boards.map((board) => board.chipTemperatureC)) ?? highest(boards.map((board) => board.boardTemperatureC))
  );
}

export function highest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** A sum is known only when all its parts are. */
export function sum(values: readonly (number | null)[]): number | null {
  let total = 0;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return values.length === 0 ? null : total;
}
