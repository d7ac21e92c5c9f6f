import type {
  BoardColumns,
  ElectricalColumns,
  MinerColumns,
  RecordReadingsInput,
  RegisterColumns,
} from './gql/graphql.ts';
import { type Board, type Electrical, hottestC, type MinerReading, type PowerKind } from './reading.ts';

/** Readings as rows, the form in which they wait on disk. The API takes columns: `toColumns` turns them at sending. */
export type Rows = {
  readonly miners: readonly MinerRow[];
  readonly electrical: readonly ElectricalRow[];
  readonly registers: readonly RegisterRow[];
};

export type BoardRow = Pick<Board, 'position' | 'hashrateThs' | 'chipTemperatureC' | 'boardTemperatureC'>;
export type MinerRow = {
  readonly minerId: string;
  readonly takenAt: string;
  /** False: the poll failed and the rest is unknown. */
  readonly answered: boolean;
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
  readonly fansRpm: readonly number[];
  readonly boards: readonly BoardRow[];
};
export type ElectricalRow = {
  readonly sourceId: string;
  readonly takenAt: string;
  readonly powerW: number | null;
  readonly powerKind: PowerKind | null;
  readonly currentA: number | null;
  readonly voltageV: number | null;
  readonly on: boolean | null;
};
export type RegisterRow = {
  readonly registerId: string;
  readonly takenAt: string;
  readonly registerWh: string;
  readonly raw: string | null;
};

export const NO_ROWS: Rows = { miners: [], electrical: [], registers: [] };

/** As the API counts them: boards are rows too. */
export function countRows({ miners, electrical, registers }: Rows): number {
  return miners.reduce((count, miner) => count + 1 + miner.boards.length, 0) + electrical.length + registers.length;
}

/** Rows of many polls, one behind the other. */
export class RowBatch implements Rows {
  readonly miners: MinerRow[] = [];
  readonly electrical: ElectricalRow[] = [];
  readonly registers: RegisterRow[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(rows: Rows): this {
    this.miners.push(...rows.miners);
    this.electrical.push(...rows.electrical);
    this.registers.push(...rows.registers);
    this.#count += countRows(rows);
    return this;
  }
}

/** Of each source the first row; `seen` remembers them from one call to the next. Registers stay, whatever was seen. */
export function withoutSeen({ miners, electrical, registers }: Rows, seen: Set<string>): Rows {
  const isFirst = (id: string) => {
    const first = !seen.has(id);
    seen.add(id);
    return first;
  };
  return {
    miners: miners.filter(({ minerId }) => isFirst(minerId)),
    electrical: electrical.filter(({ sourceId }) => isFirst(sourceId)),
    registers,
  };
}

/** A miner's reading, or the fact that it didn't answer. */
export function minerRow(minerId: string, takenAt: Date, reading: MinerReading | null): MinerRow {
  const pool = reading?.pools?.find(({ active }) => active);
  return {
    minerId,
    takenAt: takenAt.toISOString(),
    answered: reading !== null,
    hashing: reading?.hashing ?? null,
    hashrateThs: reading?.hashrateThs ?? null,
    powerW: reading?.powerW ?? null,
    powerKind: reading?.powerKind ?? null,
    temperatureC: hottestC(reading?.boards ?? []),
    inletTemperatureC: reading?.inletTemperatureC ?? null,
    uptimeSeconds: int32(reading?.uptimeSeconds ?? reading?.processUptimeSeconds),
    pool: words(pool?.url),
    worker: words(pool?.worker),
    faults: (reading?.faults ?? []).slice(0, MOST_PARTS).flatMap(({ text }) => words(text) ?? []),
    fansRpm: (reading?.fansRpm ?? []).slice(0, MOST_PARTS).flatMap((rpm) => int32(rpm) ?? []),
    boards: (reading?.boards ?? [])
      .filter(({ position }) => int32(position) === position)
      .slice(0, MOST_PARTS)
      .map(({ position, hashrateThs, chipTemperatureC, boardTemperatureC }) => ({
        position,
        hashrateThs,
        chipTemperatureC,
        boardTemperatureC,
      })),
  };
}

/** Null when nothing of it is known: a row of nulls says nothing. */
export function electricalRow(
  sourceId: string,
  takenAt: Date,
  values: Electrical,
  on: boolean | null,
): ElectricalRow | null {
  const { powerW, powerKind, currentA, voltageV } = values;
  if (powerW === null && currentA === null && voltageV === null && on === null) return null;
  return { sourceId, takenAt: takenAt.toISOString(), powerW, powerKind, currentA, voltageV, on };
}

/** Null where there is no register. Registers are taken at whole seconds. */
export function registerRow(
  registerId: string,
  takenAt: Date,
  { energyWh, energyRaw }: Electrical,
): RegisterRow | null {
  // Less than nothing, or more than any meter counts: no register. It must not spoil the batch that others share.
  if (energyWh === null || energyWh < 0 || !Number.isSafeInteger(energyWh)) return null;
  const second = new Date(Math.floor(takenAt.getTime() / 1000) * 1000);
  return { registerId, takenAt: second.toISOString(), registerWh: String(energyWh), raw: words(energyRaw) };
}

/** Rows turned into columns; a part without rows is left out. */
export function toColumns(rows: Rows): Pick<RecordReadingsInput, 'miners' | 'boards' | 'electrical' | 'registers'> {
  const boards = rows.miners.flatMap((miner, row) => miner.boards.map((board) => ({ row, ...board })));
  return {
    miners: rows.miners.length > 0 ? minerColumns(rows.miners) : undefined,
    boards: boards.length > 0 ? boardColumns(boards) : undefined,
    electrical: rows.electrical.length > 0 ? electricalColumns(rows.electrical) : undefined,
    registers: rows.registers.length > 0 ? registerColumns(rows.registers) : undefined,
  };
}

function column<Row, Key extends keyof Row>(rows: readonly Row[], key: Key): Row[Key][] {
  return rows.map((row) => row[key]);
}

function minerColumns(rows: readonly MinerRow[]): MinerColumns {
  return {
    minerId: column(rows, 'minerId'),
    takenAt: column(rows, 'takenAt'),
    answered: column(rows, 'answered'),
    hashing: column(rows, 'hashing'),
    hashrateThs: column(rows, 'hashrateThs'),
    powerW: column(rows, 'powerW'),
    powerKind: column(rows, 'powerKind'),
    temperatureC: column(rows, 'temperatureC'),
    inletTemperatureC: column(rows, 'inletTemperatureC'),
    uptimeSeconds: column(rows, 'uptimeSeconds'),
    pool: column(rows, 'pool'),
    worker: column(rows, 'worker'),
    faults: rows.map(({ faults }) => [...faults]),
    fansRpm: rows.map(({ fansRpm }) => [...fansRpm]),
  };
}

function boardColumns(rows: readonly (BoardRow & { readonly row: number })[]): BoardColumns {
  return {
    row: column(rows, 'row'),
    position: column(rows, 'position'),
    hashrateThs: column(rows, 'hashrateThs'),
    chipTemperatureC: column(rows, 'chipTemperatureC'),
    boardTemperatureC: column(rows, 'boardTemperatureC'),
  };
}

function electricalColumns(rows: readonly ElectricalRow[]): ElectricalColumns {
  return {
    sourceId: column(rows, 'sourceId'),
    takenAt: column(rows, 'takenAt'),
    powerW: column(rows, 'powerW'),
    powerKind: column(rows, 'powerKind'),
    currentA: column(rows, 'currentA'),
    voltageV: column(rows, 'voltageV'),
    on: column(rows, 'on'),
  };
}

function registerColumns(rows: readonly RegisterRow[]): RegisterColumns {
  return {
    registerId: column(rows, 'registerId'),
    takenAt: column(rows, 'takenAt'),
    registerWh: column(rows, 'registerWh'),
    raw: column(rows, 'raw'),
  };
}

/** What acts on a screen rather than shows: controls of both kinds, and marks that turn the writing's direction. */
// oxlint-disable-next-line no-control-regex -- they are what is taken out
const ACTING = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What a device can have of one kind before it is nonsense: boards, fans, faults. */
const MOST_PARTS = 32;
const LONGEST_TEXT = 256;

/**
 * A device's text as it may leave: without characters that act and halves of characters, which a database refuses, and not endless. One
 * device's garbage must never make a batch unacceptable that others share.
 */
export function words(text: string | null | undefined, longest = LONGEST_TEXT): string | null {
  const clean = text?.replace(ACTING, ' ').toWellFormed().trim().slice(0, longest).toWellFormed() ?? '';
  return clean === '' ? null : clean;
}

/** Whole and within GraphQL's Int, else unknown. */
function int32(value: number | null | undefined): number | null {
  const whole = Math.floor(value ?? Number.NaN);
  return whole >= -(2 ** 31) && whole < 2 ** 31 ? whole : null;
}
