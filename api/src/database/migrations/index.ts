import { Migration01Foundation } from './01-foundation.ts';

/** In the order in which they run; an applied one never changes. */
export const migrations = [Migration01Foundation];
