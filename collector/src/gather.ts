import type { Clock } from './clock.ts';
import { countRows, joinRows, NO_ROWS, type Rows } from './rows.ts';
import type { Spool } from './spool.ts';

/** Long enough to join the polls of one moment, short enough that a reading is on the screen within a second. */
const WINDOW_MS = 200;
const FULL_ROWS = 5000;

/** Joins rows of a short window into batches of the spool. Registers are kept apart from live values: they are dropped last. */
export function createGather(clock: Clock, spool: Spool, spooled: () => void) {
  let rows: Rows = NO_ROWS;
  let cancel: (() => void) | null = null;

  const flush = () => {
    cancel?.();
    cancel = null;
    const { miners, electrical, registers } = rows;
    rows = NO_ROWS;
    spool.add('register', { ...NO_ROWS, registers });
    spool.add('live', { ...NO_ROWS, miners, electrical });
    spooled();
  };
  return {
    add: (more: Rows) => {
      rows = joinRows(rows, more);
      if (countRows(rows) >= FULL_ROWS) flush();
      else cancel ??= clock.after(WINDOW_MS, flush);
    },
    flush,
  };
}
