import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from './clock.ts';
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

/** Live state of the last minute is sent before registers, and those before older live values. */
const FRESH_MS = 60_000;

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
  #bytes: number;
  #rows: number;

  constructor({ home, clock, maxBytes, maxAgeMs }: SpoolOptions) {
    this.#clock = clock;
    this.#maxBytes = maxBytes;
    this.#maxAgeMs = maxAgeMs;
    this.#db = new DatabaseSync(join(home, 'spool.sqlite'));
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA auto_vacuum = INCREMENTAL;
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
      CREATE TABLE IF NOT EXISTS dropped (class TEXT PRIMARY KEY, rows INTEGER NOT NULL) STRICT;
    `);
    const held = this.#db
      .prepare(
        'SELECT coalesce(sum(bytes), 0) AS bytes, coalesce(sum(rows) FILTER (WHERE set_aside IS NULL), 0) AS rows FROM batch',
      )
      .get();
    this.#bytes = Number(held?.bytes);
    this.#rows = Number(held?.rows);
  }

  /** Rows that wait for the API. */
  get waitingRows(): number {
    return this.#rows;
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
   * What to send next, at most that many rows: the newest of its class and what is next to it. `alone`: a single batch, to find the
   * one that the API refuses. Null when nothing waits.
   */
  next(maxRows: number, alone = false): Parcel | null {
    const kind = this.#nextClass();
    if (!kind) return null;
    const sequences: number[] = [];
    let rows: Rows = NO_ROWS;
    let count = 0;
    const waiting = this.#db.prepare(
      'SELECT sequence, rows, body FROM batch WHERE set_aside IS NULL AND class = ? ORDER BY sequence DESC LIMIT 500',
    );
    for (const batch of waiting.iterate(kind)) {
      const size = Number(batch.rows);
      if (sequences.length > 0 && (alone || count + size > maxRows)) break;
      sequences.push(Number(batch.sequence));
      rows = joinRows(rows, JSON.parse(String(batch.body)) as Rows);
      count += size;
    }
    const sequence = sequences[0];
    return sequence === undefined ? null : { sequence, sequences, rows };
  }

  #nextClass(): RowClass | null {
    const newest = (kind: RowClass) =>
      this.#db
        .prepare('SELECT made_at FROM batch WHERE set_aside IS NULL AND class = ? ORDER BY sequence DESC LIMIT 1')
        .get(kind);
    const live = newest('live');
    if (live && Number(live.made_at) >= this.#clock.now() - FRESH_MS) return 'live';
    if (newest('register')) return 'register';
    return live ? 'live' : null;
  }

  /** The API has them. */
  acknowledge(sequences: readonly number[]): void {
    for (const sequence of sequences) this.#delete(sequence);
    // Gives freed pages back to the disk after a long outage, a few at a time.
    this.#db.exec('PRAGMA incremental_vacuum(64)');
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
    const old = this.#db.prepare(
      'SELECT sequence, class, rows FROM batch WHERE made_at < ? ORDER BY sequence LIMIT 1000',
    );
    for (const batch of old.all(this.#clock.now() - this.#maxAgeMs)) this.#drop(batch);
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  /** Set-aside batches go first, then the oldest live ones, and registers only when nothing else is left. */
  #makeRoom(): void {
    const victims = this.#db.prepare(
      "SELECT sequence, class, rows FROM batch ORDER BY set_aside IS NULL, class = 'register', sequence LIMIT 1",
    );
    while (this.#bytes > this.#maxBytes) {
      const victim = victims.get();
      if (!victim) return;
      this.#drop(victim);
    }
  }

  #drop(batch: Record<string, unknown>): void {
    const count =
      'INSERT INTO dropped (class, rows) VALUES (?, ?) ON CONFLICT (class) DO UPDATE SET rows = rows + excluded.rows';
    this.#db.prepare(count).run(String(batch.class), Number(batch.rows));
    this.#delete(Number(batch.sequence));
  }

  #delete(sequence: number): void {
    const gone = this.#db
      .prepare('DELETE FROM batch WHERE sequence = ? RETURNING rows, bytes, set_aside')
      .get(sequence);
    if (!gone) return;
    this.#bytes -= Number(gone.bytes);
    if (gone.set_aside === null) this.#rows -= Number(gone.rows);
  }
}
