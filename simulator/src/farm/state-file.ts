import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FarmSize } from './layout.ts';
import type { LoggedChange } from './state.ts';

/** Everything that must be the same after a restart for a register to go on where it stood. */
export type FarmRecord = {
  readonly version: 1;
  readonly seed: number;
  readonly size: FarmSize;
  /** The first two parts of every device's address: `127.77`. */
  readonly network: string;
  readonly changes: readonly LoggedChange[];
};

/** null: there is none yet. A file that can't be read stops the start, since a fresh farm would contradict the past. */
export function readFarmRecord(path: string): FarmRecord | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`SIMULATOR_STATE: ${path} can't be read.`, { cause: error });
  }
  return parseFarmRecord(path, text);
}

function parseFarmRecord(path: string, text: string): FarmRecord {
  try {
    const record = JSON.parse(text) as FarmRecord;
    if (record.version === 1 && Array.isArray(record.changes) && record.size && record.network) return record;
  } catch (error) {
    throw new Error(`SIMULATOR_STATE: ${path} is damaged. Remove it to begin a new farm.`, { cause: error });
  }
  throw new Error(`SIMULATOR_STATE: ${path} isn't a farm's record of this version. Name another file.`);
}

/**
 * Written beside and renamed, so that a kill at any moment leaves the old record or the new one. Synchronous, so that no
 * poll can see a change that is not on disk yet.
 */
export function writeFarmRecord(path: string, record: FarmRecord): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeSync(file, JSON.stringify(record));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}
