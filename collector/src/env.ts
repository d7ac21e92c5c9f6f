import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseCommandKey } from './commands/signed-command.ts';
import { FRAMINGS, type ModbusUnits, parseFramings, parseUnits, UNITS } from './discovery/modbus-units.ts';
import { DEFAULT_RATE, FASTEST_PER_SECOND } from './discovery/pace.ts';
import { parseNetworks, type Networks } from './networks.ts';
import { EVERY_PORT, parsePorts, type Ports } from './ports.ts';

export type Env = {
  /** The API's GraphQL endpoint; its WebSocket is the same path. */
  readonly api: URL;
  readonly token: string;
  /** Folder of the spool, the cached plan and the sealing key. */
  readonly home: string;
  readonly networks: Networks;
  readonly ports: Ports;
  /** Polls in flight at once, over all devices. */
  readonly concurrency: number;
  /** Polls a second in one network, a /24. */
  readonly networkRate: number;
  /** Requests a second of all scans together. */
  readonly scanRate: number;
  /** The meters that a scan looks for at a Modbus port. */
  readonly modbus: ModbusUnits;
  /** The installation's Ed25519 key by which commands are known; null: none is executed. */
  readonly commandKey: KeyObject | null;
  readonly spoolMaxBytes: number;
  readonly spoolMaxDays: number;
  /** Where `/metrics` and `/healthz` are on this machine; null: nowhere. */
  readonly metricsPort: number | null;
};

/** Reads the configuration once. A bad value throws with the name of its variable. */
export function readEnv(vars: NodeJS.ProcessEnv): Env {
  return {
    api: parsed('COLLECTOR_API', vars.COLLECTOR_API ?? 'http://127.0.0.1:4000/graphql', httpUrl),
    token: readToken(vars),
    home: parsed('COLLECTOR_HOME', vars.COLLECTOR_HOME, (path) => resolve(path)),
    networks: parsed('COLLECTOR_NETWORKS', vars.COLLECTOR_NETWORKS, parseNetworks),
    ports: parsed('COLLECTOR_PORTS', vars.COLLECTOR_PORTS || EVERY_PORT, parsePorts),
    concurrency: parsed('COLLECTOR_CONCURRENCY', vars.COLLECTOR_CONCURRENCY ?? '256', whole(1, 10_000)),
    networkRate: parsed('COLLECTOR_NETWORK_RATE', vars.COLLECTOR_NETWORK_RATE ?? '100', whole(1, 10_000)),
    scanRate: parsed(
      'COLLECTOR_SCAN_RATE',
      vars.COLLECTOR_SCAN_RATE ?? String(DEFAULT_RATE),
      whole(1, FASTEST_PER_SECOND),
    ),
    modbus: {
      units: parsed('COLLECTOR_MODBUS_UNITS', vars.COLLECTOR_MODBUS_UNITS || UNITS, parseUnits),
      framings: parsed('COLLECTOR_MODBUS_FRAMINGS', vars.COLLECTOR_MODBUS_FRAMINGS || FRAMINGS, parseFramings),
    },
    commandKey: vars.COLLECTOR_COMMAND_KEY
      ? parsed('COLLECTOR_COMMAND_KEY', vars.COLLECTOR_COMMAND_KEY, parseCommandKey)
      : null,
    spoolMaxBytes: parsed('COLLECTOR_SPOOL_MB', vars.COLLECTOR_SPOOL_MB ?? '2048', whole(1, 1_000_000)) * 1024 * 1024,
    spoolMaxDays: parsed('COLLECTOR_SPOOL_DAYS', vars.COLLECTOR_SPOOL_DAYS ?? '30', whole(1, 3650)),
    metricsPort: vars.COLLECTOR_METRICS_PORT
      ? parsed('COLLECTOR_METRICS_PORT', vars.COLLECTOR_METRICS_PORT, whole(1, 65_535))
      : null,
  };
}

function readToken(vars: NodeJS.ProcessEnv): string {
  if (vars.COLLECTOR_TOKEN) return parsed('COLLECTOR_TOKEN', vars.COLLECTOR_TOKEN, token);
  if (vars.COLLECTOR_TOKEN_FILE) {
    return parsed('COLLECTOR_TOKEN_FILE', vars.COLLECTOR_TOKEN_FILE, (file) => token(readFileSync(file, 'utf8')));
  }
  throw new Error(
    'COLLECTOR_TOKEN or COLLECTOR_TOKEN_FILE is required: the token that the console showed when this collector was made.',
  );
}

function parsed<T>(name: string, value: string | undefined, parse: (value: string) => T): T {
  if (value === undefined || value.trim() === '') throw new Error(`${name} is required.`);
  try {
    return parse(value.trim());
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function httpUrl(value: string): URL {
  const url = new URL(value);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`"${value}" is no http or https URL`);
  return url;
}

/** Printable and without spaces, so that it can't break out of a header. The value itself is never in a message. */
function token(value: string): string {
  const text = value.trim();
  if (!/^[\x21-\x7e]+$/.test(text)) throw new Error('holds no token');
  return text;
}

function whole(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most) {
      throw new Error(`"${value}" is no whole number from ${least} to ${most}`);
    }
    return number;
  };
}
