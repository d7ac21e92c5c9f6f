import {
  answerFault,
  boardFault,
  type BoardReading,
  cleanFans,
  cleanFaults,
  cleanText,
  type ElectricalReading,
  electricalFault,
  type MinerAnswer,
  type PowerKind,
  registerFault,
  retentionMs,
  type RowFault,
  timeFault,
} from './reading.rules.ts';

type Column<T> = readonly (T | null)[] | null | undefined;

/** A batch as the API takes it: columns, position n of each is one row. */
export type Batch = {
  readonly miners?: MinerPart | null;
  readonly boards?: BoardPart | null;
  readonly electrical?: ElectricalPart | null;
  readonly registers?: RegisterPart | null;
};
type MinerPart = {
  readonly minerId: readonly string[];
  readonly takenAt: readonly Date[];
  readonly answered: readonly boolean[];
  readonly hashing?: Column<boolean>;
  readonly hashrateThs?: Column<number>;
  readonly powerW?: Column<number>;
  readonly powerKind?: Column<PowerKind>;
  readonly temperatureC?: Column<number>;
  readonly inletTemperatureC?: Column<number>;
  readonly uptimeSeconds?: Column<number>;
  readonly pool?: Column<string>;
  readonly worker?: Column<string>;
  readonly faults?: readonly (readonly string[])[] | null;
  readonly fansRpm?: readonly (readonly number[])[] | null;
};
type BoardPart = {
  readonly row: readonly number[];
  readonly position: readonly number[];
  readonly hashrateThs?: Column<number>;
  readonly chipTemperatureC?: Column<number>;
  readonly boardTemperatureC?: Column<number>;
};
type ElectricalPart = {
  readonly sourceId: readonly string[];
  readonly takenAt: readonly Date[];
  readonly powerW?: Column<number>;
  readonly powerKind?: Column<PowerKind>;
  readonly currentA?: Column<number>;
  readonly voltageV?: Column<number>;
  readonly on?: Column<boolean>;
};
type RegisterPart = {
  readonly registerId: readonly string[];
  readonly takenAt: readonly Date[];
  readonly registerWh: readonly string[];
  readonly raw?: Column<string>;
};

/** What a collector may write, by id. */
export type DeviceBook = {
  readonly miners: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, { readonly no: number; readonly kind: 'OUTLET' | 'PDU' | 'METER' }>;
  readonly registers: ReadonlyMap<string, { readonly no: number; readonly rolloverWh: bigint | null }>;
};

/** `answer` null: the poll failed. */
export type MinerRow = {
  readonly row: number;
  readonly id: string;
  readonly no: number;
  readonly takenAtMs: number;
  readonly answer: MinerAnswer | null;
};
export type ElectricalRow = { readonly id: string; readonly no: number; readonly reading: ElectricalReading };
export type RegisterRow = {
  readonly row: number;
  readonly no: number;
  readonly takenAtMs: number;
  readonly registerWh: bigint;
  readonly raw: string | null;
};
export type Reject = {
  readonly part: 'MINERS' | 'BOARDS' | 'ELECTRICAL' | 'REGISTERS';
  readonly row: number;
} & RowFault;

export type ReadBatch = {
  readonly miners: MinerRow[];
  readonly electrical: ElectricalRow[];
  readonly registers: RegisterRow[];
  readonly boards: number;
  readonly rejects: Reject[];
  /** Rows that this very batch holds twice. */
  readonly repeats: number;
};

export type ShapeFault = {
  readonly code: 'UNEQUAL_COLUMNS' | 'TOO_MANY';
  readonly path: string[];
  readonly message: string;
};

export const mostRows = 10_000;

/** Why a batch can't be read at all; its rows are not looked at then. */
export function shapeFaults(batch: Batch): ShapeFault[] {
  const faults: ShapeFault[] = [];
  let rows = 0;
  for (const [part, columns] of Object.entries({
    miners: batch.miners,
    boards: batch.boards,
    electrical: batch.electrical,
    registers: batch.registers,
  })) {
    if (!columns) continue;
    const lengths = Object.entries(columns).flatMap(([name, column]) =>
      Array.isArray(column) ? [{ name, length: column.length }] : [],
    );
    const wanted = lengths[0]?.length ?? 0;
    rows += wanted;
    for (const { name, length } of lengths) {
      if (length !== wanted)
        faults.push({
          code: 'UNEQUAL_COLUMNS',
          path: [part, name],
          message: `${part}.${name} has ${length} rows, not ${wanted}.`,
        });
    }
  }
  if (rows > mostRows)
    faults.push({ code: 'TOO_MANY', path: [], message: `A batch may have ${mostRows} rows, not ${rows}.` });
  return faults;
}

const unknownDevice: RowFault = { code: 'UNKNOWN_DEVICE', message: "This device is not in the collector's plan." };

/** Sorts a batch into rows that can be kept and rejects. One bad row never costs its neighbours. */
export function readBatch(batch: Batch, book: DeviceBook, nowMs: number): ReadBatch {
  const rejects: Reject[] = [];
  const boards = readBoards(batch, rejects);
  const miners = batch.miners ? readMiners(batch.miners, boards.byRow, book, nowMs, rejects) : [];
  const electrical = batch.electrical ? readElectrical(batch.electrical, book, nowMs, rejects) : [];
  const registers = batch.registers ? readRegisters(batch.registers, book, nowMs, rejects) : { rows: [], repeats: 0 };
  return { miners, electrical, registers: registers.rows, boards: boards.count, rejects, repeats: registers.repeats };
}

function readBoards({ miners, boards }: Batch, rejects: Reject[]) {
  const byRow = new Map<number, BoardReading[]>();
  let count = 0;
  for (const [row, minerRow] of (boards?.row ?? []).entries()) {
    const board: BoardReading = {
      position: boards?.position[row] as number,
      hashrateThs: boards?.hashrateThs?.[row] ?? null,
      chipTemperatureC: boards?.chipTemperatureC?.[row] ?? null,
      boardTemperatureC: boards?.boardTemperatureC?.[row] ?? null,
    };
    const missing = minerRow < 0 || minerRow >= (miners?.minerId.length ?? 0);
    const fault: RowFault | null = missing
      ? { code: 'OUT_OF_RANGE', message: 'row is not a position in miners.' }
      : boardFault(board);
    if (fault) rejects.push({ part: 'BOARDS', row, ...fault });
    else {
      count += 1;
      byRow.set(minerRow, [...(byRow.get(minerRow) ?? []), board]);
    }
  }
  return { byRow, count };
}

function readMiners(
  part: MinerPart,
  boards: ReadonlyMap<number, BoardReading[]>,
  book: DeviceBook,
  nowMs: number,
  rejects: Reject[],
): MinerRow[] {
  return part.minerId.flatMap((id, row) => {
    const no = book.miners.get(id);
    const takenAtMs = (part.takenAt[row] as Date).getTime();
    const answer = part.answered[row] ? answerAt(part, row, takenAtMs, boards.get(row) ?? []) : null;
    const fault =
      no === undefined
        ? unknownDevice
        : (timeFault(takenAtMs, nowMs, retentionMs.live) ?? (answer ? answerFault(answer) : null));
    if (!fault) return [{ row, id, no: no as number, takenAtMs, answer }];
    rejects.push({ part: 'MINERS', row, ...fault });
    return [];
  });
}

function answerAt(part: MinerPart, row: number, takenAtMs: number, boards: readonly BoardReading[]): MinerAnswer {
  const powerW = part.powerW?.[row] ?? null;
  return {
    takenAtMs,
    hashing: part.hashing?.[row] ?? null,
    hashrateThs: part.hashrateThs?.[row] ?? null,
    powerW,
    powerKind: powerW === null ? null : (part.powerKind?.[row] ?? 'ESTIMATED'),
    temperatureC: part.temperatureC?.[row] ?? null,
    inletTemperatureC: part.inletTemperatureC?.[row] ?? null,
    uptimeSeconds: part.uptimeSeconds?.[row] ?? null,
    pool: cleanText(part.pool?.[row]),
    worker: cleanText(part.worker?.[row]),
    faults: cleanFaults(part.faults?.[row]),
    fansRpm: cleanFans(part.fansRpm?.[row]),
    boards: [...boards].sort((a, b) => a.position - b.position),
  };
}

function readElectrical(part: ElectricalPart, book: DeviceBook, nowMs: number, rejects: Reject[]): ElectricalRow[] {
  return part.sourceId.flatMap((id, row) => {
    const source = book.sources.get(id);
    const takenAtMs = (part.takenAt[row] as Date).getTime();
    const powerW = part.powerW?.[row] ?? null;
    const reading: ElectricalReading = {
      takenAtMs,
      powerW,
      powerKind: powerW === null ? null : (part.powerKind?.[row] ?? 'MEASURED'),
      currentA: part.currentA?.[row] ?? null,
      voltageV: part.voltageV?.[row] ?? null,
      on: part.on?.[row] ?? null,
    };
    const fault = source
      ? (timeFault(takenAtMs, nowMs, retentionMs.live) ?? electricalFault(reading, source.kind))
      : unknownDevice;
    if (!fault) return [{ id, no: source?.no as number, reading }];
    rejects.push({ part: 'ELECTRICAL', row, ...fault });
    return [];
  });
}

function readRegisters(
  part: RegisterPart,
  book: DeviceBook,
  nowMs: number,
  rejects: Reject[],
): { rows: RegisterRow[]; repeats: number } {
  const seen = new Map<string, bigint>();
  let repeats = 0;
  const rows = part.registerId.flatMap((id, row): RegisterRow[] => {
    const register = book.registers.get(id);
    const takenAtMs = (part.takenAt[row] as Date).getTime();
    const text = part.registerWh[row] as string;
    const fault = register
      ? (timeFault(takenAtMs, nowMs, retentionMs.registers) ?? registerFault(text, takenAtMs, register.rolloverWh))
      : unknownDevice;
    if (fault || !register) {
      rejects.push({ part: 'REGISTERS', row, ...(fault ?? unknownDevice) });
      return [];
    }
    const registerWh = BigInt(text.split('.')[0] as string);
    const key = `${register.no}@${takenAtMs}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, registerWh);
      return [{ row, no: register.no, takenAtMs, registerWh, raw: cleanText(part.raw?.[row])?.slice(0, 200) ?? null }];
    }
    if (first === registerWh) repeats += 1;
    else rejects.push({ part: 'REGISTERS', row, ...contradicts });
    return [];
  });
  return { rows, repeats };
}

export const contradicts: RowFault = {
  code: 'CONTRADICTS',
  message: 'This register has another value at this instant already.',
};
