/** Types of postgres.mjs for the TypeScript packages; the words are explained there. */
export type PostgresOptions = {
  dir?: string;
  volatile?: boolean;
  settings?: Record<string, string>;
  log?: (line: string) => void;
};

export type Postgres = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly where: string;
  readonly reused: boolean;
  readonly stop: () => Promise<void>;
};

export function startPostgres(options: PostgresOptions): Promise<Postgres>;
