import type { FoundDevice } from './discovery/identify.ts';
import type { ReportCollectorInput } from './gql/graphql.ts';

/** `found`: what wasn't reported of this scan before. */
export type ScanReport = {
  readonly scanId: string;
  readonly done: number;
  readonly total: number;
  readonly found: FoundDevice[];
};

/** UNKNOWN: it may have been done, the answer was lost. REFUSED: the device heard nothing of it. */
export type CommandState = 'DONE' | 'FAILED' | 'REFUSED' | 'EXPIRED' | 'UNKNOWN';
export type CommandReport = {
  readonly commandId: string;
  readonly state: CommandState;
  readonly message: string | null;
  readonly finishedAt: string;
};

/** What the collector says of itself. An API of before knows neither scans nor commands: where there are none the fields are left out. */
export type Report = ReportCollectorInput & {
  readonly scans?: ScanReport[];
  readonly commands?: readonly CommandReport[];
};
