import type { MapRack, MapSlot } from './walk.ts';

/** Rows of a rack that are drawn together. `firstRow` counts from 1. */
export type Band = { readonly firstRow: number; readonly rows: number; readonly slots: readonly MapSlot[] };

/** So many cells are drawn within a frame without anybody noticing. */
const CELLS_OF_BAND = 200;

/** Splits a rack into bands of whole rows: as many as make no more than some hundred cells. */
export function bandsOf({ rows, columns, slots }: MapRack): Band[] {
  const height = Math.max(1, Math.floor(CELLS_OF_BAND / Math.max(1, columns)));
  const bands = Array.from({ length: Math.ceil(rows / height) }, (_, index) => ({
    firstRow: index * height + 1,
    rows: Math.min(height, rows - index * height),
    slots: [] as MapSlot[],
  }));
  for (const slot of slots) bands[Math.floor((slot.row - 1) / height)]?.slots.push(slot);
  return bands;
}
