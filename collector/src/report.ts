import type { ReportCollectorInput } from './gql/graphql.ts';
import type { FoundDevice } from './discovery/identify.ts';

/** `found`: what wasn't reported of this scan before. */
export type ScanReport = {
  readonly scanId: string;
  readonly done: number;
  readonly total: number;
  readonly found: readonly FoundDevice[];
};

/** What the collector says of itself. An API of before knows no scans: without any the field is left out. */
export type Report = ReportCollectorInput & { readonly scans?: readonly ScanReport[] };
