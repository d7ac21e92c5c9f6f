export type PostgresOptions = {
  /** Where the cluster lives. A volatile one may leave it out and gets a folder that goes at stop. */
  readonly dir?: string;
  /** For tests: fast, loses its data in a crash, and ends when our process does. */
  readonly volatile?: boolean;
  /** Server settings on top of ours, by PostgreSQL's names. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Progress, a line at a time. */
  readonly log?: (line: string) => void;
};

export type Postgres = {
  /** Of the database `hashyard`, as the cluster's owner (a superuser). */
  readonly url: string;
  /** On 127.0.0.1; the same after a restart, if nobody took it meanwhile. */
  readonly port: number;
  readonly pid: number;
  /** Where the cluster really lies: not `dir` when the server's user can't get there. */
  readonly where: string;
  /** Whether the server ran already. */
  readonly reused: boolean;
  /** Safe to call twice. */
  readonly stop: () => Promise<void>;
};

/** Starts PostgreSQL on a folder, or takes over the one that runs there. What a killed run left is cleared first. */
export function startPostgres(options: PostgresOptions): Promise<Postgres>;
