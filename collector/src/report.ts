import type { FoundDevice } from './discovery/identify.ts';
import type { DeviceReportInput, ReportCollectorInput, ScanReportInput } from './gql/graphql.ts';

/** `found`: what wasn't reported of this scan before. */
export type ScanReport = Omit<ScanReportInput, 'found'> & { readonly found: FoundDevice[] };

/** UNKNOWN: it may have been done, the answer was lost. REFUSED: the device heard nothing of it. */
export type CommandState = 'DONE' | 'FAILED' | 'REFUSED' | 'EXPIRED' | 'UNKNOWN';
export type CommandReport = {
  readonly commandId: string;
  readonly state: CommandState;
  readonly message: string | null;
  readonly finishedAt: string;
};

/** What the collector says of itself. An API of before knows neither scans, commands nor devices: where there are none the fields are left out. */
export type Report = Omit<ReportCollectorInput, 'scans' | 'commands' | 'devices'> & {
  readonly scans?: ScanReport[];
  readonly commands?: CommandReport[];
  readonly devices?: DeviceReportInput[];
};
