import type { Clock } from './clock.ts';
import type { Health } from './health.ts';
import { log } from './log.ts';
import { NO_ROWS, RowBatch, type Rows } from './rows.ts';
import type { Spool } from './spool.ts';

/** Long enough to join the polls of one moment, short enough that a reading is on the screen within a second. */
const WINDOW_MS = 200;
const FULL_ROWS = 5000;
/** While the disk takes nothing (full, or broken), this many rows wait in memory; then live values give way. */
const MOST_ROWS = 50_000;
const RETRY_MS = 5000;

/** Joins rows of a short window into batches of the spool. Registers are kept apart from live values: they are dropped last. */
export function createGather(
  clock: Clock,
  spool: Pick<Spool, 'add'>,
  spooled: () => void,
  health: Pick<Health, 'diskFails' | 'diskWorks' | 'gaveUp'>,
) {
  let live = new RowBatch();
  let registers = new RowBatch();
  let cancel: (() => void) | null = null;
  let failing = false;

  const flush = () => {
    cancel?.();
    cancel = null;
    try {
      spool.add('register', registers);
      registers = new RowBatch();
      spool.add('live', live);
      live = new RowBatch();
      failing = false;
      health.diskWorks();
      spooled();
    } catch (error) {
      if (!failing) log('spool-fails', { detail: error instanceof Error ? error.message : String(error) });
      failing = true;
      health.diskFails();
      if (live.count > MOST_ROWS) {
        log('live-dropped', { rows: live.count });
        live = new RowBatch();
        health.gaveUp();
      }
      cancel = clock.after(RETRY_MS, flush);
    }
  };
  return {
    add: (rows: Rows) => {
      live.add({ ...rows, registers: [] });
      registers.add({ ...NO_ROWS, registers: rows.registers });
      if (!failing && live.count + registers.count >= FULL_ROWS) flush();
      else cancel ??= clock.after(WINDOW_MS, flush);
    },
    flush,
  };
}
