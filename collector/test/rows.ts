import { NO_ROWS, type Rows } from '../src/rows.ts';

const TAKEN_AT = '2026-06-01T10:00:00.000Z';

export function electricalRows(...sourceIds: string[]): Rows {
  const electrical = sourceIds.map((sourceId) => ({
    sourceId,
    takenAt: TAKEN_AT,
    powerW: 3250,
    powerKind: 'MEASURED' as const,
    currentA: null,
    voltageV: null,
    on: true,
  }));
  return { ...NO_ROWS, electrical };
}

export function registerRows(...registerIds: string[]): Rows {
  return {
    ...NO_ROWS,
    registers: registerIds.map((registerId) => ({
      registerId,
      takenAt: TAKEN_AT,
      registerWh: '5812658',
      raw: '5812658 Wh',
    })),
  };
}
