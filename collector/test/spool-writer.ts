import { systemClock } from '../src/clock.ts';
import { Spool } from '../src/spool.ts';
import { electricalRows } from './rows.ts';

/** Writes one row after the other and tells how many it was told are safe, until it is killed. */
const spool = new Spool({ home: process.argv[2] ?? '', clock: systemClock, maxBytes: 1e9, maxAgeMs: 1e9 });
function write(count: number): void {
  spool.add('live', electricalRows(`row${count}`));
  process.send?.(count + 1);
  setImmediate(() => write(count + 1));
}
write(0);
