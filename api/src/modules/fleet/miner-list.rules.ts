import type { MinerStatus } from '../telemetry/index.ts';

/** What a list sorts by and filters on, of one miner as its viewer sees it. */
export type ListedMiner = {
  readonly id: string;
  readonly name: string;
  readonly status: MinerStatus;
  readonly hashrateThs: number | null;
  readonly powerW: number | null;
  readonly temperatureC: number | null;
};

export type SortKey = string | number | null;
export type MinerSort = { readonly key: (miner: ListedMiner) => SortKey; readonly descending: boolean };

const rank: Record<MinerStatus, number> = {
  ACTIVE: 0,
  DEGRADED: 1,
  OFFLINE: 2,
  PAUSED: 3,
  CURTAILED: 4,
  MAINTENANCE: 5,
  STALE: 6,
  LOST: 7,
};

/** By the contract's names of orders. Statuses sort as the contract lists them, then by name. */
export const minerSorts = {
  NAME_ASC: { key: ({ name }) => name, descending: false },
  NAME_DESC: { key: ({ name }) => name, descending: true },
  STATUS_ASC: { key: ({ status, name }) => `${rank[status]} ${name}`, descending: false },
  HASHRATE_ASC: { key: ({ hashrateThs }) => hashrateThs, descending: false },
  HASHRATE_DESC: { key: ({ hashrateThs }) => hashrateThs, descending: true },
  POWER_DESC: { key: ({ powerW }) => powerW, descending: true },
  TEMPERATURE_DESC: { key: ({ temperatureC }) => temperatureC, descending: true },
} as const satisfies Record<string, MinerSort>;

type Position = { readonly key: SortKey; readonly id: string };

/** Whether a comes before b; unknown values last, whatever the direction, and equals by id. */
export function compare(a: Position, b: Position, descending: boolean): number {
  if (a.key === b.key) return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  if (a.key === null) return 1;
  if (b.key === null) return -1;
  return a.key < b.key === descending ? 1 : -1;
}
