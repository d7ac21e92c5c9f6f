import { existsSync, renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from './clock.ts';
import { log } from './log.ts';

const SCHEMA = `
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS batch (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    class TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    body TEXT NOT NULL,
    set_aside TEXT,
    thinned INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS batch_waiting ON batch (class, sequence) WHERE set_aside IS NULL;
  CREATE INDEX IF NOT EXISTS batch_full ON batch (sequence) WHERE set_aside IS NULL AND class = 'live' AND thinned = 0;
  CREATE INDEX IF NOT EXISTS batch_set_aside ON batch (sequence) WHERE set_aside IS NOT NULL;
  CREATE TABLE IF NOT EXISTS dropped (class TEXT PRIMARY KEY, rows INTEGER NOT NULL) STRICT;
`;

/** A file that is damaged (a failed disk, a power cut) is kept aside for a person to look at: polling goes on with a new one. */
export function openSpoolFile(file: string, clock: Clock): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    addThinned(database);
    database.exec(SCHEMA);
    return database;
  } catch (error) {
    database.close();
    if (!/malformed|not a database/.test((error as Error).message)) throw error;
    const aside = `${file}.damaged-${clock.now()}`;
    log('spool-damaged', { detail: (error as Error).message, aside });
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${aside}${suffix}`);
    const fresh = new DatabaseSync(file);
    fresh.exec(SCHEMA);
    return fresh;
  }
}

/** A file of before has no such column. */
function addThinned(database: DatabaseSync): void {
  const columns = database.prepare('PRAGMA table_info(batch)').all();
  if (columns.length > 0 && !columns.some(({ name }) => name === 'thinned'))
    database.exec('ALTER TABLE batch ADD COLUMN thinned INTEGER NOT NULL DEFAULT 0');
}
