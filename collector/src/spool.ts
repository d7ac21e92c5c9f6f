import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Clock } from './clock.ts';
import { log } from './log.ts';
import { countRows, RowBatch, type Rows, withoutSeen } from './rows.ts';
import { openSpoolFile } from './spool-file.ts';

/** Registers are evidence and few, live values are many and soon stale: when room is short, live goes first. */
export type RowClass = 'live' | 'register';

/** What is sent in one piece: one or more spooled batches under the number of the newest. */
export type Parcel = { readonly sequence: number; readonly sequences: readonly number[]; readonly rows: Rows };

export type SpoolOptions = {
  readonly home: string;
  readonly clock: Clock;
  readonly maxBytes: number;
  readonly maxAgeMs: number;
  /** Most pages that the file may have, as on a disk of that size. */
  readonly diskPages?: number | undefined;
  /** Live values were given up for want of room. */
  readonly gaveUp?: (() => void) | undefined;
};

/** After a day without the API live values are kept once in five minutes of each source: a month of outage then fits on a small disk. */
const THIN_AFTER_MS = 24 * 60 * 60 * 1000;
const THIN_WINDOW_MS = 5 * 60 * 1000;
/** Batches that one step looks at: some milliseconds. */
const THIN_STEP = 50;
/** What SQLite says of a full disk. */
const SQLITE_FULL = 13;
/** How much of the live values a full disk costs at once. */
const GIVE_UP_SHARE = 0.05;

/** How old live values are when they no longer show what is now. */
const FRESH_MS = 60_000;

const SAY_EVERY_MS = 60 * 60 * 1000;

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
  readonly #gaveUp: () => void;
  readonly #maxAgeMs: number;
  readonly #waiting: StatementSync;
  readonly #full: StatementSync;
  #bytes = 0;
  #rows = 0;
  #freshNext = false;
  /** Sources that have their row in the window that is being thinned. */
  readonly #seen = new Set<string>();
  #thinWindow = 0;
  #droppedSaid = -Infinity;
  /** Batches not to be tried before a moment. */
  readonly #deferred = new Map<number, number>();

  constructor({ home, clock, maxBytes, maxAgeMs, diskPages, gaveUp = () => {} }: SpoolOptions) {
    this.#clock = clock;
    this.#maxBytes = maxBytes;
    this.#gaveUp = gaveUp;
    this.#maxAgeMs = maxAgeMs;
    this.#db = openSpoolFile(join(home, 'spool.sqlite'), clock);
    if (diskPages !== undefined) this.#db.exec(`PRAGMA max_page_count = ${diskPages}`);
    this.#waiting = this.#db.prepare(
      'SELECT sequence, rows, body FROM batch WHERE set_aside IS NULL AND class = ? AND made_at >= ? ORDER BY sequence DESC',
    );
    this.#full = this.#db.prepare(
      // Left to itself SQLite goes through all that are thinned already, at each step.
      `SELECT sequence, made_at, body FROM batch INDEXED BY batch_full
       WHERE set_aside IS NULL AND class = 'live' AND thinned = 0 ORDER BY sequence LIMIT ?`,
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

  /** Live rows given up for want of room or for their age, and those thinned out, since ever. Registers never are. */
  get dropped(): { readonly live: number; readonly thinned: number } {
    const counts = { live: 0, thinned: 0 };
    for (const { class: kind, rows } of this.#db.prepare('SELECT class, rows FROM dropped').all())
      counts[kind as 'live' | 'thinned'] = Number(rows);
    return counts;
  }

  add(kind: RowClass, rows: Rows): void {
    const count = countRows(rows);
    if (count === 0) return;
    const body = JSON.stringify(rows);
    const bytes = Buffer.byteLength(body);
    const insert = () =>
      this.#db
        .prepare('INSERT INTO batch (class, made_at, rows, bytes, body) VALUES (?, ?, ?, ?, ?)')
        .run(kind, this.#clock.now(), count, bytes, body);
    try {
      insert();
    } catch (error) {
      // The disk is full before our share of it is: live values give way, in pages that are used again.
      if ((error as { errcode?: number }).errcode !== SQLITE_FULL || !this.#dropLive(this.#bytes * (1 - GIVE_UP_SHARE)))
        throw error;
      insert();
    }
    this.#bytes += bytes;
    this.#rows += count;
    if (this.#bytes > this.#maxBytes) this.#dropLive(this.#maxBytes);
  }

  /** One step of thinning out live values of more than a day, the oldest first. True when there is more to do. */
  thin(): boolean {
    const before = Math.floor((this.#clock.now() - THIN_AFTER_MS) / THIN_WINDOW_MS) * THIN_WINDOW_MS;
    const batches = this.#full.all(THIN_STEP).filter(({ made_at }) => Number(made_at) < before);
    for (const batch of batches) {
      const window = Math.floor(Number(batch.made_at) / THIN_WINDOW_MS);
      if (window !== this.#thinWindow) this.#seen.clear();
      this.#thinWindow = window;
      this.#thinBatch(Number(batch.sequence), JSON.parse(String(batch.body)) as Rows);
    }
    return batches.length === THIN_STEP;
  }

  #thinBatch(sequence: number, rows: Rows): void {
    const kept = withoutSeen(rows, this.#seen);
    const gone = countRows(rows) - countRows(kept);
    if (gone > 0) this.#db.prepare(`${COUNT_DROPPED} VALUES ('thinned', ?) ${ADD_UP}`).run(gone);
    if (countRows(kept) === 0) return this.#delete(sequence);
    const body = JSON.stringify(kept);
    const shrunk = this.#db
      .prepare('UPDATE batch SET thinned = 1, body = ?, rows = ?, bytes = ? WHERE sequence = ? RETURNING rows')
      .get(body, countRows(kept), Buffer.byteLength(body), sequence);
    if (!shrunk) return;
    this.#rows -= gone;
    this.#bytes -= Buffer.byteLength(JSON.stringify(rows)) - Buffer.byteLength(body);
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
    const rows = new RowBatch();
    for (const batch of this.#waiting.iterate(kind, from)) {
      if ((this.#deferred.get(Number(batch.sequence)) ?? 0) > this.#clock.now()) continue;
      if (sequences.length > 0 && (alone || rows.count + Number(batch.rows) > maxRows)) break;
      sequences.push(Number(batch.sequence));
      rows.add(JSON.parse(String(batch.body)) as Rows);
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

  /** Drops live values past their age. */
  dropOld(): void {
    const before = this.#clock.now() - this.#maxAgeMs;
    const old = "FROM batch WHERE class = 'live' AND made_at < ?";
    this.#db.prepare(`${COUNT_DROPPED} SELECT class, sum(rows) ${old} GROUP BY class ${ADD_UP}`).run(before);
    this.#db.prepare(`DELETE ${old}`).run(before);
    this.#measure();
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  /** Live values go, those set aside first, then the oldest, until no more than `maxBytes` are held. Registers never. True when some went. */
  #dropLive(maxBytes: number): boolean {
    const before = this.#bytes;
    for (const which of ['set_aside IS NOT NULL', 'set_aside IS NULL']) {
      const oldest = this.#db.prepare(
        `SELECT sequence, rows FROM batch WHERE ${which} AND class = 'live' ORDER BY sequence LIMIT 1`,
      );
      for (let batch = this.#bytes > maxBytes && oldest.get(); batch; batch = this.#bytes > maxBytes && oldest.get()) {
        this.#db.prepare(`${COUNT_DROPPED} VALUES ('live', ?) ${ADD_UP}`).run(Number(batch.rows));
        this.#delete(Number(batch.sequence));
      }
    }
    this.#sayDropped();
    if (this.#bytes < before) this.#gaveUp();
    return this.#bytes < before;
  }

  /** The operator is told, once an hour at most. */
  #sayDropped(): void {
    if (this.#clock.now() - this.#droppedSaid < SAY_EVERY_MS) return;
    this.#droppedSaid = this.#clock.now();
    log('spool-full', { bytes: this.#bytes, waitingRows: this.#rows, droppedLiveRows: this.dropped.live });
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
