import { text } from 'node:stream/consumers';
import { devicesPage } from './devices-page.ts';
import { SCAN_USAGE, scanFromTerminal } from './discovery/scan-cli.ts';
import { probe, PROBE_USAGE } from './probe/probe.ts';

/** The collector's commands for a person at a terminal; `main.ts` is the collector itself. */
const [command, ...args] = process.argv.slice(2);
const { PROBE_CREDENTIALS: credentials, COLLECTOR_NETWORKS: networks, COLLECTOR_PORTS: allowedPorts } = process.env;
const { COLLECTOR_MODBUS_UNITS: units, COLLECTOR_MODBUS_FRAMINGS: framings } = process.env;
const out = (line: string) => process.stdout.write(`${line}\n`);
const err = (line: string) => process.stderr.write(`${line}\n`);

if (command === 'probe') {
  process.exitCode = await probe(args, { out, err, readStdin: () => text(process.stdin), credentials });
} else if (command === 'scan') {
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  process.exitCode = await scanFromTerminal(args, {
    out,
    err,
    networks,
    allowedPorts,
    units,
    framings,
    credentials,
    signal: interrupted.signal,
  });
} else if (command === 'devices') {
  out(devicesPage().trimEnd());
} else {
  err(`${PROBE_USAGE}\n${SCAN_USAGE}`);
  process.exitCode = 2;
}
