import { systemClock } from '../clock.ts';
import type { CredentialsInput } from '../credentials.ts';
import { Turns } from '../turns.ts';
import { createIdentify, USUAL_PORTS } from './identify.ts';
import { EVERY_PORT, parsePorts } from '../ports.ts';
import { FRAMINGS, type ModbusUnits, parseFramings, parseUnits, UNITS } from './modbus-units.ts';
import { createPace, DEFAULT_RATE, FASTEST_PER_SECOND } from './pace.ts';
import { scan, type ScanProgress } from './scan.ts';
import { type ScanRange, scanRange } from './scan-range.ts';

export const SCAN_USAGE = `usage: scan [--ports ${USUAL_PORTS.join()}] [--rate N] [--units 1-10] [--framings tcp,rtu] CIDR...

Asks each address of the networks who it is and prints one JSON document a line for each device: kind, address, make, model, serial, mac,
firmware. Progress goes to standard error.
--rate      requests a second, never more (${DEFAULT_RATE} by default, at most ${FASTEST_PER_SECOND})
--units     Modbus units to look for behind each gateway (${UNITS} by default); one that is not there costs the gateway's patience
--framings  tcp, rtu (frames as on a serial line) or both, in the order in which they are tried (${FRAMINGS} by default)
COLLECTOR_NETWORKS and COLLECTOR_PORTS, where set, are the wall: nothing outside them is asked; COLLECTOR_MODBUS_UNITS and
COLLECTOR_MODBUS_FRAMINGS stand for the options. A community or user may stand in PROBE_CREDENTIALS as JSON.
Exit 0 all was asked, 2 the networks or options can't be used.
`;

export type ScanIo = {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly networks: string | undefined;
  readonly allowedPorts?: string | undefined;
  readonly units?: string | undefined;
  readonly framings?: string | undefined;
  readonly credentials: string | undefined;
  readonly signal: AbortSignal;
};

const PROGRESS_EVERY_MS = 1000;

type Wish = {
  readonly range: ScanRange;
  readonly ports: readonly number[];
  readonly rate: number;
  readonly modbus: ModbusUnits;
  readonly credentials: CredentialsInput;
};

/** The exit code of `scan`. */
export async function scanFromTerminal(args: readonly string[], io: ScanIo): Promise<number> {
  let wish: Wish;
  try {
    wish = parseWish(args, io);
  } catch (error) {
    io.err(`${(error as Error).message}\n\n${SCAN_USAGE}`);
    return 2;
  }
  const identify = createIdentify({
    clock: systemClock,
    pace: createPace(wish.rate, systemClock),
    turns: new Turns(),
    credentials: wish.credentials,
    modbus: wish.modbus,
  });
  let latest: ScanProgress = { done: 0, total: wish.range.total, found: 0 };
  const tell = () => io.err(`${latest.done} of ${latest.total} addresses, ${latest.found} found`);
  const ticking = setInterval(tell, PROGRESS_EVERY_MS);
  await scan({
    ...wish,
    identify,
    onFound: (device) => io.out(JSON.stringify(device)),
    onProgress: (progress) => (latest = progress),
    signal: io.signal,
  }).finally(() => clearInterval(ticking));
  tell();
  return 0;
}

function parseWish(args: readonly string[], io: ScanIo): Wish {
  const { networks, allowedPorts, credentials } = io;
  const allowed = parsePorts(allowedPorts || EVERY_PORT);
  const cidrs: string[] = [];
  const options = new Map([
    ['--ports', USUAL_PORTS.filter(allowed.allows).join()],
    ['--rate', String(DEFAULT_RATE)],
    ['--units', io.units || UNITS],
    ['--framings', io.framings || FRAMINGS],
  ]);
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('--')) cidrs.push(arg);
    else if (options.has(arg)) options.set(arg, args[(at += 1)] ?? '');
    else throw new Error(`There is no option ${arg}.`);
  }
  if (cidrs.length === 0) throw new Error('Say which networks, like 10.0.0.0/24.');
  const ports = (options.get('--ports') ?? '').split(',').map((port) => whole('--ports', port, 65_535));
  const outside = ports.filter((port) => !allowed.allows(port));
  if (outside.length > 0) throw new Error(`--ports: ${outside.join(', ')} are outside ${allowed.text}`);
  const walls = networks?.split(',').filter((part) => part.trim() !== '') ?? [];
  return {
    range: scanRange(cidrs, walls.length > 0 ? walls : null),
    ports,
    rate: whole('--rate', options.get('--rate') ?? '', FASTEST_PER_SECOND),
    modbus: {
      units: parseUnits(options.get('--units') ?? ''),
      framings: parseFramings(options.get('--framings') ?? ''),
    },
    credentials: secretsIn(credentials),
  };
}

function whole(name: string, text: string, most: number): number {
  const number = Number(text);
  if (!/^\s*\d+\s*$/.test(text) || number < 1 || number > most)
    throw new Error(`${name}: "${text}" is no whole number from 1 to ${most}`);
  return number;
}

function secretsIn(text: string | undefined): CredentialsInput {
  try {
    return JSON.parse(text || '{}') as CredentialsInput;
  } catch {
    throw new Error('PROBE_CREDENTIALS is no JSON.'); // without the parser's message, which quotes them
  }
}
