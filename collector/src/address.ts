import { isIP } from 'node:net';

/** Where a device answers. Host is an IP literal: a name could point elsewhere tomorrow, past the wall of allowed networks. */
export type Address = {
  readonly host: string;
  /** Null: the port that the device's protocol has. */
  readonly port: number | null;
  /** Modbus unit behind a gateway; 1 where nothing is said. */
  readonly unit: number;
  /** Modbus frames: with the header of Modbus TCP, or as on a serial line. */
  readonly framing: Framing;
};
export type Framing = 'tcp' | 'rtu';

/** Schemes of addresses and the ports that they stand for. */
const SCHEME_PORTS: ReadonlyMap<string, number> = new Map([
  ['cgminer', 4028],
  ['whatsminer3', 4433],
  ['http', 80],
  ['snmp', 161],
  ['snmp3', 161],
  ['modbus', 502],
]);

/**
 * `10.0.0.5`, `10.0.0.5:4028`, `[fd00::5]:161`, `10.0.0.5:502?unit=3&framing=rtu`, each also behind a scheme (`cgminer://10.0.0.5`); null when
 * it is none of these. A scheme stands for its port and no more: what a device speaks is found by asking.
 */
export function parseAddress(text: string): Address | null {
  const [, scheme, rest = ''] = /^(?:([a-z0-9]+):\/\/)?(.*)$/.exec(text.trim()) ?? [];
  if (scheme !== undefined && !SCHEME_PORTS.has(scheme)) return null;
  const [place = '', query = ''] = rest.split('?', 2);
  const match = /^(?:\[([^\]]+)\]|([^[\]:]+|[^[\]]*:[^[\]]*:[^[\]]*?))(?::(\d{1,5}))?$/.exec(
    isIP(place) === 6 ? `[${place}]` : place,
  );
  const host = match?.[1] ?? match?.[2];
  const options = parseModbusOptions(new URLSearchParams(query), ['unit', 'framing']);
  if (!match || !host || !options || isIP(host) === 0) return null;
  const port = match[3] === undefined ? (SCHEME_PORTS.get(scheme ?? '') ?? null) : Number(match[3]);
  return port !== null && (port < 1 || port > 65_535) ? null : { host, port, ...options };
}

/** Unit and framing of a query that has no other than the known names. */
export function parseModbusOptions(
  query: URLSearchParams,
  known: readonly string[],
): { unit: number; framing: Framing } | null {
  const unit = query.get('unit') ?? '1';
  const framing = query.get('framing') ?? 'tcp';
  const fits = [...query.keys()].every((name) => known.includes(name)) && /^\d{1,3}$/.test(unit) && Number(unit) <= 255;
  return fits && (framing === 'tcp' || framing === 'rtu') ? { unit: Number(unit), framing } : null;
}
