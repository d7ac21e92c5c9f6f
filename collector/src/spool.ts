import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Clock } from './clock.ts';
import { log } from './log.ts';
import { countRows, joinRows, NO_ROWS, type Rows } from './rows.ts';

/** Registers are evidence and few, live values are many and soon stale: when room is short, live goes first. */
export type RowClass = 'live' | 'register';

/** What is sent in one piece: one or more spooled batches under the number of the newest. */
export type Parcel = { readonly sequence: number; readonly sequences: readonly number[]; readonly rows: Rows };

export type SpoolOptions = {
  readonly home: string;
  readonly clock: Clock;
  readonly maxBytes: number;
  readonly maxAgeMs: number;
};

/** How old live values are when they no longer show what is now. */
const FRESH_MS = 60_000;

const COUNT_DROPPED = 'INSERT INTO dropped (class, rows)';
const ADD_UP = 'ON CONFLICT (class) DO UPDATE SET rows = rows + excluded.rows';

/**
 * Readings on disk until the API has them. Each batch is committed before it is sent and deleted when acknowledged, so it is delivered at
 * least once. WAL with synchronous=NORMAL: nothing committed is lost when the process is killed; a power cut may cost the last moments, for
 * which an fsync four times a second would be a poor bargain, since registers count on.
 */
export class Spool {
  readonly #db: DatabaseSync;
  readonly #clock: Clock;
  readonly #maxBytes: number;
  readonly #maxAgeMs: number;
  readonly #waiting: StatementSync;
  #bytes = 0;
  #rows = 0;
  #freshNext = false;
  /** Batches not to be tried before a moment. */
  readonly #deferred = new Map<number, number>();

  constructor({ home, clock, maxBytes, maxAgeMs }: SpoolOptions) {
    this.#clock = clock;
    this.#maxBytes = maxBytes;
    this.#maxAgeMs = maxAgeMs;
    this.#db = openDatabase(join(home, 'spool.sqlite'), clock);
    this.#waiting = this.#db.prepare(
      'SELECT sequence, rows, body FROM batch WHERE set_aside IS NULL AND class = ? AND made_at >= ? ORDER BY sequence DESC',
    );
    this.#measure();
  }

  #measure(): void {
    const held = this.#db
      .prepare('SELECT sum(bytes) AS bytes, sum(rows) FILTER (WHERE set_aside IS NULL) AS rows FROM batch')
      .get();
    this.#bytes = Number(held?.bytes ?? 0);
    this.#rows = Number(held?.rows ?? 0);
  }

  /** Rows that wait for the API. */
  get waitingRows(): number {
    return this.#rows;
  }

  /** Of all batches, also those set aside. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Of the oldest batch that waits; 0 when none does. */
  get oldestAgeMs(): number {
    const oldest = this.#db
      .prepare('SELECT made_at FROM batch WHERE set_aside IS NULL ORDER BY sequence LIMIT 1')
      .get()?.made_at;
    return oldest === undefined ? 0 : Math.max(0, this.#clock.now() - Number(oldest));
  }

  /** Rows given up for want of room or for their age, since ever. */
  get dropped(): Readonly<Record<RowClass, number>> {
    const counts = { live: 0, register: 0 };
    for (const { class: kind, rows } of this.#db.prepare('SELECT class, rows FROM dropped').all())
      counts[kind as RowClass] = Number(rows);
    return counts;
  }

  add(kind: RowClass, rows: Rows): void {
    const count = countRows(rows);
    if (count === 0) return;
    const body = JSON.stringify(rows);
    const bytes = Buffer.byteLength(body);
    this.#db
      .prepare('INSERT INTO batch (class, made_at, rows, bytes, body) VALUES (?, ?, ?, ?, ?)')
      .run(kind, this.#clock.now(), count, bytes, body);
    this.#bytes += bytes;
    this.#rows += count;
    if (this.#bytes > this.#maxBytes) this.#makeRoom();
  }

  /**
   * What to send next, at most that many rows: live values of the last minute, and in turn with them registers, then older live values;
   * each the newest first. `alone`: a single batch, to find the one that the API refuses. Null when nothing waits.
   */
  next(maxRows: number, alone = false): Parcel | null {
    const freshFrom = this.#clock.now() - FRESH_MS;
    const fresh = () => this.#parcel('live', freshFrom, maxRows, alone);
    const backlog = () => this.#parcel('register', 0, maxRows, alone) ?? this.#parcel('live', 0, maxRows, alone);
    // In turn, so that a steady stream of live values never keeps registers waiting.
    this.#freshNext = !this.#freshNext;
    return this.#freshNext ? (fresh() ?? backlog()) : (backlog() ?? fresh());
  }

  #parcel(kind: RowClass, from: number, maxRows: number, alone: boolean): Parcel | null {
    const sequences: number[] = [];
    let rows: Rows = NO_ROWS;
    let count = 0;
    for (const batch of this.#waiting.iterate(kind, from)) {
      const size = Number(batch.rows);
      if ((this.#deferred.get(Number(batch.sequence)) ?? 0) > this.#clock.now()) continue;
      if (sequences.length > 0 && (alone || count + size > maxRows)) break;
      sequences.push(Number(batch.sequence));
      rows = joinRows(rows, JSON.parse(String(batch.body)) as Rows);
      count += size;
    }
    const sequence = sequences[0];
    return sequence === undefined ? null : { sequence, sequences, rows };
  }

  /** The API has them. */
  acknowledge(sequences: readonly number[]): void {
    for (const sequence of sequences) this.#delete(sequence);
    // Gives freed pages back to the disk after a long outage, a few at a time.
    this.#db.exec('PRAGMA incremental_vacuum(64)');
  }

  /** Lets others go first for a while. */
  defer(sequences: readonly number[], ms: number): void {
    for (const sequence of sequences) this.#deferred.set(sequence, this.#clock.now() + ms);
  }

  /** Kept for a person to look at, but never sent again: a batch that is refused as a whole must not block the others. */
  setAside(sequence: number, reason: string): void {
    const set = this.#db
      .prepare('UPDATE batch SET set_aside = ? WHERE sequence = ? AND set_aside IS NULL RETURNING rows')
      .get(reason, sequence);
    this.#rows -= Number(set?.rows ?? 0);
  }

  /** Drops what is past its age. */
  dropOld(): void {
    const before = this.#clock.now() - this.#maxAgeMs;
    this.#db
      .prepare(`${COUNT_DROPPED} SELECT class, sum(rows) FROM batch WHERE made_at < ? GROUP BY class ${ADD_UP}`)
      .run(before);
    this.#db.prepare('DELETE FROM batch WHERE made_at < ?').run(before);
    this.#measure();
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  /** Set-aside batches go first, then the oldest live ones, and registers only when nothing else is left. */
  #makeRoom(): void {
    const oldest = (where: string) =>
      this.#db.prepare(`SELECT sequence, class, rows FROM batch WHERE ${where} ORDER BY sequence LIMIT 1`);
    const victims = [
      oldest('set_aside IS NOT NULL'),
      oldest("set_aside IS NULL AND class = 'live'"),
      oldest("set_aside IS NULL AND class = 'register'"),
    ];
    for (const victim of victims) {
      for (
        let batch = this.#bytes > this.#maxBytes && victim.get();
        batch;
        batch = this.#bytes > this.#maxBytes && victim.get()
      ) {
        this.#db.prepare(`${COUNT_DROPPED} VALUES (?, ?) ${ADD_UP}`).run(String(batch.class), Number(batch.rows));
        this.#delete(Number(batch.sequence));
      }
    }
  }

  #delete(sequence: number): void {
    const gone = this.#db
      .prepare('DELETE FROM batch WHERE sequence = ? RETURNING rows, bytes, set_aside')
      .get(sequence);
    this.#deferred.delete(sequence);
    if (!gone) return;
    this.#bytes -= Number(gone.bytes);
    if (gone.set_aside === null) this.#rows -= Number(gone.rows);
  }
}

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
    set_aside TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS batch_waiting ON batch (class, sequence) WHERE set_aside IS NULL;
  CREATE INDEX IF NOT EXISTS batch_set_aside ON batch (sequence) WHERE set_aside IS NOT NULL;
  CREATE TABLE IF NOT EXISTS dropped (class TEXT PRIMARY KEY, rows INTEGER NOT NULL) STRICT;
`;

/** A file that is damaged (a failed disk, a power cut) is kept aside for a person to look at: polling goes on with a new one. */
function openDatabase(file: string, clock: Clock): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
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
