import { Migration01Foundation } from './01-foundation.ts';
import { Migration02Fleet } from './02-fleet.ts';
import { Migration03Telemetry } from './03-telemetry.ts';

/** In the order in which they run; an applied one never changes. */
export const migrations = [Migration01Foundation, Migration02Fleet, Migration03Telemetry];
