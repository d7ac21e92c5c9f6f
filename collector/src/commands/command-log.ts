import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import type { CommandReport, CommandState } from '../report.ts';

/** Long after each command's expiry, a second delivery is refused by that alone. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * Which commands were begun, on disk before a device hears of them: each at most once, whatever is delivered again and whenever the process
 * dies. One that was begun and has no end is UNKNOWN.
 */
export class CommandLog {
  readonly #db: DatabaseSync;
  readonly #clock: Clock;

  constructor(home: string, clock: Clock) {
    this.#clock = clock;
    this.#db = new DatabaseSync(join(home, 'commands.sqlite'));
    // FULL: a power cut must not forget that an outlet was cycled.
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE IF NOT EXISTS command (
        id TEXT PRIMARY KEY,
        begun_at INTEGER NOT NULL,
        state TEXT NOT NULL DEFAULT 'UNKNOWN',
        message TEXT,
        finished_at INTEGER,
        reported INTEGER NOT NULL DEFAULT 0
      ) STRICT;
    `);
    // Those of the last run that broke off.
    this.#db
      .prepare('UPDATE command SET finished_at = ?, message = ? WHERE finished_at IS NULL')
      .run(clock.now(), 'the collector ended while it was under way');
    this.#db.prepare('DELETE FROM command WHERE begun_at < ?').run(clock.now() - KEPT_MS);
  }

  /** False: it was begun before, and must not be again. */
  begin(id: string): boolean {
    const { changes } = this.#db
      .prepare('INSERT INTO command (id, begun_at) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(id, this.#clock.now());
    return Number(changes) === 1;
  }

  end(id: string, state: CommandState, message: string | null): void {
    this.#db
      .prepare('UPDATE command SET state = ?, message = ?, finished_at = ? WHERE id = ?')
      .run(state, message, this.#clock.now(), id);
  }

  /** An end that the API hasn't heard of, told again. */
  repeat(id: string): void {
    this.#db.prepare('UPDATE command SET reported = 0 WHERE id = ?').run(id);
  }

  /** What ended and wasn't reported yet. */
  reports(most: number): CommandReport[] {
    return this.#db
      .prepare(
        'SELECT id, state, message, finished_at FROM command WHERE reported = 0 AND finished_at IS NOT NULL ORDER BY finished_at LIMIT ?',
      )
      .all(most)
      .map(({ id, state, message, finished_at }) => ({
        commandId: String(id),
        state: String(state) as CommandState,
        message: message === null ? null : String(message),
        finishedAt: new Date(Number(finished_at)).toISOString(),
      }));
  }

  reported(reports: readonly CommandReport[]): void {
    const mark = this.#db.prepare('UPDATE command SET reported = 1 WHERE id = ?');
    for (const { commandId } of reports) mark.run(commandId);
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}
