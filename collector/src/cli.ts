import { text } from 'node:stream/consumers';
import { probe, PROBE_USAGE } from './probe/probe.ts';

/** The collector's commands for a person at a terminal; `main.ts` is the collector itself. */
const [command, ...args] = process.argv.slice(2);
if (command === 'probe') {
  process.exitCode = await probe(args, {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    readStdin: () => text(process.stdin),
    credentials: process.env.PROBE_CREDENTIALS,
  });
} else {
  process.stderr.write(PROBE_USAGE);
  process.exitCode = 2;
}
